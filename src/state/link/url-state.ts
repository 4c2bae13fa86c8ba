/**
 * Links as text. The part after '#' is a form (`s=…&target=…`), which a browser never sends to the host
 * (docs/adr/0007-links-in-the-fragment.md). Pure; url-parameters.ts has the table of what it may hold.
 */

import { EMPTY_LINK, type LinkedSentence, type LinkState, type Parameter } from './link-state.ts';
import { INSIDE_PARAMETERS } from './url-inside.ts';
import { PARAMETERS } from './url-parameters.ts';
import { PHRASE_PARAMETERS } from './url-phrases.ts';

/** A part of a link that was not used. */
export interface LinkProblem {
  readonly parameter: string;
  /** What stands in the link, shortened. */
  readonly found: string;
  /** null: links have no such part. */
  readonly expected: string | null;
  /** What holds instead; null: nothing, it is ignored. */
  readonly used: string | null;
}

/** Of a longer sentence a link holds the beginning: programs that pass links on cut them somewhere, silently. */
export const MAX_LINKED_CHARACTERS = 20_000;

/** The link's fragment, without '#'. */
export function formatLink(state: LinkState): string {
  return format(cut(state), PARAMETERS);
}

/** Changes where a person would expect "back" to lead to what was before. */
export function discreteKey(state: LinkState): string {
  return format(
    state,
    PARAMETERS.filter(({ continuous }) => !continuous),
  );
}

/** Where one is looking is no change to be taken back. */
const isPlace = (parameter: Parameter) =>
  INSIDE_PARAMETERS.includes(parameter) || PHRASE_PARAMETERS.includes(parameter) || parameter.name === 'span';

/** What is typed or dragged: each such parameter's value. */
export function movingParts(state: LinkState): readonly (string | null)[] {
  return PARAMETERS.map((parameter) => (parameter.continuous && !isPlace(parameter) ? parameter.write(state) : null));
}

/** Reads a fragment, with or without '#'; whatever is wrong in it is left out and told. */
export function parseLink(fragment: string): { readonly state: LinkState; readonly problems: readonly LinkProblem[] } {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const problems: LinkProblem[] = [];
  let state = EMPTY_LINK;
  for (const { name, expected, otherwise, read } of PARAMETERS) {
    const [value, ...more] = given.getAll(name);
    if (value === undefined) continue;
    const tell = (found: string, wanted: string, used: string | null) =>
      problems.push({ parameter: name, found: shortened(found), expected: wanted, used });
    const next = read(value, state);
    if (!next) tell(value, typeof expected === 'string' ? expected : expected(state), otherwise);
    else if (next.sentence !== state.sentence && state.sentence)
      tell(value, 'one sentence per link', `the one of “${sentenceParameter(state.sentence)}”`);
    else state = next;
    if (more[0] !== undefined) tell(more[0], 'each parameter once', shortened(value));
  }
  for (const name of new Set(given.keys())) {
    if (PARAMETERS.some((parameter) => parameter.name === name)) continue;
    problems.push({ parameter: shortened(name), found: shortened(given.get(name) ?? ''), expected: null, used: null });
  }
  if (state.fullLength !== null) problems.push(cutProblem(state.fullLength));
  return { state, problems };
}

/** The index of the class that a link's `text` names: its name, else the name in another case, else the index; null: no class. */
export function resolveClass(text: string, classes: readonly string[]): number | null {
  const same = (fold: (name: string) => string) => {
    const found = classes.flatMap((name, index) => (fold(name) === fold(text) ? [index] : []));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const byName = same((name) => name) ?? same((name) => name.trim().toLowerCase());
  if (byName !== null) return byName;
  return /^\d{1,6}$/.test(text) && Number(text) < classes.length ? Number(text) : null;
}

/** How a link names a class: by its name, if that leads back to it. */
export function classInLink(index: number, classes: readonly string[]): string {
  const name = classes[index];
  return name !== undefined && name.trim() !== '' && resolveClass(name, classes) === index ? name : String(index);
}

/** Begins with the sentence's first characters where it has more than a link holds. */
function cut(state: LinkState): LinkState {
  const { sentence } = state;
  if (sentence?.kind === 'text' && sentence.text.length > MAX_LINKED_CHARACTERS) {
    const text = sentence.text.slice(0, MAX_LINKED_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
    return { ...state, sentence: { kind: 'text', text }, fullLength: sentence.text.length };
  }
  if (sentence?.kind === 'tokens') {
    const length = sentence.tokens.reduce((sum, token) => sum + token.length + 1, -1);
    if (length > MAX_LINKED_CHARACTERS)
      return { ...state, sentence: { kind: 'tokens', tokens: beginning(sentence.tokens) }, fullLength: length };
  }
  return state;
}

function beginning(tokens: readonly string[]): readonly string[] {
  let length = -1;
  const end = tokens.findIndex((token) => {
    length += token.length + 1;
    return length > MAX_LINKED_CHARACTERS;
  });
  return tokens.slice(0, Math.max(1, end));
}

function cutProblem(fullLength: number): LinkProblem {
  return {
    parameter: 's',
    found: `${fullLength} characters`,
    expected: `at most ${MAX_LINKED_CHARACTERS} in a link`,
    used: 'the beginning of the sentence',
  };
}

function format(state: LinkState, parameters: readonly Parameter[]): string {
  const form = new URLSearchParams();
  for (const { name, write } of parameters) {
    const value = write(state);
    if (value !== null) form.set(name, value);
  }
  // Commas and colons are readable and harmless; * is mark-up in many a chat, and a full stop at the end is taken for the text's.
  return form
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('*', '%2A')
    .replace(/[.,:_-]$/, (last) => `%${last.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sentenceParameter(sentence: LinkedSentence): string {
  return sentence.kind === 'text' ? 's' : sentence.kind;
}

/** Short enough for a line of a notice. */
function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 100));
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('');
}
