const BETWEEN_FACTS = ' · ';

/**
 * Lines of at most `most` characters, broken between the facts of a line (` · `) where they find room, else at spaces; longer words, such
 * as checksums, are broken into pieces of one length. Empty lines are left out.
 */
export function wrapped(lines: readonly string[], most: number): string[] {
  const limit = Math.max(1, Math.floor(most));
  return lines.flatMap((line) => {
    const broken: string[] = [];
    for (const fact of line.split(BETWEEN_FACTS)) {
      if (fact.length <= limit) add(broken, [fact], BETWEEN_FACTS, limit);
      else
        broken.push(
          ...add(
            [],
            fact.split(' ').flatMap((word) => pieces(word, limit)),
            ' ',
            limit,
          ),
        );
    }
    return broken;
  });
}

/** Each part onto the last line where it finds room there, else onto a line of its own. @returns the lines */
function add(lines: string[], parts: readonly string[], between: string, limit: number): string[] {
  for (const part of parts) {
    const longer = `${lines.at(-1)}${between}${part}`;
    if (part === '') continue;
    if (lines.length > 0 && longer.length <= limit) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** By characters as people count them, so that none is cut in two. */
function pieces(word: string, limit: number): string[] {
  if (word.length <= limit) return [word];
  const characters = Array.from(word);
  const count = Math.ceil(characters.length / limit);
  const size = Math.ceil(characters.length / count);
  return Array.from({ length: count }, (_, k) => characters.slice(k * size, (k + 1) * size).join(''));
}
