/** Names of models and classes: as many characters as a person can give a model in the page. */
const MOST = 80;
const END = 24;

/** Names for classes that no file names. */
export function numberedClasses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => numbered(index));
}

function numbered(index: number): string {
  return `class ${index}`;
}

/** A longer name keeps both ends. */
export function fittingName(name: string): string {
  if (name.length <= MOST) return name;
  const characters = Array.from(name);
  if (characters.length <= MOST) return name;
  return `${characters.slice(0, MOST - 1 - END).join('')}…${characters.slice(-END).join('')}`;
}

/** Names as a page can show them, as distinct as they were: blank ones are numbered, long ones cut. */
export function fittingClassNames(names: readonly string[]): string[] {
  const cut = names.map((name, index) => (name.trim() === '' ? numbered(index) : fittingName(name)));
  return cut.map((name, index) => {
    const isSame = name === names[index] || cut.indexOf(name) === index;
    return isSame ? name : `${name} (${index})`;
  });
}

/** What is not shown, or not followed, as a config.json has it, a sentence each. */
export function configNotes({
  name,
  classes = [],
  foreign = [],
}: {
  readonly name?: string | undefined;
  readonly classes?: readonly string[] | undefined;
  readonly foreign?: readonly string[];
}): string[] {
  const blank = classes.flatMap((one, index) => (one.trim() === '' ? [numbered(index)] : []));
  const long = [name ?? '', ...classes].filter((one) => fittingName(one) !== one).length;
  return [
    ...(blank.length > 0
      ? [
          `config.json has no names for some classes; they are named ${blank.slice(0, 6).join(', ')}${blank.length > 6 ? ' …' : ''}.`,
        ]
      : []),
    ...(foreign.length > 0 ? [`config.json is another program’s: what it means by ${foreign.join(', ')} is ignored.`] : []),
    ...(long > 0 ? [`config.json has names longer than ${MOST} characters; they are shortened.`] : []),
  ];
}
