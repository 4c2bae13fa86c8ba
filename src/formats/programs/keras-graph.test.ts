/** Functional models: followed backwards to a chain, or to what keeps them from being one. */
import { describe, expect, it } from 'vitest';
import { ALL, cell, dense, embedding, kinds, layer, lstm, network, obstacles } from '../../testing/keras-layers.ts';

describe('functional models', () => {
  const node = (described: ReturnType<typeof layer>, inputs: readonly string[]) => ({
    ...described,
    name: described.config.name,
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((name) => [name, 0, 0, {}])],
  });
  const model = (nodes: object[], outputs: unknown = [['dense', 0, 0]]) => ({
    class_name: 'Functional',
    config: { layers: nodes, output_layers: outputs },
  });
  const usual = [
    node(layer('InputLayer'), []),
    node(embedding(), ['inputlayer']),
    node(lstm(), ['embedding']),
    node(dense(), ['lstm']),
  ];

  it('a chain, in whatever order its layers are listed', () => {
    expect(kinds(network([], { json: model([...usual].reverse()) }))).toEqual(['lstm', 'readout final', 'dense']);
    expect(kinds(network([], { json: model(usual, ['dense', 0, 0]) }))).toEqual(['lstm', 'readout final', 'dense']);
  });

  it.each<[string, object, RegExp]>([
    [
      'two outputs',
      model(usual, [
        ['dense', 0, 0],
        ['lstm', 0, 0],
      ]),
      /^2 outputs, where one is needed$/,
    ],
    [
      'two inputs of a layer',
      model([...usual.slice(0, 3), node(layer('Concatenate'), ['lstm', 'embedding']), node(dense(), ['concatenate'])]),
      /^"concatenate" \(Concatenate\), which reads 2 layers$/,
    ],
    ['a layer that is not there', model(usual.slice(1)), /"inputlayer", which is read but not described/],
    ['a circle', model([node(dense(), ['dense'])]), /reads itself/],
    [
      'a layer that is applied twice',
      model([...usual.slice(0, 3), { ...node(dense(), []), inbound_nodes: [[['lstm', 0, 0, {}]], [['lstm', 0, 0, {}]]] }]),
      /applied 2 times/,
    ],
  ])('%s', (_, json, found) => {
    expect(obstacles([], { json })).toEqual(expect.arrayContaining([expect.stringMatching(found)]));
  });

  const attention = (steps: readonly [ReturnType<typeof layer>, readonly string[]][], last: string) =>
    model([
      ...usual.slice(0, 2),
      node(lstm({ return_sequences: true }), ['embedding']),
      node(layer('Dense', { name: 'score', units: 1, activation: 'tanh' }), ['lstm']),
      ...steps.map(([described, inputs]) => node(described, inputs)),
      node(dense(), [last]),
    ]);
  const SCORE = { 'score/score/kernel:0': [3, 1], 'score/score/bias:0': [1] };
  const flat: readonly [ReturnType<typeof layer>, readonly string[]][] = [
    [layer('Flatten'), ['score']],
    [layer('Activation', { activation: 'softmax' }), ['flatten']],
  ];
  const spread: typeof flat = [...flat, [layer('RepeatVector'), ['activation']], [layer('Permute'), ['repeatvector']]];
  const code = btoa('\u00e3\u0000K\u0000sum\u0000axis');

  it.each<[string, typeof flat, string]>([
    [
      'Multiply and a Lambda',
      [...spread, [layer('Multiply'), ['lstm', 'permute']], [layer('Lambda', { function: [code, null, null] }), ['multiply']]],
      'lambda',
    ],
    ['Dot over the positions', [...flat, [layer('Dot', { axes: 1 }), ['activation', 'lstm']]], 'dot'],
    [
      'Softmax over the positions',
      [
        [layer('Softmax', { axis: 1 }), ['score']],
        [layer('Multiply'), ['lstm', 'softmax']],
        [layer('Sum', { axis: 1 }), ['multiply']],
      ],
      'sum',
    ],
  ])('attention: %s', (_, steps, last) => {
    const plan = network([], { json: attention(steps, last), shapes: { ...ALL, ...SCORE } });
    expect(kinds(plan)).toEqual(['lstm', 'readout attention', 'dense']);
    expect(plan.layers[1]?.layer).toMatchObject({ size: 1 });
    expect(plan.layers[1]?.tensors.vector?.source.read()).toEqual(Float64Array.of(1));
    expect(plan.notes.some((note) => note.includes('(Lambda) is code that is not run'))).toBe(last === 'lambda');
  });

  it.each<[string, typeof flat, string]>([
    [
      'softmax of one number, which is 1',
      [
        [layer('Activation', { activation: 'softmax' }), ['score']],
        [layer('Multiply'), ['lstm', 'activation']],
        [layer('Sum', { axis: 1 }), ['multiply']],
      ],
      'sum',
    ],
    [
      'a sum over the units',
      [...spread, [layer('Multiply'), ['lstm', 'permute']], [layer('Sum', { axis: 2 }), ['multiply']]],
      'sum',
    ],
    [
      'a Lambda that sums nothing',
      [
        ...spread,
        [layer('Multiply'), ['lstm', 'permute']],
        [layer('Lambda', { function: [btoa('mean'), null, null] }), ['multiply']],
      ],
      'lambda',
    ],
  ])('no attention: %s', (_, steps, last) => {
    expect(obstacles([], { json: attention(steps, last), shapes: { ...ALL, ...SCORE } })).toEqual(
      expect.arrayContaining([expect.stringContaining('which reads 2 layers')]),
    );
  });

  it('of what is no chain only that is told, and what no chain could hold', () => {
    const two = [
      ...usual.slice(0, 3),
      node(layer('LSTM', { name: 'second', units: 3, activation: 'elu' }), ['embedding']),
      node(layer('Concatenate'), ['lstm', 'second']),
      node(dense(), ['concatenate']),
    ];
    expect(obstacles([], { json: model(two), shapes: { ...ALL, ...cell('second/second/c', 4) } })).toEqual([
      '"concatenate" (Concatenate), which reads 2 layers',
      '"second" (LSTM): activation elu',
    ]);
  });

  it("Keras' own Attention is another", () => {
    const own = [
      ...usual.slice(0, 2),
      node(lstm({ return_sequences: true }), ['embedding']),
      node(layer('Attention'), ['lstm', 'lstm']),
      node(layer('GlobalMaxPooling1D'), ['attention']),
      node(dense(), ['globalmaxpooling1d']),
    ];
    expect(obstacles([], { json: model(own) })).toEqual(['"attention" (Attention), which reads 2 layers']);
  });
});
