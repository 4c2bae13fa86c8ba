/** The one table of experiments: what a pool of workers looks a job's experiment up in. */
import { ACCURACY, type AccuracyPartial, type AccuracyResult, type AccuracySettings } from './accuracy.ts';
import { AGREEMENT, type AgreementPartial, type AgreementResult, type AgreementSettings } from './agreement.ts';
import {
  CORPUS_FAITHFULNESS,
  type FaithfulnessPartial,
  type FaithfulnessResult,
  type FaithfulnessSettings,
} from './corpus-faithfulness.ts';
import type { Evaluator } from './evaluator.ts';
import type { Experiment, Job } from './experiment.ts';
import { POSITION, type PositionPartial, type PositionResult, type PositionSettings } from './position.ts';
import {
  REPRESENTATIVE_WORDS,
  type RepresentativePartial,
  type RepresentativeResult,
  type RepresentativeSettings,
} from './representative-words.ts';
import { type DeletionPartial, type DeletionResult, type DeletionSettings, WORD_DELETION } from './word-deletion.ts';

interface ExperimentTypes {
  readonly accuracy: { settings: AccuracySettings; partial: AccuracyPartial; result: AccuracyResult };
  readonly deletion: { settings: DeletionSettings; partial: DeletionPartial; result: DeletionResult };
  readonly position: { settings: PositionSettings; partial: PositionPartial; result: PositionResult };
  readonly words: { settings: RepresentativeSettings; partial: RepresentativePartial; result: RepresentativeResult };
  readonly faithfulness: { settings: FaithfulnessSettings; partial: FaithfulnessPartial; result: FaithfulnessResult };
  readonly agreement: { settings: AgreementSettings; partial: AgreementPartial; result: AgreementResult };
}

export type ExperimentId = keyof ExperimentTypes;
export type SettingsOf<Id extends ExperimentId> = ExperimentTypes[Id]['settings'];
export type PartialOf<Id extends ExperimentId> = ExperimentTypes[Id]['partial'];
export type ResultOf<Id extends ExperimentId> = ExperimentTypes[Id]['result'];

export const EXPERIMENTS: { readonly [Id in ExperimentId]: Experiment<SettingsOf<Id>, PartialOf<Id>, ResultOf<Id>> } = {
  accuracy: ACCURACY,
  deletion: WORD_DELETION,
  position: POSITION,
  words: REPRESENTATIVE_WORDS,
  faithfulness: CORPUS_FAITHFULNESS,
  agreement: AGREEMENT,
};

/** One job, in a worker. */
export function runJob<Id extends ExperimentId>(id: Id, job: Job<SettingsOf<Id>>, evaluator: Evaluator): Promise<PartialOf<Id>> {
  return EXPERIMENTS[id].runChunk(job, evaluator);
}
