/** What the model makes of a word it does not know, for a person. */
export function unknownMeaning(unkToken: string | null): string {
  return unkToken === null ? 'unknown: counts as a zero embedding' : `unknown: read as ${unkToken}`;
}
