/** The same with all numbers as float64: for tests that compare numbers and not how they are held. */
export function widened(value: unknown): unknown {
  if (value instanceof Float32Array) return Float64Array.from(value);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, widened(item)]));
  if (Array.isArray(value)) return value.map(widened);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, widened(item)]));
}
