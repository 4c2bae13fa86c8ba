/** What a search by reference scores came to, in words: for the page and for the terminal. */
import { type FoundReading, type FoundSetting, type ReferenceSearch, VERIFIED_BELOW } from './model-protocol.ts';

/** Words of a made-up sentence that are written out. */
const SHOWN_WORDS = 40;

export interface SearchWords {
  /** One sentence: how many were tried, and which fit. */
  readonly verdict: string;
  /** What else there is to say, a sentence each. */
  readonly more: readonly string[];
}

export function searchWords(search: ReferenceSearch): SearchWords {
  const { fits, nearest, untold, apart } = search;
  const tried = `${count(search.tried, 'combination')} tried with ${count(search.sentences, 'sentence')}`;
  const [fit] = fits;
  if (fit === undefined) return { verdict: `${tried}: none fits${howNear(nearest)}.`, more: noneWords(nearest) };
  if (apart === null) {
    const left = untold.length > 0 ? [`What these sentences cannot decide stays as it is: ${untold.join('; ')}.`] : [];
    return { verdict: `${tried}: one fits, with differences of at most ${short(fit.difference)}.`, more: left };
  }
  const labels = fit.settings.filter(({ key }) => apart.keys.includes(key)).map(({ label }) => label);
  const several = `${fits.length + apart.more} of them fit, with differences below ${VERIFIED_BELOW}`;
  const differing = labels.length > 0 ? `They differ in: ${labels.join('; ')}.` : 'They differ in more than one setting.';
  return { verdict: `${tried}: ${several}.`, more: [differing, ...apartWords(apart)] };
}

function howNear(nearest: FoundReading | null): string {
  return nearest === null ? '' : `; the nearest differs by ${short(nearest.difference)}`;
}

function noneWords(nearest: FoundReading | null): string[] {
  if (nearest === null) return ['None of them can read these sentences at all: are they long enough?'];
  return [
    `The nearest: ${listed(nearest.settings)}.`,
    'Are these the words that your program looks up, and the scores of these weights? Your program may also compute something that the files do not say.',
  ];
}

function apartWords({ sentence, longerThan, keys }: NonNullable<ReferenceSearch['apart']>): string[] {
  const kind = [
    ...(keys.includes('unknown') ? ['one with a word that the model does not know'] : []),
    ...(longerThan === null ? [] : [`one of more than ${longerThan} words`]),
  ];
  const asked = kind.length > 0 ? [`This may tell them apart: ${kind.join(', or ')}.`] : [];
  if (sentence === null) return asked;
  const { tokens } = sentence;
  const shown = tokens.slice(0, SHOWN_WORDS).join(' ');
  const rest = tokens.length > SHOWN_WORDS ? ` … (${tokens.length} words)` : '';
  return [...asked, `Your program’s scores for this sentence would tell them apart: ${shown}${rest}`];
}

/** 'readout: mean; padding: none' */
function listed(settings: readonly FoundSetting[]): string {
  return settings.map(({ label, value }) => `${label}: ${value}`).join('; ');
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function short(difference: number): string {
  return difference === 0 ? '0' : difference.toPrecision(2);
}
