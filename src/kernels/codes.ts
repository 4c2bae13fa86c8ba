// The numbers by which the host (src/model) and the kernels call kinds and options of layers: plain constants, read by AssemblyScript
// and TypeScript alike.

// Kinds of layers.
export const LSTM = 0;
export const GRU = 1;
export const RNN = 2;
export const DENSE = 3;
export const CONV1D = 4;
export const POOL1D = 5;
export const BATCHNORM = 6;
export const READOUT = 7;
export const ATTENTION = 8;

// Activations of dense, conv1d and rnn.
export const LINEAR = 0;
export const RELU = 1;
export const TANH = 2;
export const SIGMOID = 3;

// Activations of gates; SIGMOID is 3 here too.
export const HARD_SIGMOID = 4; // Keras 2: clip(0.2 z + 0.5, 0, 1)
export const HARD_SIGMOID_3 = 5; // Keras 3: clip(z / 6 + 0.5, 0, 1)

// How LRP shares the relevance of a product of gate and source (gate-rule.ts).
export const GATES_ALL = 0;
export const GATES_HALF = 1;
export const GATES_ABS = 2;
export const GATES_PROP = 3;

// How two directions make one row.
export const CONCAT = 0;
export const SUM = 1;
export const AVE = 2;

// What a recurrent layer hands on: a row a position, or its directions' own last states as one row.
export const ALL_ROWS = 0;
export const FINAL = 1;
export const FINAL_LEFT = 2;
export const FINAL_RIGHT = 3;

// Readouts over time without weights; MAX and MEAN are pool1d's too.
export const LAST = 0;
export const MAX = 1;
export const MEAN = 2;
export const FLATTEN = 3;
