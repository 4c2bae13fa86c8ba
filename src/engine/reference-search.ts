/** Which of all that a model's files can be gives the scores that the user's own program gives. */
import { openModel } from '../formats/read-model.ts';
import type { ModelOptions, OpenedModel } from '../formats/settings/index.ts';
import type { ModelFile } from '../model/model-data.ts';
import { mulberry32, shuffled } from '../model/random.ts';
import type { Breather } from './breather.ts';
import type { ReferenceScores, ReferenceSearch } from './protocol.ts';
import { checkNumbers, checkReferable, checkSentence } from './reference-sentence.ts';
import { inputError } from './requests.ts';
import type { ProbeWords } from './search-apart.ts';
import { isPossible, Kinds, type Space } from './search-candidates.ts';
import { narrow } from './search-narrow.ts';
import { listReadings, type Reading } from './search-readings.ts';
import { reportOf } from './search-report.ts';
import { StageRunner } from './search-runner.ts';
import { listVariants, type Variant } from './search-variants.ts';
import { WordTable } from './search-vectors.ts';

/** Words of made-up sentences. */
const PROBE_WORDS = 48;
export interface SearchRequest {
  readonly files: readonly ModelFile[];
  /** What is not to be tried otherwise. */
  readonly options: ModelOptions;
  readonly references: readonly ReferenceScores[];
}

/** What was found, and for tests what it took. */
export interface SearchOutcome extends ReferenceSearch {
  /** Forward passes of single layers. */
  readonly runs: number;
}

/** @throws LensError where the files are no model with these options, leave nothing open or too much, or the references do not fit */
export async function searchReferences(
  { files, options, references }: SearchRequest,
  breather: Breather,
  onProgress: (tried: number, total: number) => void,
): Promise<SearchOutcome> {
  const { opened } = await openModel(files, options);
  return searchOpened(opened, options, references, breather, onProgress);
}

export async function searchOpened(
  opened: OpenedModel,
  options: ModelOptions,
  references: readonly ReferenceScores[],
  breather: Breather,
  onProgress: (tried: number, total: number) => void,
): Promise<SearchOutcome> {
  const { config, gateOrder } = opened.settle();
  checkReferable(references);
  const { input, classes, embeddingSize } = config;
  for (const [index, reference] of references.entries()) {
    checkSentence(reference, index, classes);
    if (input === 'numbers') checkNumbers(reference, index, embeddingSize);
  }
  const variants = opened.replan === null ? [] : await listVariants(opened.replan, options, { input, gateOrder }, breather);
  const lengths = [...new Set(variants.flatMap(({ length }) => length ?? []))];
  const readings = listReadings({ words: opened.words, config, options, lengths }, references);
  const total = countPossible(variants, readings);
  if (opened.replan === null || total <= 1) {
    throw inputError(
      'reference scores',
      'leave nothing to find',
      'files that leave something undecided',
      'a model that leaves nothing open',
    );
  }
  const probes = { ...probeWords(opened.words, readings), features: input === 'numbers' ? embeddingSize : null };
  const made = [probes.known, probes.unknown === null ? [] : [probes.unknown]].map((tokens) => ({ tokens }));
  const words = new WordTable(readings, input === 'numbers' ? [] : [...references, ...made]);
  const runner = new StageRunner(words);
  let tried = 0;
  const pause = async () => {
    if (await breather.pause()) onProgress(tried, total);
  };
  const space: Space = { variants, readings, words, runner, pause };
  const kinds = new Kinds(references);
  const candidates = await narrow(space, references, kinds, () => {
    tried++;
  });
  const report = await reportOf(space, candidates, { kinds, options, words: opened.words, references, probes });
  onProgress(tried, total);
  return { ...report, tried, sentences: references.length, runs: runner.runs };
}

function countPossible(variants: readonly Variant[], readings: readonly Reading[]): number {
  const free = variants.filter(({ length }) => length === null).length;
  const fixed = variants.filter(({ length }) => length !== null);
  const possible = fixed.reduce((sum, variant) => sum + readings.filter((reading) => isPossible(variant, reading)).length, 0);
  return free * readings.length + possible;
}

/** Words that every reading knows, and one that none does where that is open. */
function probeWords(words: readonly string[], readings: readonly Reading[]): Omit<ProbeWords, 'features'> {
  const vocabularies = [...new Set(readings.map(({ vocabulary }) => vocabulary))];
  const known = shuffled(words.length, mulberry32(words.length))
    .map((id) => words[id] ?? '')
    .filter((word) => vocabularies.every((vocabulary) => vocabulary.has(word)));
  const strange = ['xyzzy', 'qwxyzqw'].find((word) => !vocabularies.some((vocabulary) => vocabulary.has(word)));
  return {
    known: known.length > 0 ? known.slice(0, PROBE_WORDS) : words.slice(0, 1),
    unknown: vocabularies.length > 1 ? (strange ?? null) : null,
  };
}
