import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkerEngine } from '../../engine/engine-client.ts';
import { type Explanation, LensError, type ModelInfo, type ModelSource } from '../../engine/protocol.ts';
import { BUNDLED, type KeptModel, useModel, useModels } from '../models/index.ts';
import { useExplain } from '../sentence/index.ts';
import { secondInLink, useSecond } from './second-choice.ts';
import { useSecondExplanation } from './second-explanation.ts';
import { followSecondModel, replaceSecondEngine, useSecondModel } from './second-model.ts';
import { namesBeside } from './second-names.ts';

function kept(id: string, sha256: string): KeptModel {
  return { id, name: id, sha256, bytes: 9, options: {}, stored: true } as unknown as KeptModel;
}

const info = (name: string, classes: readonly string[], input: ModelInfo['input'] = 'tokens') =>
  ({ name, sha256: name, classes, input, layers: [], output: 'softmax' }) as unknown as ModelInfo;

const loads = vi.fn<(source: ModelSource) => Promise<ModelInfo>>();
const explains = vi.fn();
const end = vi.fn();
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  vi.stubGlobal('document', { baseURI: 'https://example.org/' });
  for (const mock of [loads, explains, end]) mock.mockReset();
  loads.mockResolvedValue(info('second', ['bad', 'good']));
  replaceSecondEngine({
    load: (_signal: AbortSignal, source: ModelSource) => loads(source),
    explain: (_signal: AbortSignal, request: object) => explains(request),
    end,
  } as unknown as WorkerEngine);
  useModels.setState({
    models: [kept(BUNDLED, 'b0b0b0b0ff'), kept('one', 'aaaaaaaa11'), kept('two', 'cccccccc22')],
    currentId: 'one',
    filesOf: async () => [],
  });
  useModel.setState({ status: 'ready', info: info('first', ['good', 'bad']) });
  followSecondModel();
  useSecond.getState().choose(null);
  await settled();
});

describe('the second model', () => {
  it('is loaded once it is chosen, and ended when none is', async () => {
    useSecond.getState().choose('two');
    await vi.waitFor(() => expect(useSecondModel.getState()).toMatchObject({ status: 'ready', kept: { id: 'two' } }));
    expect(loads).toHaveBeenCalledTimes(1);
    end.mockClear();
    useSecond.getState().choose(null);
    expect(useSecondModel.getState()).toMatchObject({ status: 'none', info: null });
    expect(end).toHaveBeenCalled();
  });

  it('of a link is found by its digits, and told where it is not here', async () => {
    useSecond.getState().choose('cccccccc');
    await vi.waitFor(() => expect(useSecondModel.getState().kept?.id).toBe('two'));
    useSecond.getState().choose('deadbeef');
    expect(useSecondModel.getState().status).toBe('missing');
    useSecond.getState().choose(BUNDLED);
    await vi.waitFor(() => expect(loads.mock.lastCall?.[0]).toMatchObject({ kind: 'url' }));
    const { models } = useModels.getState();
    expect([null, 'two', BUNDLED, 'deadbeef'].map((chosen) => secondInLink(models, chosen, 8))).toEqual([
      null,
      'cccccccc',
      BUNDLED,
      'deadbeef',
    ]);
  });

  it('waits for the one in use, and is none beside itself', async () => {
    useModel.setState({ status: 'loading' });
    useSecond.getState().choose('two');
    await settled();
    expect(loads).not.toHaveBeenCalled();
    useModel.setState({ status: 'ready' });
    await vi.waitFor(() => expect(loads).toHaveBeenCalledTimes(1));
    useModels.setState({ currentId: 'two' });
    expect(useSecondModel.getState()).toMatchObject({ status: 'same', info: null });
  });

  it('that cannot be loaded says why, and can be tried again', async () => {
    loads.mockRejectedValueOnce(new LensError({ name: 'LoadError', where: 'its files', problem: 'are gone' }));
    useSecond.getState().choose('two');
    await vi.waitFor(() => expect(useSecondModel.getState()).toMatchObject({ status: 'failed', error: { problem: 'are gone' } }));
    useSecondModel.getState().retry();
    await vi.waitFor(() => expect(useSecondModel.getState().status).toBe('ready'));
  });
});

describe('the second explanation', () => {
  const first = { model: { classes: ['good', 'bad'] }, target: 0, tokens: ['fine'] } as unknown as Explanation;
  const { want } = useSecondExplanation.getState();

  beforeEach(() => {
    useExplain.setState({ text: 'fine', tokens: null });
    explains.mockImplementation(async (request: object) => ({ explanation: { of: request } }));
  });

  it('is of the same class by name', async () => {
    await want(first, info('second', ['bad', 'good']));
    expect(useSecondExplanation.getState().answer).toMatchObject({
      first,
      sameTarget: true,
      second: { of: { target: 1, input: { text: 'fine' } } },
    });
  });

  it('is of what its own model predicts where it has no such class', async () => {
    await want(first, info('second', ['one', 'two', 'three']));
    expect(useSecondExplanation.getState().answer).toMatchObject({ sameTarget: false, second: { of: { target: 'predicted' } } });
  });

  it('is refused where one model reads words and the other numbers', async () => {
    await want(first, info('second', ['bad', 'good'], 'numbers'));
    expect(useSecondExplanation.getState()).toMatchObject({
      answer: null,
      error: { problem: expect.stringContaining('numbers') },
    });
    expect(explains).not.toHaveBeenCalled();
  });
});

it('two models of one name are told apart', () => {
  const named = (name: string, sha256: string) => ({ name, sha256 });
  expect(namesBeside(named('a', '1'), named('b', '2'))).toEqual(['a', 'b']);
  expect(namesBeside(named('a', '1111111122'), named('a', '3333333344'))).toEqual(['a (11111111)', 'a (33333333)']);
  expect(new Set(namesBeside(named('a', '1'), named('a', '1'))).size).toBe(2);
});
