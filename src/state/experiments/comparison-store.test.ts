import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExperimentEngine, ExperimentModel, ExperimentRun, PairedEstimate } from '../../engine/experiment-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import { useSecondModel } from '../second/index.ts';
import { canCompare, useComparison } from './comparison-store.ts';
import type { Outcome } from './request.ts';
import { replaceExperimentEngine } from './run-experiment.ts';

const CLASSES = ['no', 'yes'];
const SETS = { id: 'built-in', name: 'some', examples: [{ text: 'a b', tokens: null, gold: 1 }], goldClasses: CLASSES };
const ESTIMATE: PairedEstimate = { a: 1, b: 0, difference: -1, low: -1, high: 0, countA: 2, countB: 2 };

const modelInfo = (name: string, classes: readonly string[]) =>
  ({ name, sha256: name, classes, input: 'tokens', output: 'softmax', layers: [] }) as unknown as ModelInfo;

/** Two sentences, the first of class 1. */
const dataset = (classes: readonly string[]) => ({ classes, gold: Int16Array.of(1, 0) }) as never;
const result = (predicted: readonly number[]) =>
  ({
    sentences: Uint32Array.of(0, 1),
    predicted: Uint8Array.from(predicted),
    confidence: Float64Array.of(0.9, 0.8),
    positive: Uint8Array.of(0, 0),
    failures: [],
  }) as never;

function outcome(key: string, settings: object = { bins: 10 }, id = 'accuracy'): Outcome {
  const request = { key, id, model: modelInfo('first', CLASSES), ownModel: null, set: SETS, settings };
  return { request, dataset: dataset(CLASSES), result: result([1, 0]), link: 'https://example.org/' } as unknown as Outcome;
}

const runs = vi.fn<(model: ExperimentModel, settings: object) => Promise<ExperimentRun<'accuracy'>>>();
const bootstraps = vi.fn<ExperimentEngine['bootstrap']>();
const compared = () => useComparison.getState();

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://example.org/' });
  runs.mockReset().mockResolvedValue({ result: result([0, 0]), milliseconds: 1, workers: 1, heldBack: null });
  bootstraps.mockReset().mockResolvedValue([ESTIMATE]);
  replaceExperimentEngine({
    open: async () => dataset(CLASSES),
    run: (_signal: AbortSignal, model: ExperimentModel, _sentences: object, _id: string, settings: object) =>
      runs(model, settings),
    bootstrap: bootstraps,
  } as unknown as ExperimentEngine);
  useComparison.setState({ done: new Map(), running: null, stopped: null });
  useSecondModel.setState({ status: 'ready', info: modelInfo('second', CLASSES), kept: { options: {} } as never });
});

describe('a comparison', () => {
  it('runs the same experiment of the second model, and draws both from the same sentences', async () => {
    const a = outcome('a 1');
    await compared().compare(a);
    const found = compared().done.get(compared().keyOf(a) ?? '');
    expect(found?.estimates).toEqual([ESTIMATE]);
    expect(found?.figures.map(({ name }) => name)).toEqual(['accuracy', 'confidence', 'calibration error']);
    expect(found?.b.request.model.name).toBe('second');
    const [accuracy] = bootstraps.mock.lastCall?.[1] ?? [];
    expect([...(accuracy?.a.sums ?? [])]).toEqual([1, 1]);
    expect([...(accuracy?.b.sums ?? [])]).toEqual([0, 1]);
    expect(runs.mock.lastCall?.[0].key).not.toBe(a.request.key);
    await compared().compare(a);
    expect(runs, 'it is here').toHaveBeenCalledTimes(1);
  });

  it('explains the class of the same name, and says where there is none', async () => {
    useSecondModel.setState({ info: modelInfo('turned', ['yes', 'no']) });
    const wanted = outcome('a 2', { target: 1, methods: ['lrp'], lrp: {} }, 'faithfulness');
    await compared().compare(wanted);
    expect(runs.mock.lastCall?.[1]).toMatchObject({ target: 0 });
    useSecondModel.setState({ info: modelInfo('other', ['x', 'y']) });
    await compared().compare(wanted);
    expect(compared().stopped?.error).toMatchObject({ problem: expect.stringContaining('no class “yes”') });
  });

  it('is refused where the true classes are not the second model’s', async () => {
    useSecondModel.setState({ info: modelInfo('strange', ['x', 'y']) });
    await compared().compare(outcome('a 3'));
    expect(compared()).toMatchObject({ running: null, stopped: { error: { where: 'the model “strange”' } } });
    expect(runs).not.toHaveBeenCalled();
  });

  it('that is given up is not begun again by itself, but when it is asked for', async () => {
    runs.mockImplementationOnce(() => new Promise(() => {}));
    const a = outcome('a 4', { bins: 20 });
    void compared().compare(a);
    await vi.waitFor(() => expect(runs).toHaveBeenCalledTimes(1));
    compared().cancel();
    expect(compared()).toMatchObject({ running: null, stopped: { key: compared().keyOf(a), error: null } });
    await compared().compare(a);
    expect(compared().done.has(compared().keyOf(a) ?? '')).toBe(true);
  });

  it('is none without a second model, nor of figures that no sentence has', () => {
    expect(canCompare('words')).toBe(false);
    expect(compared().keyOf(outcome('a', { target: 0 }, 'words'))).toBeNull();
    useSecondModel.setState({ status: 'none', info: null });
    expect(compared().keyOf(outcome('a'))).toBeNull();
  });
});
