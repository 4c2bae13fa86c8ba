/** A word of the vocabulary and how many edits it is away. */
export interface NearWord {
  readonly word: string;
  readonly distance: number;
}

/**
 * At most `limit` of `words` spelt most like `word`: within 1 edit for words of up to 4 letters, else within 2. Sorted by distance,
 * then those with the same first letter first, then in the order of `words` (the bundled vocabulary has frequent words first).
 * `word` itself, entries without a letter or digit, and those to `skip` are left out. Compared as given:
 * pass `word` in lower case for a lower-case vocabulary.
 */
export function nearSpellings(word: string, words: readonly string[], limit: number, ...skip: readonly string[]): NearWord[] {
  const most = word.length <= 4 ? 1 : 2;
  const letters = letterSet(word);
  const found: NearWord[] = [];
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) > most || candidate === word || skip.includes(candidate)) continue;
    // An edit changes at most two members of the letter set, one out and one in: most words need no more than this.
    if (bitCount(letters ^ letterSet(candidate)) > 2 * most) continue;
    const distance = editDistance(word, candidate, most);
    if (distance <= most && /[\p{L}\p{N}]/u.test(candidate)) found.push({ word: candidate, distance });
  }
  const otherStart = (near: NearWord) => (near.word[0] === word[0] ? 0 : 1);
  // Array.prototype.sort is stable, so ties stay in vocabulary order.
  found.sort((a, b) => a.distance - b.distance || otherStart(a) - otherStart(b));
  return found.slice(0, Math.max(0, limit));
}

/** Which letters occur, as 32 bits; different letters may share a bit. */
function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Optimal string alignment distance: inserts, deletes, replaces and swaps of neighbours, no part edited twice
 * (Damerau 1964; Wagner and Fischer 1974). D[i,j] = min(D[i-1,j] + 1, D[i,j-1] + 1, D[i-1,j-1] + (a_i != b_j),
 * D[i-2,j-2] + 1 if a_i a_{i-1} = b_{j-1} b_j). Only the band |i - j| <= most is filled; more than `most` edits give most + 1.
 */
export function editDistance(a: string, b: string, most: number): number {
  const over = most + 1;
  if (Math.abs(a.length - b.length) > most) return over;
  const width = b.length + 1;
  // Three rows in turn: i - 2, i - 1 and i (mod 3). What lies outside the band counts as `over`.
  const rows = new Uint8Array(3 * width).fill(over);
  for (let j = 0; j <= Math.min(most, b.length); j++) rows[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const [row, last, beforeLast] = [(i % 3) * width, ((i + 2) % 3) * width, ((i + 1) % 3) * width];
    rows.fill(over, row, row + width);
    let least = i <= most ? i : over;
    rows[row] = least;
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let value = Math.min(at(last + j) + 1, at(row + j - 1) + 1, at(last + j - 1) + (same ? 0 : 1), over);
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) value = Math.min(value, at(beforeLast + j - 2) + 1);
      rows[row + j] = value;
      least = Math.min(least, value);
    }
    if (least > most) return over;
  }
  return at((a.length % 3) * width + b.length);

  function at(place: number): number {
    return rows[place] ?? over;
  }
}
