/** Values out of the JSON in which Keras describes a model, by the names they have had over the years. */

/** The first of the fields that is there; undefined: none is. */
export function fieldOf(object: unknown, ...names: readonly string[]): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  for (const name of names) {
    const value: unknown = Object.getOwnPropertyDescriptor(object, name)?.value;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export function textOf(object: unknown, ...names: readonly string[]): string | undefined {
  const value = fieldOf(object, ...names);
  return typeof value === 'string' ? value : undefined;
}

export function isOn(object: unknown, name: string): boolean {
  return fieldOf(object, name) === true;
}

/** A number, or a list of one number, as sizes of one dimension are written. */
export function numberOf(object: unknown, ...names: readonly string[]): number | undefined {
  const value = fieldOf(object, ...names);
  const [first, ...more]: readonly unknown[] = Array.isArray(value) ? value : [value];
  return typeof first === 'number' && more.length === 0 ? first : undefined;
}

export function listOf(object: unknown, ...names: readonly string[]): readonly unknown[] | undefined {
  const value = fieldOf(object, ...names);
  return Array.isArray(value) ? value : undefined;
}

/** Keras 3 may write an activation as an object. */
export function activationOf(config: unknown, ...names: readonly string[]): string {
  const value = fieldOf(config, ...names);
  if (value === undefined) return 'linear';
  const name = typeof value === 'object' ? (fieldOf(value, 'config') ?? fieldOf(value, 'class_name')) : value;
  return typeof name === 'string' ? name : 'of its own';
}
