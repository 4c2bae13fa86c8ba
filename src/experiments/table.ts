/** The one table of experiments: what a pool of workers looks a job's experiment up in. */
import { ACCURACY, type AccuracyPartial, type AccuracyResult } from './accuracy.ts';
import { AGREEMENT, type AgreementPartial, type AgreementResult } from './agreement.ts';
import { CORPUS_FAITHFULNESS, type FaithfulnessPartial, type FaithfulnessResult } from './corpus-faithfulness.ts';
import type { ExperimentSettings } from './defaults.ts';
import type { Evaluator } from './evaluator.ts';
import type { Experiment, Job } from './experiment.ts';
import { KNOWN_ANSWERS, type KnownAnswersPartial, type KnownAnswersResult } from './known-answers.ts';
import { POSITION, type PositionPartial, type PositionResult } from './position.ts';
import { REPRESENTATIVE_WORDS, type RepresentativePartial, type RepresentativeResult } from './representative-words.ts';
import { type ContextPartial, type ContextResult, WORD_CONTEXT } from './word-context.ts';
import { type DeletionPartial, type DeletionResult, WORD_DELETION } from './word-deletion.ts';
import { type MapPartial, type MapResult, WORD_MAP } from './word-map.ts';

interface ExperimentTypes {
  readonly accuracy: { partial: AccuracyPartial; result: AccuracyResult };
  readonly deletion: { partial: DeletionPartial; result: DeletionResult };
  readonly position: { partial: PositionPartial; result: PositionResult };
  readonly words: { partial: RepresentativePartial; result: RepresentativeResult };
  readonly map: { partial: MapPartial; result: MapResult };
  readonly context: { partial: ContextPartial; result: ContextResult };
  readonly faithfulness: { partial: FaithfulnessPartial; result: FaithfulnessResult };
  readonly agreement: { partial: AgreementPartial; result: AgreementResult };
  readonly known: { partial: KnownAnswersPartial; result: KnownAnswersResult };
}

export type ExperimentId = keyof ExperimentSettings;
export type SettingsOf<Id extends ExperimentId> = ExperimentSettings[Id];
export type PartialOf<Id extends ExperimentId> = ExperimentTypes[Id]['partial'];
export type ResultOf<Id extends ExperimentId> = ExperimentTypes[Id]['result'];

export const EXPERIMENTS: { readonly [Id in ExperimentId]: Experiment<SettingsOf<Id>, PartialOf<Id>, ResultOf<Id>> } = {
  accuracy: ACCURACY,
  deletion: WORD_DELETION,
  position: POSITION,
  words: REPRESENTATIVE_WORDS,
  map: WORD_MAP,
  context: WORD_CONTEXT,
  faithfulness: CORPUS_FAITHFULNESS,
  agreement: AGREEMENT,
  known: KNOWN_ANSWERS,
};

/** One job, in a worker. */
export function runJob<Id extends ExperimentId>(id: Id, job: Job<SettingsOf<Id>>, evaluator: Evaluator): Promise<PartialOf<Id>> {
  return EXPERIMENTS[id].runChunk(job, evaluator);
}
