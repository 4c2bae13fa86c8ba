/** Undo across the views: a step of the browser's history back, within the page, and what it changed in words. Loaded late. */
import { OPENING_NUMBER } from '../examples/index.ts';
import { useSteps } from './history-steps.ts';
import { writeAddress } from './link-store.ts';

/** A browser that goes nowhere must not keep later steps waiting. */
const GIVEN_UP_MS = 1000;

/** What a person calls what the parameters of a link hold, in the order in which it is told. */
const NAMES: readonly (readonly [name: string, parameters: readonly string[]])[] = [
  ['the experiment', ['experiment']],
  ['the experiment’s data', ['data', 'slice']],
  ['the experiment’s settings', ['settings']],
  ['the sentence', ['example', 's', 'tokens', 'cut']],
  ['the model', ['model']],
  ['the second model', ['second']],
  ['the explained class', ['target']],
  ['the class to compare with', ['contrast']],
  ['the edits', ['edits']],
  ['the sequence', ['site', 'file', 'file_name', 'content', 'at']],
  ['how the file is read', ['reading', 'alphabet', 'vectors', 'scaling']],
  ['the explained output', ['output']],
  ['the output to compare with', ['output_contrast']],
  ['the baseline', ['against']],
  ['the changes of the sequence', ['changes']],
  ['the span of steps', ['span']],
  ['the methods’ options', ['eps', 'bias_factor', 'nodes', 'permutations', 'seed']],
  ['the methods shown', ['methods']],
  ['how it is drawn', ['layout', 'matrix', 'scale', 'limit', 'gamma', 'palette', 'numbers']],
  ['the phrase', ['phrase', 'tree']],
  ['what is shown of the inside', ['inside', 'step', 'select', 'edited']],
];

let last: Promise<void> = Promise.resolve();

/** Takes the last change back: of the sentence, its edits, the class, options, view or experiment. */
export function undo(): Promise<void> {
  last = last.then(() => go(-1));
  return last;
}

/** Makes it again. */
export function redo(): Promise<void> {
  last = last.then(() => go(1));
  return last;
}

async function go(by: 1 | -1): Promise<void> {
  writeAddress();
  const { at, top } = useSteps.getState();
  const verb = by < 0 ? 'undo' : 'redo';
  if (at + by < 0 || at + by > top) return say(`There is nothing to ${verb}.`);
  const before = location.hash;
  await new Promise<void>((resolve) => {
    const arrive = () => {
      removeEventListener('popstate', arrive);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(arrive, GIVEN_UP_MS);
    addEventListener('popstate', arrive);
    history.go(by);
  });
  say(`${by < 0 ? 'Undone' : 'Redone'}: ${changed(before, location.hash)}.`);
}

function say(said: string): void {
  useSteps.setState({ said });
}

/** What is not the same in two links, in words. */
export function changed(before: string, after: string): string {
  const [one, other] = [before, after].map(parametersOf);
  // The experiment comes and goes with its view.
  if (one?.get('view') !== other?.get('view')) return 'the view';
  const names = NAMES.flatMap(([name, parameters]) =>
    parameters.some((parameter) => one?.get(parameter) !== other?.get(parameter)) ? [name] : [],
  );
  return names.length < 2 ? (names[0] ?? 'the last change') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** An address that names no sentence is that of the opening example, which the next step's address names. */
function parametersOf(fragment: string): URLSearchParams {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  if (!['example', 's', 'tokens'].some((name) => parameters.has(name))) parameters.set('example', `built-in:${OPENING_NUMBER}`);
  return parameters;
}
