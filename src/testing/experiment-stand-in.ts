/** A model in use, and what stands for the experiments' worker. */
import type {
  ExperimentEngine,
  ExperimentModel,
  ExperimentProgress,
  ExperimentSentences,
} from '../engine/experiment-protocol.ts';
import type { ModelInfo } from '../engine/protocol.ts';

const FIVE = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];
export const info: ModelInfo = {
  name: 'a model',
  sha256: 'aa',
  classes: FIVE,
  vocabularySize: 9,
  embeddingSize: 2,
  hiddenSize: 2,
  bidirectional: true,
  format: 'native',
  gateOrder: 'igfo',
  unkToken: 'UNK',
  paddingId: null,
  license: null,
  metrics: null,
} as unknown as ModelInfo;

/** Stands for the worker: it answers when it is told to. */
export class StandIn implements ExperimentEngine {
  opened: ExperimentSentences[] = [];
  models: ExperimentModel[] = [];
  runs: { settings: object; resolve: () => void; reject: (error: unknown) => void; progress: (p: ExperimentProgress) => void }[] =
    [];

  open: ExperimentEngine['open'] = async (_signal, model, sentences) => {
    this.models.push(model);
    this.opened.push(sentences);
    return { classes: FIVE, lexicon: [], gold: sentences.gold } as never;
  };

  estimates: {
    settings: object;
    signal: AbortSignal;
    resolve: (milliseconds: number) => void;
    reject: (error: Error) => void;
  }[] = [];

  estimate: ExperimentEngine['estimate'] = (signal, _model, _sentences, _id, settings) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.estimates.push({
        settings,
        signal,
        resolve: (milliseconds) => resolve({ milliseconds, sentences: 155 }),
        reject,
      });
    });

  bootstrap: ExperimentEngine['bootstrap'] = async () => [];
  run: ExperimentEngine['run'] = (signal, _model, _sentences, _id, settings, onProgress) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.runs.push({
        settings,
        resolve: () => resolve({ result: { of: settings } as never, milliseconds: 12, workers: 2, heldBack: null }),
        reject,
        progress: (report) => onProgress?.(report),
      });
    });
}
