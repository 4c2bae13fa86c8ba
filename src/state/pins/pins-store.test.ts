import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Explanation, LRP_DEFAULTS, METHODS, type ModelInfo } from '../../engine/protocol.ts';

vi.mock('../../engine/engine-client.ts', () => ({ createWorkerEngine: () => ({ explain: () => new Promise(() => {}) }) }));

const disk = vi.hoisted(() => ({ value: undefined as unknown, failure: null as Error | null, writes: 0 }));
vi.mock('idb-keyval', () => ({
  get: async () => {
    if (disk.failure) throw disk.failure;
    return structuredClone(disk.value);
  },
  set: async (_: string, value: unknown) => {
    if (disk.failure) throw disk.failure;
    disk.value = structuredClone(value);
    disk.writes++;
  },
}));

function explanationOf(text: string, target: number): Explanation {
  const tokens = text.split(' ');
  const methods = METHODS.map(({ id }) => ({ id, parameters: {}, words: tokens.map((_, t) => t / 10) }));
  return {
    model: { name: 'm', sha256: 'abc', classes: ['bad', 'good'] },
    tokens,
    unknown: tokens.map(() => false),
    scores: [1, 0.5],
    probabilities: [0.6, 0.4],
    predicted: 0,
    target,
    methods,
  };
}

async function visit() {
  vi.resetModules();
  const [{ usePins, ...limits }, { useExplain }, { useModel }, { useModels }] = await Promise.all([
    import('./pins-store.ts'),
    import('../sentence/explain-store.ts'),
    import('../models/model-store.ts'),
    import('../models/models-store.ts'),
  ]);
  useModel.setState({ status: 'ready', info: { sha256: 'abc' } as unknown as ModelInfo });
  const explain = (text: string, target = 0): void => {
    const explanation = explanationOf(text, target);
    const response = { explanation, spans: null, omitted: [], milliseconds: 1 };
    useExplain.setState({
      text,
      tokens: null,
      example: null,
      target,
      contrast: null,
      lrp: LRP_DEFAULTS,
      response,
      status: 'current',
    });
  };
  const pins = () => usePins.getState();
  const names = (): string[] => pins().pins.map(({ name }) => name);
  const pin = (text: string, target = 0): string => {
    explain(text, target);
    pins().pinCurrent();
    return pins().pins.at(-1)?.id ?? '';
  };
  await pins().load();
  return { ...limits, pins, names, pin, explain, useExplain, useModels };
}

beforeEach(async () => {
  // Each test is one tab, and what the one before it still had to write is written.
  vi.stubGlobal('BroadcastChannel', undefined);
  await new Promise((resolve) => setTimeout(resolve));
  Object.assign(disk, { value: undefined, failure: null, writes: 0 });
});

describe('pinning', () => {
  it('names a pin by its first words and target, and shows it', async () => {
    const { pin, pins, names } = await visit();
    const id = pin('dull film', 1);
    expect(names()).toEqual(['dull film · good']);
    expect(pins().shown).toEqual([id]);
    expect(pins().message).toMatch(/^Pinned as “dull film · good”/);
  });

  it('says so when it is pinned already, and when nothing is explained', async () => {
    const { pin, pins, useExplain } = await visit();
    pin('dull film');
    pin('dull film');
    expect(pins().pins).toHaveLength(1);
    expect(pins().message).toMatch(/already pinned/);
    pin('dull film', 1);
    expect(pins().pins).toHaveLength(2);
    useExplain.setState({ status: 'waiting' });
    pins().pinCurrent();
    expect(pins().pins).toHaveLength(2);
    expect(pins().message).toMatch(/nothing to pin/);
  });

  it('shows four and keeps a limited number', async () => {
    const { pin, pins, MAX_PINS, MAX_SHOWN } = await visit();
    const ids = Array.from({ length: MAX_PINS }, (_, index) => pin(`film number ${index}`));
    expect(pins().shown).toEqual(ids.slice(0, MAX_SHOWN));
    pins().toggle(ids[MAX_SHOWN] ?? '');
    expect(pins().shown).toHaveLength(MAX_SHOWN);
    expect(pins().message).toMatch(/At most 4/);
    pins().toggle(ids[0] ?? '');
    pins().toggle(ids[MAX_SHOWN] ?? '');
    expect(pins().shown).toEqual(ids.slice(1, MAX_SHOWN + 1));
    pin('one too many');
    expect(pins().pins).toHaveLength(MAX_PINS);
    expect(pins().message).toMatch(/24 pins/);
  });
});

describe('the pins', () => {
  it('are renamed, removed and brought back to their place', async () => {
    const { pin, pins, names } = await visit();
    const [a, b] = [pin('first film'), pin('second film')];
    pins().rename(a, '  my \n favourite ');
    expect(names()).toEqual(['my favourite', 'second film · bad']);
    pins().rename(b, '  ');
    expect(names()[1]).toBe('second film · bad');
    pins().remove(a);
    expect(names()).toEqual(['second film · bad']);
    pins().undoRemove();
    expect(names()).toEqual(['my favourite', 'second film · bad']);
    expect(pins().shown).toContain(a);
    pins().undoRemove();
    expect(names()).toHaveLength(2);
  });

  it('move past the next one that is shown', async () => {
    const { pin, pins, names } = await visit();
    const [a, b, c] = [pin('a film'), pin('b film'), pin('c film')];
    pins().toggle(b);
    pins().move(a, 1);
    expect(names().map((name) => name[0])).toEqual(['b', 'c', 'a']);
    pins().move(a, 1);
    expect(names().map((name) => name[0])).toEqual(['b', 'c', 'a']);
    pins().move(a, -1);
    expect(names().map((name) => name[0])).toEqual(['b', 'a', 'c']);
    expect(pins().pins.at(-1)?.id).toBe(c);
  });

  it('change places with what is explained, and get their names back', async () => {
    const { pin, pins, names, explain, useExplain } = await visit();
    const a = pin('first film', 1);
    pins().rename(a, 'favourite');
    explain('second film');
    await pins().swap(a);
    expect(useExplain.getState()).toMatchObject({ text: 'first film', target: 1 });
    expect(names()).toEqual(['second film · bad']);
    expect(pins().shown).toEqual([a]);
    explain('first film', 1);
    await pins().swap(a);
    expect(names()).toEqual(['favourite']);
    expect(useExplain.getState().text).toBe('second film');
  });

  it('bring their model with them, and are refused where it is not here', async () => {
    const { pin, pins, explain, useExplain, useModels } = await visit();
    const id = pin('first film', 1);
    const [mine] = pins().pins;
    if (!mine) throw new Error('nothing is pinned');
    const model = { ...mine.explanation.model, sha256: 'def', name: 'other' };
    const other = { ...mine, explanation: { ...mine.explanation, model } };
    const { usePins } = await import('./pins-store.ts');
    usePins.setState({ pins: [other] });
    explain('second film');
    await pins().swap(id);
    expect(useExplain.getState().text).toBe('second film');
    expect(pins().message).toMatch(/by the model “other” \(def\), which is not in this browser/);

    const chosen: string[] = [];
    const [bundled] = useModels.getState().models;
    if (!bundled) throw new Error('the bundled model is always there');
    useModels.setState({
      models: [bundled, { ...bundled, id: 'mine', sha256: 'def' }],
      choose: async (one) => chosen.push(one) > 0,
    });
    await pins().swap(id);
    expect(chosen).toEqual(['mine']);
    expect(useExplain.getState().text).toBe('first film');
  });

  it('stay where the current one is pinned already, or is the very pin', async () => {
    const { pin, pins, names, useExplain } = await visit();
    const [a, b] = [pin('first film'), pin('second film')];
    await pins().swap(b);
    expect(pins().message).toMatch(/is what you see now/);
    await pins().swap(a);
    expect(names()).toHaveLength(2);
    expect(useExplain.getState().text).toBe('first film');
  });
});

describe('the browser’s storage', () => {
  it('keeps pins, names, order and what is shown', async () => {
    const first = await visit();
    const [a, b] = [first.pin('first film'), first.pin('second film')];
    first.pins().rename(b, 'other');
    first.pins().toggle(a);
    await vi.waitFor(() => expect(disk.writes).toBe(4));
    const second = await visit();
    expect(second.pins().pins).toEqual(first.pins().pins);
    expect(second.pins().shown).toEqual([b]);
    expect(second.pins().warning).toBeNull();
  });

  it('may hold broken pins: the others come back, and it is said', async () => {
    const first = await visit();
    first.pin('first film');
    await vi.waitFor(() => expect(disk.writes).toBe(1));
    const kept = disk.value as { pins: unknown[] };
    kept.pins.push({ id: 'broken' });
    const second = await visit();
    expect(second.names()).toEqual(['first film · bad']);
    expect(second.pins().warning).toMatch(/^One kept pin could no longer be read/);
    disk.value = 'rubbish';
    expect((await visit()).pins().warning).toMatch(/could (not|no longer) be read/);
  });

  it('may be full or switched off: pins work for this visit, and it is said', async () => {
    const { pin, pins, names } = await visit();
    disk.failure = new DOMException('disk full', 'QuotaExceededError');
    pin('first film');
    expect(names()).toEqual(['first film · bad']);
    await vi.waitFor(() => expect(pins().warning).toMatch(/for this visit.*disk full/));
    pins().dismissWarning();
    expect(pins().warning).toBeNull();
    expect((await visit()).pins().warning).toMatch(/could (not|no longer) be read/);
  });
});
