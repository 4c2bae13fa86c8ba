/** Sums over the units of a row. */

export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let unit = 0; unit < values.length; unit++) sum += values[unit] ?? 0;
  return sum;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let unit = 0; unit < a.length; unit++) sum += (a[unit] ?? 0) * (b[unit] ?? 0);
  return sum;
}
