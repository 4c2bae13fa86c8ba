/** What a search tells of the combinations that are left. */
import type { ModelOptions } from '../formats/settings/index.ts';
import { type FitsApart, type FoundReading, type ReferenceScores, type ReferenceSearch, VERIFIED_BELOW } from './protocol.ts';
import { type Alike, MOST_TOLD_APART, type ProbeWords, type ToldApart, tellApart } from './search-apart.ts';
import { type Candidate, differenceOf, type Kinds, type Space } from './search-candidates.ts';
import type { Reading } from './search-readings.ts';
import { optionsOf, settingsOf } from './search-settings.ts';
import type { Variant } from './search-variants.ts';

/** Models that are shown where several fit. */
const MOST_SHOWN = 12;

export interface ReportContext {
  readonly kinds: Kinds;
  /** That the search was given. */
  readonly options: ModelOptions;
  readonly words: readonly string[];
  readonly references: readonly ReferenceScores[];
  readonly probes: ProbeWords;
}

type Told = Pick<ReferenceSearch, 'fits' | 'nearest' | 'untold' | 'apart'>;

/** @param candidates that fit; where none does, the nearest first */
export async function reportOf(space: Space, candidates: readonly Candidate[], context: ReportContext): Promise<Told> {
  const report = new Report(space, context);
  const fitting = candidates.filter((candidate) => differenceOf(candidate) < VERIFIED_BELOW);
  if (fitting.length === 0) return report.ofNone(candidates);
  const fits = likeliestFirst(space, fitting);
  const told = await tellApart(space, fits.slice(0, MOST_TOLD_APART), context.probes);
  return told.groups.length > 1 ? report.ofSeveral(told, fits.length) : report.ofOne(told.groups);
}

/** Differences that rounding alone can make. */
const ROUNDING = 1e-6;
/** What fits so many times worse than the best is less likely to be it. */
const WORSE = 10;

/** Those that fit best, the nearest to what is in force before others; that is the first network with the first reading. */
function likeliestFirst({ variants, readings }: Space, fits: readonly Candidate[]): Candidate[] {
  const best = fits.reduce((least, candidate) => Math.min(least, differenceOf(candidate)), Number.POSITIVE_INFINITY);
  const enough = Math.max(ROUNDING, WORSE * best);
  const [variant, reading] = [variants[0], readings[0]];
  const changes = (candidate: Candidate) =>
    changesOf(variants[candidate.variant], variant) + readingChanges(readings[candidate.reading], reading);
  return fits
    .map((candidate) => ({ candidate, isWorse: Number(differenceOf(candidate) > enough), changes: changes(candidate) }))
    .sort((a, b) => a.isWorse - b.isWorse || a.changes - b.changes)
    .map(({ candidate }) => candidate);
}

function changesOf(a: Variant | undefined, b: Variant | undefined): number {
  const changed = Object.entries(a?.choices ?? {}).filter(([key, value]) => b?.choices[key] !== value);
  return changed.length + Number(a?.gateOrder !== b?.gateOrder);
}

function readingChanges(a: Reading | undefined, b: Reading | undefined): number {
  return Number(a?.vocabulary !== b?.vocabulary) + Number(a?.padding !== b?.padding) + Number(a?.rules !== b?.rules);
}

class Report {
  readonly #space: Space;
  readonly #context: ReportContext;
  /** Keys of what is open beside the choices. */
  readonly #open: ReadonlySet<string>;

  constructor(space: Space, context: ReportContext) {
    this.#space = space;
    this.#context = context;
    const { variants, readings } = space;
    const several = (values: readonly unknown[]) => new Set(values).size > 1;
    const open = {
      gateOrder: several(variants.map(({ gateOrder }) => gateOrder)),
      unknown: several(readings.map(({ vocabulary: { config } }) => `${config.unkToken} ${config.dropsUnknown}`)),
      padding: several(readings.map(({ padding }) => padding)),
      tokenizer: several(readings.map(({ rules }) => rules?.kind)),
      lowercase: several(readings.map(({ vocabulary: { config } }) => config.lowercase)),
    };
    this.#open = new Set(Object.entries(open).flatMap(([key, isOpen]) => (isOpen ? [key] : [])));
  }

  ofNone([first]: readonly Candidate[]): Told {
    const nearest = first && Number.isFinite(differenceOf(first)) ? this.#found(first) : null;
    return { fits: [], nearest, untold: [], apart: null };
  }

  ofOne([group]: readonly Alike[]): Told {
    const fits = group ? [this.#found(group[0])] : [];
    const varying = this.#varying(group ?? []);
    const labels = fits.flatMap(({ settings }) => settings.flatMap(({ key, label }) => (varying.has(key) ? [label] : [])));
    return { fits, nearest: null, untold: [...labels, ...this.#neverTold()], apart: null };
  }

  ofSeveral({ groups, sentence }: ToldApart, all: number): Told {
    const shown = groups.slice(0, MOST_SHOWN);
    const firsts = shown.map(([first]) => first);
    const length = sentence?.tokens.length ?? 0;
    const filled = new Set(firsts.flatMap(({ reading }) => this.#space.readings[reading]?.padding?.length ?? []));
    const shorter = [...filled].filter((words) => words < length);
    const apart: FitsApart = {
      keys: [...this.#varying(firsts)],
      more: groups.length - shown.length + Math.max(0, all - MOST_TOLD_APART),
      sentence: sentence && { ...sentence, scores: sentence.scores.slice(0, MOST_SHOWN) },
      longerThan: filled.size > 1 && shorter.length > 0 ? Math.max(...shorter) : null,
    };
    return { fits: firsts.map((candidate) => this.#found(candidate)), nearest: null, untold: [], apart };
  }

  #found(candidate: Candidate): FoundReading {
    const { kinds, options, words } = this.#context;
    const combination = this.#combination(candidate);
    const difference = differenceOf(candidate);
    return {
      options: optionsOf(combination, options),
      settings: settingsOf(combination, words, this.#open),
      difference,
      kind: kinds.of(combination.variant)[candidate.differences.indexOf(difference)] ?? 'scores',
    };
  }

  #combination(candidate: Candidate): { variant: Variant; reading: Reading } {
    const variant = this.#space.variants[candidate.variant];
    const reading = this.#space.readings[candidate.reading];
    if (!variant || !reading) throw new RangeError(`combination ${candidate.variant}, ${candidate.reading}`);
    return { variant, reading };
  }

  /** Keys of what is not the same in all of them. */
  #varying(candidates: readonly Candidate[]): Set<string> {
    const values = new Map<string, Set<string>>();
    const all = candidates.map((one) => settingsOf(this.#combination(one), this.#context.words, this.#open));
    for (const key of new Set(all.flatMap((settings) => settings.map((setting) => setting.key)))) {
      values.set(key, new Set(all.map((settings) => settings.find((setting) => setting.key === key)?.value ?? '')));
    }
    return new Set([...values].flatMap(([key, { size }]) => (size > 1 ? [key] : [])));
  }

  /** What no sentence could tell, as it holds none of the words that would. */
  #neverTold(): string[] {
    const { options, probes } = this.#context;
    const { unkToken, dropsUnknown } = options;
    if (probes.features !== null) return [];
    return this.#open.has('unknown') || unkToken !== undefined || dropsUnknown !== undefined ? [] : ['Unknown words'];
  }
}
