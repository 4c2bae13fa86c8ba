/** Names out of files may be of any length; on the page they have as many characters as a person can give a model. */
export const MOST_SHOWN = 80;

/** Both ends of a name that is too long to be shown, as both may tell it from others. */
export function shortName(name: string, most = MOST_SHOWN): string {
  // A character has two units at most: of a longer name only the ends need be looked at.
  if (name.length <= most) return name;
  const begin = Array.from(name.slice(0, 2 * most));
  const end = Array.from(name.slice(-2 * most));
  if (name.length <= 2 * most && begin.length <= most) return name;
  const tail = Math.floor((most - 1) / 3);
  return `${begin.slice(0, most - 1 - tail).join('')}…${end.slice(-tail).join('')}`;
}

/** For the title of a name that is cut; undefined: it is not. */
export function wholeName(name: string, most = MOST_SHOWN): string | undefined {
  return shortName(name, most) === name ? undefined : name;
}
