/** Gauss-Legendre quadrature on 0..1: exact for polynomials up to the degree 2n - 1. */
export interface Node {
  readonly at: number;
  /** All weights add up to 1. */
  readonly weight: number;
}

/** The roots of the Legendre polynomial of degree n by Newton's method (Press et al., Numerical Recipes, section 4.6). @returns [n], rising */
export function gaussLegendre(n: number): Node[] {
  const nodes = Array.from({ length: n }, (_, k): Node => {
    let x = -Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 100; step++) {
      const { value, derivative } = legendre(n, x);
      const change = value / derivative;
      x -= change;
      slope = derivative;
      if (Math.abs(change) < 1e-15) break;
    }
    return { at: (1 + x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
  const sum = nodes.reduce((total, { weight }) => total + weight, 0);
  return nodes.map(({ at, weight }) => ({ at, weight: weight / sum }));
}

/** P_n(x) and its derivative, by the three-term recurrence. */
function legendre(n: number, x: number): { value: number; derivative: number } {
  let [before, value] = [1, x];
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return { value, derivative: (n * (x * value - before)) / (x * x - 1) };
}
