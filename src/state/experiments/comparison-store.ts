/** A finished experiment beside the same one of the second model. Loaded late. */
import { create } from 'zustand';
import {
  COMPARED_EXPERIMENTS,
  type ComparedFigure,
  type ComparedId,
  comparedFigures,
  type ExperimentId,
  type PairedEstimate,
} from '../../engine/experiment-protocol.ts';
import { LensError, type LensErrorFields, loadReader, type ModelInfo } from '../../engine/protocol.ts';
import { errorFields, isAbort } from '../engine.ts';
import { keyOfSecond, secondEngine, useSecondModel } from '../second/index.ts';
import { useExperiments } from './experiments-store.ts';
import { type ExperimentRequest, type Outcome, requestKey } from './request.ts';

export interface Comparison {
  readonly a: Outcome;
  readonly b: Outcome;
  /** [K] with its estimate at the same place. */
  readonly figures: readonly ComparedFigure[];
  readonly estimates: readonly PairedEstimate[];
}

interface ComparisonState {
  /** By the keys of both requests (keyOf). */
  readonly done: ReadonlyMap<string, Comparison>;
  /** `share` of what is under way; null: being prepared. */
  readonly running: { readonly key: string; readonly step: 'experiment' | 'intervals'; readonly share: number | null } | null;
  /** What was given up or went wrong, and so is not begun again by itself. */
  readonly stopped: { readonly key: string; readonly error: LensErrorFields | null } | null;
  /** The key of the comparison of a result with the second model; null: there is none, or it is not ready. */
  keyOf(a: Outcome): string | null;
  /** Runs the same experiment of the second model, unless it is here, and compares. */
  compare(a: Outcome): Promise<void>;
  cancel(): void;
}

let current: AbortController | undefined;
/** Of the second model, by the request's key. */
const results = new Map<string, Outcome>();

export const useComparison = create<ComparisonState>()((set, get) => ({
  done: new Map(),
  running: null,
  stopped: null,

  keyOf(a) {
    const { info } = useSecondModel.getState();
    return info && canCompare(a.request.id) ? `${a.request.key} | ${keyOfSecond(useSecondModel.getState())}` : null;
  },

  async compare(a) {
    const key = get().keyOf(a);
    const { info } = useSecondModel.getState();
    if (key === null || !info || get().done.has(key) || get().running?.key === key) return;
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const report = (step: 'experiment' | 'intervals', share: number | null) => {
      if (!mine.signal.aborted) set({ running: { key, step, share } });
    };
    set({ stopped: null });
    report('experiment', null);
    try {
      const { outcomeOf, estimatesOf } = await loadReader('part that runs experiments', () => import('./run-experiment.ts'));
      const request = requestOfSecond(a.request, info);
      const known = results.get(request.key) ?? useExperiments.getState().outcomes.get(request.key);
      const progress = (done: number, total: number) => report('experiment', total > 0 ? done / total : null);
      const files = (signal: AbortSignal) => secondEngine().exportModel(signal);
      const modelKey = keyOfSecond(useSecondModel.getState());
      const b = known ?? (await outcomeOf(mine.signal, request, modelKey, a.link, progress, files));
      if (!b) throw notForSecond(info);
      results.set(request.key, b);
      report('intervals', 0);
      const figures = figuresOf(a, b);
      const estimates = await estimatesOf(mine.signal, figures, (share) => report('intervals', share));
      set({ running: null, done: new Map(get().done).set(key, { a, b, figures, estimates }) });
    } catch (error) {
      if (mine.signal.aborted || isAbort(error)) return;
      set({ running: null, stopped: { key, error: errorFields(error) } });
    }
  },

  cancel() {
    current?.abort();
    const { running } = get();
    set({ running: null, stopped: running && { key: running.key, error: null } });
  },
}));

/** Whether an experiment has figures that sentences make. */
export function canCompare(id: ExperimentId): id is ComparedId {
  return COMPARED_EXPERIMENTS.some((one) => one === id);
}

function figuresOf(a: Outcome, b: Outcome): ComparedFigure[] {
  const { id } = a.request;
  if (!canCompare(id)) return [];
  const measured = ({ dataset, request, result }: Outcome) => ({ dataset, settings: request.settings, result }) as never;
  return comparedFigures(id, measured(a), measured(b));
}

/** The same for the second model; a class is the one of the same name. @throws LensError where there is none */
function requestOfSecond(request: ExperimentRequest, info: ModelInfo): ExperimentRequest {
  const { id, model, set, slice } = request;
  const settings = { ...request.settings };
  if ('target' in settings && typeof settings.target === 'number') {
    const name = model.classes[settings.target] ?? '';
    const target = info.classes.indexOf(name);
    if (target < 0) {
      throw new LensError({
        name: 'InputError',
        where: `the model “${info.name}”`,
        problem: `has no class “${name}”, which the experiment explains`,
        expected: `a class of both models`,
        found: info.classes.join(', '),
        advice: 'Explain each sentence’s prediction instead, or choose another second model.',
      });
    }
    Object.assign(settings, { target });
  }
  const key = requestKey(keyOfSecond(useSecondModel.getState()), set, slice, id, settings);
  return { key, id, model: info, ownModel: null, set, slice, settings };
}

function notForSecond(info: ModelInfo): LensError {
  return new LensError({
    name: 'InputError',
    where: `the model “${info.name}”`,
    problem: 'cannot run this experiment on these sentences: it reads numbers, or the true classes are not classes of this model',
    expected: 'a model that reads words and has the classes of the data set',
    found: info.classes.join(', '),
    advice: 'Choose another second model, or an experiment that needs no true classes.',
  });
}
