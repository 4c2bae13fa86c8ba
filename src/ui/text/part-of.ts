/**
 * Whether a sum is a part of what it is compared with, as both are shown: 1.77 of 1.79. What words get may also be more than the whole,
 * or of the other sign, where something else takes it back: nobody says 2.41 of 1.61.
 */
export function isPartOf(part: number, whole: number, digits: number): boolean {
  const [shownPart, shownWhole] = digits < 0 ? [part, whole] : [part, whole].map((value) => Number(value.toFixed(digits)));
  if (!shownPart) return true;
  return shownWhole !== undefined && shownPart * shownWhole > 0 && Math.abs(shownPart) <= Math.abs(shownWhole);
}
