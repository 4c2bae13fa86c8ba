/** Each line broken at spaces into lines of at most `most` characters; longer words are broken too. Empty lines are left out. */
export function wrapped(lines: readonly string[], most: number): string[] {
  const limit = Math.max(1, Math.floor(most));
  return lines.flatMap((line) => {
    const broken: string[] = [];
    let current = '';
    for (const word of line.split(' ').flatMap((part) => pieces(part, limit))) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (longer.length > limit && current !== '') {
        broken.push(current);
        current = word;
      } else current = longer;
    }
    return current === '' ? broken : [...broken, current];
  });
}

/** By characters as people count them, so that none is cut in two. */
function pieces(word: string, limit: number): string[] {
  if (word.length <= limit) return [word];
  const characters = Array.from(word);
  return Array.from({ length: Math.ceil(characters.length / limit) }, (_, k) =>
    characters.slice(k * limit, (k + 1) * limit).join(''),
  );
}
