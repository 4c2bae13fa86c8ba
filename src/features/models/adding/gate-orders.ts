const GATES = 'ifgo';

/** Who lays the gates' row blocks out so. */
const KNOWN: Readonly<Record<string, string>> = {
  ifgo: 'PyTorch, Keras',
  igfo: 'the reference program',
};

/** Every order of the four gates, the known ones first. */
export const GATE_ORDERS: readonly string[] = [...new Set([...Object.keys(KNOWN), ...permutations(GATES)])];

/** 'i, f, g, o (PyTorch, Keras)' */
export function gateOrderName(order: string): string {
  const spelt = [...order].join(', ');
  const known = KNOWN[order];
  return known ? `${spelt} (${known})` : spelt;
}

function permutations(letters: string): string[] {
  if (letters.length <= 1) return [letters];
  return [...letters].flatMap((letter) => permutations(letters.replace(letter, '')).map((rest) => letter + rest));
}
