/** How much may be unpacked: apart from what unpacks, since everything that opens files counts it. */

/** Unpacked bytes may be this many times the bytes that were given. Weights hardly shrink at all, words by a factor of 3. */
export const MOST_GROWTH = 4;

/** The bytes that may still be unpacked: one for everything read from the same files, so that zips in zips gain nothing. */
export interface InflateBudget {
  readonly total: number;
  left: number;
}

/** For files of `givenBytes` in all. */
export function inflateBudget(givenBytes: number): InflateBudget {
  return { total: MOST_GROWTH * givenBytes, left: MOST_GROWTH * givenBytes };
}
