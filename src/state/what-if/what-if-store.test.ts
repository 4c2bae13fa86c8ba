import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Engine, ExplainRequest, ModelInfo } from '../../engine/protocol.ts';
import type { Edit } from './edits.ts';

/** Requests the engine saw; while `hold` is set, explain() waits for it. */
const wire = vi.hoisted(() => ({
  asked: [] as ExplainRequest[],
  hold: null as Promise<void> | null,
  failure: null as Error | null,
}));

/** The page's engine is the in-thread one with a tiny model, whose words are w0 to w11. */
vi.mock('../../engine/engine-client.ts', async () => {
  const { LocalEngine } = await import('../../engine/engine.ts');
  const { writeNativeFolder } = await import('../../formats/programs/native-network.ts');
  const { makeTinyModel } = await import('../../testing/tiny-model.ts');
  const local = new LocalEngine();
  const files = writeNativeFolder(makeTinyModel({ seed: 3 }), 'F64');
  const loaded = local.load(new AbortController().signal, { kind: 'files', files });
  const explain: Engine['explain'] = async (signal, request) => {
    await loaded;
    await wire.hold;
    wire.asked.push(request);
    if (wire.failure) throw wire.failure;
    return local.explain(signal, request);
  };
  return { createWorkerEngine: () => ({ explain, tokenize: local.tokenize.bind(local) }) };
});

const TEXT = 'w1 w2 w3 w4';
const DELETE: Edit = { kind: 'delete', position: 1 };
const OMIT: Edit = { kind: 'omit', position: 2 };
const REPLACE: Edit = { kind: 'replace', position: 0, word: 'w9' };

/** Fresh stores: they begin as the page does. */
async function open() {
  vi.resetModules();
  const [{ useWhatIf }, { useExplain }, { useModel }, { takeOver }] = await Promise.all([
    import('./what-if-store.ts'),
    import('../sentence/explain-store.ts'),
    import('../models/model-store.ts'),
    import('./take-over.ts'),
  ]);
  useModel.setState({ status: 'ready', info: { sha256: 'tiny' } as unknown as ModelInfo });
  const whatIf = () => useWhatIf.getState();
  const explain = () => useExplain.getState();
  const explained = () => vi.waitFor(() => expect(explain().status).toBe('current'));
  const answered = () => vi.waitFor(() => expect(whatIf().status).toBe('current'));
  const type = async (text: string) => {
    explain().setText(text);
    await explained();
  };
  return { whatIf, explain, explained, answered, type, takeOver };
}

beforeEach(() => {
  Object.assign(wire, { asked: [], hold: null, failure: null });
});

describe('what if', () => {
  it('explains the edited sentence for the original’s target, beside the original', async () => {
    const { whatIf, explain, explained, answered, type } = await open();
    await type(TEXT);
    explain().setTarget(0);
    explain().setContrast(2);
    explain().setLrp({ eps: 0.01 });
    await explained();
    const before = explain().response?.explanation;
    whatIf().apply(DELETE);
    whatIf().apply(OMIT);
    whatIf().apply(REPLACE);
    await answered();
    const { target, contrast } = { target: 0, contrast: 2 };
    const request = {
      input: { tokens: ['w9', 'w2', 'w4'], readsAll: true },
      deleted: [1],
      target,
      contrast,
      lrp: { eps: 0.01, biasFactor: 0 },
    };
    expect(wire.asked).toContainEqual(expect.objectContaining(request));
    expect(whatIf().compared?.before).toBe(before);
    expect(whatIf().compared?.after).toBe(whatIf().response?.explanation);
    expect(whatIf().compared?.after).toMatchObject({ tokens: ['w9', 'w2', 'w4'], target, contrast });
    expect(whatIf().compared?.edited.places).toEqual([0, 1, null, 2]);
    expect(whatIf().edits).toEqual([REPLACE, DELETE, OMIT]);
  });

  it('measures what each word’s deletion and each edit does alone', async () => {
    const { whatIf, answered, type } = await open();
    await type(TEXT);
    whatIf().apply(DELETE);
    whatIf().apply(REPLACE);
    await answered();
    await vi.waitFor(() => expect(whatIf().compared?.effects).not.toBeNull());
    const effects = whatIf().compared?.effects;
    const alone = async (text: string, deleted: number[]) => {
      const { engine } = await import('../engine.ts');
      const request = { input: { text }, target: 0, methods: [], deleted };
      return (await engine().explain(new AbortController().signal, request)).explanation.scores;
    };
    expect(effects?.words).toEqual([
      { position: 0, deleted: await alone(TEXT, [0]), alone: await alone('w9 w2 w3 w4', []) },
      { position: 1, deleted: await alone(TEXT, [1]), alone: await alone(TEXT, [1]) },
    ]);
    expect(effects?.deletedTogether).toEqual(await alone(TEXT, [0, 1]));
  });

  it('undoes, redoes and resets; a new edit ends what could be redone', async () => {
    const { whatIf, answered, type } = await open();
    await type(TEXT);
    whatIf().undo();
    whatIf().redo();
    whatIf().apply(DELETE);
    whatIf().apply(DELETE);
    whatIf().apply(OMIT);
    expect(whatIf().past).toHaveLength(2);
    whatIf().undo();
    expect(whatIf().edits).toEqual([DELETE]);
    whatIf().redo();
    expect(whatIf().edits).toEqual([DELETE, OMIT]);
    whatIf().reset();
    expect(whatIf()).toMatchObject({ edits: [], status: 'none', response: null, compared: null });
    whatIf().undo();
    expect(whatIf().edits).toEqual([DELETE, OMIT]);
    whatIf().takeBack(1);
    expect(whatIf().edits).toEqual([OMIT]);
    whatIf().undo();
    whatIf().apply(REPLACE);
    expect(whatIf().future).toEqual([]);
    await answered();
    expect(whatIf().response?.explanation.tokens).toEqual(['w9', 'w2', 'w4']);
  });

  it('knows nothing of an edit beyond the sentence', async () => {
    const { whatIf, type } = await open();
    await type(TEXT);
    whatIf().apply({ kind: 'omit', position: 4 });
    expect(whatIf().edits).toEqual([]);
  });

  it('counts those of a link that are of words beyond the sentence, until there is another sentence or an edit', async () => {
    const { whatIf, type, answered } = await open();
    const beyond = { kind: 'omit', position: 4 } as const;
    await type(TEXT);
    whatIf().restore([OMIT, beyond]);
    await answered();
    expect(whatIf()).toMatchObject({ edits: [OMIT], lost: 1 });
    whatIf().apply(DELETE);
    expect(whatIf().lost).toBe(0);
    whatIf().restore([beyond]);
    expect(whatIf()).toMatchObject({ edits: [], lost: 1, status: 'none' });
    await type('w1 w2 w3');
    expect(whatIf().lost).toBe(0);
  });

  it('drops the edits with the sentence, but not for a blank at its end, nor for another target', async () => {
    const { whatIf, explain, explained, answered, type } = await open();
    await type(TEXT);
    whatIf().apply(OMIT);
    await answered();
    await type(`${TEXT} `);
    expect(whatIf().edits).toEqual([OMIT]);
    const target = explain().response?.explanation.target === 0 ? 1 : 0;
    explain().setTarget(target);
    expect(whatIf().status).toBe('waiting');
    await explained();
    await answered();
    expect(whatIf().response?.explanation.target).toBe(target);
    explain().setText('w1 w2 w3');
    expect(whatIf()).toMatchObject({ edits: [], past: [], future: [], compared: null, response: null, status: 'none' });
  });

  it('drops edits made to tokens that the answer no longer has', async () => {
    const { whatIf, explain, explained, type } = await open();
    await type(TEXT);
    whatIf().apply(OMIT);
    const tokens = ['w1', 'w2 w3', 'w4'];
    explain().restore({ ...explain(), text: TEXT, tokens });
    await explained();
    expect(whatIf().edits).toEqual([]);
  });

  it('lets edits from a link wait for the sentence’s first answer', async () => {
    const { whatIf, explain, answered } = await open();
    let release = () => {};
    wire.hold = new Promise((resolve) => {
      release = resolve;
    });
    explain().setText(TEXT);
    whatIf().restore([DELETE, { kind: 'omit', position: 70 }]);
    expect(whatIf().status).toBe('waiting');
    release();
    await answered();
    expect(whatIf()).toMatchObject({ edits: [DELETE], past: [] });
    expect(whatIf().response?.explanation.tokens).toEqual(['w1', 'w2', 'w3', 'w4']);
  });

  it('forgets waiting edits when another sentence is typed before the answer', async () => {
    const { whatIf, explain, type } = await open();
    explain().setText(TEXT);
    whatIf().restore([DELETE]);
    await type('w5');
    expect(whatIf()).toMatchObject({ edits: [], status: 'none' });
  });

  it('says that no word remains, which is no error', async () => {
    const { whatIf, type } = await open();
    await type('w1');
    whatIf().apply({ kind: 'omit', position: 0 });
    expect(whatIf()).toMatchObject({ status: 'empty', error: null, response: null, compared: null });
    whatIf().apply({ kind: 'delete', position: 0 });
    await vi.waitFor(() => expect(whatIf().compared?.effects?.words[0]?.deleted).toHaveLength(3));
  });

  it('shows only the answer to the last edits, however late the earlier one comes', async () => {
    const { whatIf, answered, type } = await open();
    await type(TEXT);
    let release = () => {};
    wire.hold = new Promise((resolve) => {
      release = resolve;
    });
    whatIf().apply(OMIT);
    wire.hold = null;
    whatIf().apply(REPLACE);
    await answered();
    release();
    await new Promise((resolve) => setTimeout(resolve));
    expect(whatIf().response?.explanation.tokens).toEqual(['w9', 'w2', 'w4']);
    expect(whatIf().compared?.edits).toEqual([REPLACE, OMIT]);
  });

  it('tells a failure, and recovers with the next edit', async () => {
    const { whatIf, answered, type } = await open();
    await type(TEXT);
    wire.failure = new Error('out of order');
    whatIf().apply(OMIT);
    await vi.waitFor(() => expect(whatIf()).toMatchObject({ status: 'failed', error: { problem: 'out of order' } }));
    wire.failure = null;
    whatIf().apply(DELETE);
    await answered();
    expect(whatIf().error).toBeNull();
  });
});

describe('taking the edited sentence over', () => {
  it('keeps the text as typed where it reads as the edited tokens', async () => {
    const { whatIf, explain, answered, explained, type, takeOver } = await open();
    await type('W1, w2 w3 (w4)');
    whatIf().apply({ kind: 'omit', position: 2 });
    whatIf().apply({ kind: 'replace', position: 3, word: 'w7' });
    await answered();
    await takeOver();
    await explained();
    expect(explain()).toMatchObject({ text: 'W1, w7 (w4)', tokens: null, example: null });
    expect(whatIf().edits).toEqual([]);
  });

  it('takes the tokens where the text would be read differently', async () => {
    const { whatIf, explain, answered, explained, type, takeOver } = await open();
    await type('w1 didn’t w2');
    const before = explain().response?.explanation.tokens ?? [];
    expect(before).toHaveLength(4);
    whatIf().apply({ kind: 'replace', position: 2, word: 'w7' });
    await answered();
    await takeOver();
    await explained();
    expect(explain().tokens).toEqual(['w1', before[1], 'w7', 'w2']);
    expect(explain().text).toBe(`w1 ${before[1]} w7 w2`);
  });

  it('does nothing where a word is zeroed', async () => {
    const { whatIf, explain, answered, type, takeOver } = await open();
    await type(TEXT);
    whatIf().apply(DELETE);
    await answered();
    await takeOver();
    expect(explain().text).toBe(TEXT);
    expect(whatIf().edits).toEqual([DELETE]);
  });
});
