/** The experiments view: what is chosen, what runs, and the results of this session, which are never computed twice. */
import { create } from 'zustand';
import type { ExperimentId } from '../../engine/experiment-protocol.ts';
import { type LensErrorFields, loadReader } from '../../engine/protocol.ts';
import { errorFields, isAbort } from '../engine.ts';
import { type SetId, useExamples } from '../examples/index.ts';
import { useModel, useModels } from '../models/index.ts';
import { useView } from '../page/index.ts';
import { useExplain, useMethodOptions } from '../sentence/index.ts';
import type { LateRequests } from './late-requests.ts';
import { type ExperimentRequest, type Outcome, requestOf, type SliceReading } from './request.ts';
import { type ChosenSettings, isSame, isValid, SETTING_FIELDS, type SettingValue, settingValue } from './setting-fields.ts';

export interface Running {
  readonly request: ExperimentRequest;
  /** Cost done and in all; total 0: model and sentences are being prepared. */
  readonly done: number;
  readonly total: number;
  /** performance.now() at the first report and at this one. */
  readonly since: number;
  readonly now: number;
}

/** What of the view a link holds. */
export interface LinkedExperiment {
  readonly experiment: ExperimentId;
  /** null: the test set where it is here, else the built-in sentences. */
  readonly data: SetId | null;
  readonly slice: string | null;
  readonly settings: ChosenSettings;
}

export interface ExperimentsState {
  readonly experiment: ExperimentId;
  /** null: nobody chose; the test set where it is here, else the built-in sentences. */
  readonly data: SetId | null;
  /** The filter that says which of its sentences take part (slice-text.ts); null: all. */
  readonly slice: string | null;
  /** What requests of slices and of known answers need; null: it is not loaded yet. */
  readonly late: LateRequests | null;
  readonly chosen: { readonly [id in ExperimentId]: ChosenSettings };
  /** By the request's key. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** The last result of each experiment: it stays on show while the settings are others. */
  readonly last: { readonly [id in ExperimentId]?: Outcome };
  readonly running: Running | null;
  /** Why the last run of an experiment failed. */
  readonly failure: { readonly id: ExperimentId; readonly error: LensErrorFields } | null;
  /** A link asks for a result: it is run as soon as model and data set are here. */
  readonly awaited: boolean;
  choose(experiment: ExperimentId): void;
  /** The whole of it. */
  setData(data: SetId): void;
  setSlice(slice: string | null): void;
  /** Loads what the request on show needs. */
  prepare(): Promise<void>;
  setSetting(key: string, value: SettingValue): void;
  resetSettings(): void;
  /** Runs what is chosen, unless its result is here already; whatever runs gives way. */
  run(): Promise<void>;
  cancel(): void;
  dismissFailure(): void;
  /** What a link holds. Runs it, now or as soon as it can be. */
  restore(linked: LinkedExperiment): void;
}

const NOTHING = {};
let current: AbortController | undefined;
let linkToPage = () => '';

export const useExperiments = create<ExperimentsState>()((set, get) => ({
  experiment: 'accuracy',
  data: null,
  slice: null,
  late: null,
  chosen: {
    accuracy: NOTHING,
    deletion: NOTHING,
    position: NOTHING,
    words: NOTHING,
    map: NOTHING,
    context: NOTHING,
    faithfulness: NOTHING,
    agreement: NOTHING,
    known: NOTHING,
  },
  outcomes: new Map(),
  last: {},
  running: null,
  failure: null,
  awaited: false,

  choose(experiment) {
    set({ experiment, awaited: false });
    void get().prepare();
  },

  setData(data) {
    if (data === dataShown() && get().slice === null) return set({ data });
    get().cancel();
    set({ data, slice: null });
  },

  setSlice(slice) {
    if (slice === get().slice) return;
    get().cancel();
    set({ data: dataShown(), slice });
    void get().prepare();
  },

  setSetting(key, value) {
    const { experiment, chosen } = get();
    const classCount = useModel.getState().info?.classes.length ?? 0;
    const field = SETTING_FIELDS[experiment].find((one) => one.key === key);
    if (!field || !isValid(field, value, classCount)) return;
    const { [key]: _, ...others } = chosen[experiment];
    const isDefault = isSame(settingValue(experiment, field, others, classCount), value);
    set({ chosen: { ...chosen, [experiment]: isDefault ? others : { ...others, [key]: value } } });
  },

  async prepare() {
    const { slice, experiment, late } = get();
    if (late || (slice === null && experiment !== 'known')) return;
    try {
      const { LATE_REQUESTS } = await loadReader('part that runs experiments', () => import('./late-requests.ts'));
      set({ late: LATE_REQUESTS });
      runAwaited();
    } catch (error) {
      set({ failure: { id: experiment, error: errorFields(error) } });
    }
  },

  resetSettings() {
    set(({ chosen, experiment }) => ({ chosen: { ...chosen, [experiment]: NOTHING } }));
  },

  async run() {
    current?.abort();
    const request = currentRequest();
    set({ awaited: false, failure: null, running: null });
    if (!request) return;
    const known = get().outcomes.get(request.key);
    if (known) {
      set({ last: { ...get().last, [request.id]: known } });
      return;
    }
    const mine = new AbortController();
    current = mine;
    set({ running: { request, done: 0, total: 0, since: 0, now: 0 } });
    try {
      await null; // a link that is being opened is whole by then
      const [key, link] = [modelKeyOf(request), linkToPage()];
      const { outcomeOf } = await loadReader('part that runs experiments', () => import('./run-experiment.ts'));
      let since = 0;
      const outcome = await outcomeOf(mine.signal, request, key, link, (done, total, now) => {
        // After a crash a report may still be on its way: a run that is over is not shown as running again.
        if (getState().running?.request !== request) return;
        since ||= now;
        setState({ running: { request, done, total, since, now } });
      });
      if (!outcome) return set({ running: null });
      const { outcomes, last } = get();
      set({ running: null, outcomes: new Map(outcomes).set(request.key, outcome), last: { ...last, [request.id]: outcome } });
    } catch (error) {
      if (mine.signal.aborted || isAbort(error)) return;
      set({ running: null, failure: { id: request.id, error: errorFields(error) } });
    }
  },

  cancel() {
    current?.abort();
    set({ running: null });
  },

  dismissFailure() {
    set({ failure: null });
  },

  restore({ experiment, data, slice, settings }) {
    get().cancel();
    set(({ chosen }) => ({
      experiment,
      data,
      slice,
      chosen: { ...chosen, [experiment]: settings },
      failure: null,
      awaited: true,
    }));
    void get().prepare();
    runAwaited();
  },
}));

const { getState, setState } = useExperiments;

/** Of the weights and of how they are read. */
function modelKey(): string {
  const { models, currentId } = useModels.getState();
  return JSON.stringify([useModel.getState().info?.sha256, models.find(({ id }) => id === currentId)?.options]);
}

/** Of the model that a request asks. */
export function modelKeyOf({ ownModel }: ExperimentRequest): string {
  return ownModel ?? modelKey();
}

/** The data set that is chosen, whether it is here or not. */
export function dataShown(): SetId {
  return getState().data ?? (useExamples.getState().sets.sst ? 'sst' : 'built-in');
}

/** The slice that is chosen; null: there is none, or data set, model or reader are not here yet. */
export function sliceShown(): SliceReading | 'invalid' | null {
  const { slice, late } = getState();
  const data = dataShown();
  const { sets, predictions } = useExamples.getState();
  const { info } = useModel.getState();
  const set = sets[data];
  if (slice === null || !late || !set || !info) return null;
  return late.readSlice(slice, set, predictions[data], info) ?? 'invalid';
}

/** What Run would run; null while model, data set, or what its slice needs, are not here. */
export function currentRequest(): ExperimentRequest | null {
  const { experiment, chosen } = getState();
  const { lrp } = useExplain.getState();
  const options = useMethodOptions.getState();
  if (experiment === 'known') return getState().late?.knownAnswersRequest(chosen.known, lrp, options) ?? null;
  const { info } = useModel.getState();
  const set = useExamples.getState().sets[dataShown()];
  const reading = sliceShown();
  const slice = reading === 'invalid' ? null : (reading?.slice ?? null);
  if (!info || !set || (getState().slice !== null && !slice)) return null;
  return requestOf(experiment, info, modelKey(), set, slice, chosen[experiment], lrp, options);
}

function runAwaited(): void {
  const reading = sliceShown();
  if (reading && reading !== 'invalid' && !reading.slice) useExamples.getState().need(dataShown());
  if (!getState().awaited) return;
  const request = currentRequest();
  if (request?.ownModel) return void getState().run();
  if (useModel.getState().status !== 'ready' || !request) return;
  // A link that leaves the data set open means the test set, if it is found.
  if (getState().data === null && useExamples.getState().sst.status === 'looking') return;
  void getState().run();
}

/**
 * Runs what a link asks for once it can be, and gives up a run whose model or sentences are no longer there.
 * @param linkHere to the page as it is: results keep theirs
 */
export function watchExperiments(linkHere: () => string): void {
  linkToPage = linkHere;
  useModel.subscribe(({ info, status }, before) => {
    if (info !== before.info && before.info && !getState().running?.request.ownModel) getState().cancel();
    if (info !== before.info || status !== before.status) runAwaited();
  });
  useExamples.subscribe(({ sets, sst, predictions }, before) => {
    // A file that is given while the experiments are on show is meant for them.
    if (sets.file && sets.file !== before.sets.file && useView.getState().view === 'experiments') getState().setData('file');
    const running = getState().running?.request.set;
    if (running && running.id !== 'made-up' && sets[running.id] !== running) getState().cancel();
    if (sets !== before.sets || sst.status !== before.sst.status || predictions !== before.predictions) runAwaited();
  });
}
