import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LensError, type ModelInfo } from '../../engine/protocol.ts';
import { info, StandIn } from '../../testing/experiment-stand-in.ts';
import { useExamples } from '../examples/examples-store.ts';
import { useModel } from '../models/model-store.ts';
import { useExplain } from '../sentence/explain-store.ts';
import { currentRequest, dataShown, sliceShown, useExperiments, watchExperiments } from './experiments-store.ts';
import { useRunEstimate, wantEstimate } from './run-estimate.ts';
import { replaceExperimentEngine } from './run-experiment.ts';

/** What the site has is known only once it is built. */
vi.mock('./own-models.ts', () => ({
  TOY_LAYERS: [],
  siteModel: (task: string) => ({ kind: 'url', base: `https://example.org/${task}/`, sha256: { 'model.safetensors': 'ab' } }),
}));

let worker = new StandIn();
const initial = useExperiments.getState();
const { sets } = useExamples.getState();
const state = () => useExperiments.getState();
/** Lets whatever is waiting go on. */
const settled = () => vi.waitFor(() => undefined).then(() => new Promise((resolve) => setTimeout(resolve)));

watchExperiments(() => 'https://example.org/#here');

beforeEach(() => {
  worker = new StandIn();
  replaceExperimentEngine(worker);
  useExperiments.setState({ ...initial, outcomes: new Map() }, true);
  useExamples.setState({ sets, sst: { status: 'absent', error: null } });
  useModel.setState({ status: 'ready', info });
});

afterEach(() => state().cancel());

describe('the methods of an experiment', () => {
  const lstm = [{ type: 'lstm' }, { type: 'readout', kind: 'final' }, { type: 'dense', activation: 'linear' }];

  it('are run without those that are not defined for the model, and it is said which', async () => {
    useModel.setState({ info: { ...info, layers: lstm, output: 'linear' } as unknown as ModelInfo });
    state().choose('words');
    state().setSetting('methods', ['lrp', 'occlusion_p', 'cd']);
    const running = state().run();
    await settled();
    expect(worker.runs[0]?.settings).toMatchObject({ methods: ['lrp', 'cd'] });
    worker.runs[0]?.resolve();
    await running;
    expect(state().last.words?.notApplicable).toEqual([
      'Real loss of probability does not apply to this model. The output of this network is a number, not a probability.',
    ]);
  });

  it('are too few where none of them is', async () => {
    useModel.setState({ info: { ...info, layers: [{ type: 'rnn' }], output: 'softmax' } as unknown as ModelInfo });
    state().choose('agreement');
    state().setSetting('methods', ['lrp', 'cd']);
    await state().run();
    expect(worker.runs).toHaveLength(0);
    expect(state().failure?.error).toMatchObject({ where: 'methods', expected: '2 at least' });
    expect(state().failure?.error.found).toMatch(/^Contextual Decomposition does not apply to this model/);
  });

  it('are the default ones where these are chosen again: links and results stay as they were', () => {
    state().choose('deletion');
    const before = currentRequest()?.key;
    state().setSetting('methods', ['lrp', 'gi', 'sa', 'ig']);
    expect(currentRequest()?.key).not.toBe(before);
    state().setSetting('methods', ['lrp', 'gi', 'sa']);
    expect([state().chosen.deletion, currentRequest()?.key]).toEqual([{}, before]);
  });
});

describe('the estimate of a run', () => {
  const estimate = () => useRunEstimate.getState();

  it('is measured once the settings have stood for a moment, for the last of them', async () => {
    useModel.setState({ info: { ...info, layers: [], output: 'softmax' } as unknown as ModelInfo });
    state().choose('words');
    wantEstimate(currentRequest()?.key ?? null);
    state().setSetting('methods', ['lrp', 'occlusion']);
    wantEstimate(currentRequest()?.key ?? null);
    await vi.waitFor(() => expect(worker.estimates).toHaveLength(1));
    expect(worker.estimates[0]?.settings).toMatchObject({ methods: ['lrp', 'occlusion'] });
    expect(estimate()).toMatchObject({ estimate: null, failed: false });
    worker.estimates[0]?.resolve(40_000);
    await vi.waitFor(() => expect(estimate().estimate).toEqual({ milliseconds: 40_000, sentences: 155 }));
    wantEstimate(null);
    expect(estimate()).toEqual({ key: null, estimate: null, failed: false });
  });

  it('is given up with its request, and says where it cannot be measured', async () => {
    useModel.setState({ info: { ...info, layers: [], output: 'softmax' } as unknown as ModelInfo });
    state().choose('words');
    wantEstimate(currentRequest()?.key ?? null);
    await vi.waitFor(() => expect(worker.estimates).toHaveLength(1));
    wantEstimate(null);
    expect(worker.estimates[0]?.signal.aborted).toBe(true);
    wantEstimate(currentRequest()?.key ?? null);
    await vi.waitFor(() => expect(worker.estimates).toHaveLength(2));
    worker.estimates[1]?.reject(new Error('the worker is gone'));
    await vi.waitFor(() => expect(estimate().failed).toBe(true));
    wantEstimate(null);
  });
});

describe('the experiments', () => {
  it('are run on the built-in sentences where nobody chose and the test set is not here', async () => {
    expect(dataShown()).toBe('built-in');
    const running = state().run();
    await settled();
    expect(worker.opened[0]).toMatchObject({ key: 'built-in', tokenised: false });
    expect(worker.opened[0]?.texts).toHaveLength(155);
    expect(worker.opened[0]?.gold[0]).toBe(1);
    worker.runs[0]?.resolve();
    await running;
    expect(state().running).toBeNull();
    expect(state().last.accuracy).toMatchObject({
      milliseconds: 12,
      workers: 2,
      result: { of: { bins: 15 } },
      link: 'https://example.org/#here',
    });
  });

  it('are not computed twice, and are for the settings as they are', async () => {
    const first = state().run();
    await settled();
    worker.runs[0]?.resolve();
    await first;
    state().setSetting('bins', 20);
    expect(state().outcomes.has(currentRequest()?.key ?? '')).toBe(false);
    const second = state().run();
    await settled();
    worker.runs[1]?.resolve();
    await second;
    state().setSetting('bins', 15);
    expect(state().chosen.accuracy, 'the default is nothing to remember').toEqual({});
    await state().run();
    expect(worker.runs).toHaveLength(2);
    expect(state().last.accuracy?.result).toMatchObject({ of: { bins: 15 } });
  });

  it('are over with their failure, whatever report comes after it', async () => {
    const running = state().run();
    await settled();
    worker.runs[0]?.reject(new Error('crashed'));
    await running;
    worker.runs[0]?.progress({ done: 1, total: 2, workers: 1 });
    expect(state().running).toBeNull();
    expect(state().failure?.id).toBe('accuracy');
  });

  it('with known answers need neither the model in use nor a data set', async () => {
    useModel.setState({ status: 'failed', info: null });
    useExamples.setState({ sets: { 'built-in': null, sst: null, file: null } });
    state().restore({ experiment: 'known', data: null, slice: null, settings: { task: 'subtraction' } });
    await vi.waitFor(() => expect(worker.runs).toHaveLength(1));
    const [run] = worker.runs;
    expect(run?.settings).toMatchObject({ task: 'subtraction', sequences: 200, lrp: { eps: 0.001 } });
    expect(worker.opened[0]?.texts).toEqual([]);
    expect(worker.models[0]?.files).toMatchObject({ base: 'https://example.org/subtraction/' });
    useModel.setState({ status: 'ready', info: { ...info } });
    expect(state().running, 'another model in use is nothing to it').not.toBeNull();
    run?.resolve();
    await vi.waitFor(() => expect(state().last.known?.request.model).toMatchObject({ name: 'toy subtraction', sha256: 'ab' }));
    state().setSetting('task', 'addition');
    expect(currentRequest()?.model.name).toBe('toy addition');
  });

  it('take another eps of LRP for another request', () => {
    state().choose('deletion');
    const before = currentRequest()?.key;
    useExplain.getState().setLrp({ eps: 0.5 });
    expect(currentRequest()?.key).not.toBe(before);
    useExplain.getState().setLrp({ eps: 0.001 });
    expect(currentRequest()?.key).toBe(before);
  });

  it('tell how far they are, and are cancelled without a trace', async () => {
    const running = state().run();
    await settled();
    expect(state().running).toMatchObject({ total: 0 });
    worker.runs[0]?.progress({ done: 10, total: 100, workers: 2 });
    expect(state().running).toMatchObject({ done: 10, total: 100 });
    state().cancel();
    await running;
    expect(state()).toMatchObject({ running: null, failure: null });
    expect(state().outcomes.size).toBe(0);
  });

  it('keep what was there when a run fails, and say why', async () => {
    const first = state().run();
    await settled();
    worker.runs[0]?.resolve();
    await first;
    state().setSetting('bins', 20);
    const second = state().run();
    await settled();
    worker.runs[1]?.reject(new LensError({ name: 'WorkerError', where: 'experiment worker 1 of 2', problem: 'it stopped' }));
    await second;
    expect(state().failure).toMatchObject({ id: 'accuracy', error: { where: 'experiment worker 1 of 2' } });
    expect(state().last.accuracy?.result).toMatchObject({ of: { bins: 15 } });
  });

  it('are given up when another model comes, and not mixed with its results', async () => {
    const running = state().run();
    await settled();
    const before = currentRequest()?.key;
    useModel.setState({ info: { ...info, sha256: 'bb' } });
    await running;
    expect(state().running).toBeNull();
    expect(currentRequest()?.key).not.toBe(before);
  });

  it('that need true classes are not run for a model of other classes', async () => {
    useModel.setState({ info: { ...info, classes: ['no', 'yes'] } });
    await state().run();
    expect(worker.runs).toHaveLength(0);
    state().choose('agreement');
    const running = state().run();
    await settled();
    expect([...(worker.opened[0]?.gold ?? [])].every((label) => label === -1)).toBe(true);
    worker.runs[0]?.resolve();
    await running;
    expect(state().last.agreement).toBeDefined();
  });

  it('of a link wait for the model and for the data set', async () => {
    useModel.setState({ status: 'loading', info: null });
    useExamples.setState({ sst: { status: 'looking' } });
    state().restore({ experiment: 'agreement', data: null, slice: null, settings: { minLength: 5 } });
    expect(state()).toMatchObject({ awaited: true, experiment: 'agreement' });
    useModel.setState({ status: 'ready', info });
    await settled();
    expect(worker.runs, 'the test set may still be found').toHaveLength(0);
    useExamples.setState({ sst: { status: 'absent', error: null } });
    await settled();
    expect(worker.runs[0]?.settings).toMatchObject({ minLength: 5 });
    expect(state().awaited).toBe(false);
  });

  it('of a link to a file wait until one is given', async () => {
    state().restore({ experiment: 'agreement', data: 'file', slice: null, settings: {} });
    await settled();
    expect(currentRequest()).toBeNull();
    expect(state().awaited).toBe(true);
  });
});

describe('a slice of the data set', () => {
  const examples = sets['built-in']?.examples ?? [];
  const ofGold = (gold: number) => examples.filter((example) => example.gold === gold).map(({ number }) => number);

  it('goes with the run, as which sentences take part, and is another result than the whole', async () => {
    const whole = currentRequest()?.key;
    state().setSlice('true:0');
    await vi.waitFor(() => expect(currentRequest()).not.toBeNull());
    expect(currentRequest()?.key).not.toBe(whole);
    expect(currentRequest()?.slice).toMatchObject({ words: 'true class very negative', count: ofGold(0).length });
    const running = state().run();
    await settled();
    const [sentences] = worker.opened;
    expect(sentences?.texts, 'the set is sent as a whole, once for all slices').toHaveLength(examples.length);
    expect(examples.filter((_, n) => sentences?.slice?.[n] === 1).map(({ number }) => number)).toEqual(ofGold(0));
    worker.runs[0]?.resolve();
    await running;
    state().setData('built-in');
    expect(currentRequest()?.key, 'choosing the set is choosing all of it').toBe(whole);
  });

  it('that asks what the model predicts waits for the predictions, which are asked for, and knows those of other models', async () => {
    const needed = vi.spyOn(useExamples.getState(), 'need');
    const count = examples.length;
    state().restore({ experiment: 'accuracy', data: 'built-in', slice: 'outcome:wrong', settings: {} });
    await vi.waitFor(() => expect(needed).toHaveBeenCalledWith('built-in'));
    expect(currentRequest()).toBeNull();
    const predictions = (model: string, predicted: number, done = count) => ({
      predictions: {
        ...useExamples.getState().predictions,
        'built-in': {
          model,
          done,
          predicted: new Uint8Array(count).fill(predicted),
          confidence: new Float32Array(count),
          unknown: new Uint16Array(count),
          length: new Uint16Array(count),
        },
      },
    });
    for (const unfit of [predictions('another', 1), predictions(info.sha256, 1, count - 1)]) {
      useExamples.setState(unfit);
      expect(currentRequest()).toBeNull();
    }
    useExamples.setState(predictions(info.sha256, 1));
    expect(currentRequest()?.slice?.count).toBe(count - ofGold(1).length);
    expect(state().awaited, 'the link’s run has begun').toBe(false);
    const before = currentRequest()?.key;
    useExamples.setState(predictions(info.sha256, 2));
    expect(currentRequest()?.key, 'other predictions leave other sentences').not.toBe(before);
    needed.mockRestore();
    useExamples.setState({ predictions: { 'built-in': null, sst: null, file: null } });
  });

  it('that leaves nothing is not run, nor one that is no filter', async () => {
    state().setSlice('search:no sentence has these words');
    await vi.waitFor(() => expect(currentRequest()?.slice?.count).toBe(0));
    await state().run();
    expect(worker.runs).toHaveLength(0);
    state().setSlice('colour:blue');
    expect(currentRequest()).toBeNull();
    expect(sliceShown()).toBe('invalid');
  });
});
