/** Names for classes that no file names. */
export function numberedClasses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `class ${index}`);
}
