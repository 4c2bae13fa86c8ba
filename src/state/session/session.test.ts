import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Explanation, LRP_DEFAULTS, METHODS, type ModelInfo } from '../../engine/protocol.ts';
import { stubAddressBar } from '../../testing/address-bar.ts';
import type { SequencePin } from '../numbers/sequence-pin.ts';

const disk = vi.hoisted(() => new Map<string, unknown>());
vi.mock('idb-keyval', () => ({
  get: async (key: string) => structuredClone(disk.get(key)),
  set: async (key: string, value: unknown) => void disk.set(key, structuredClone(value)),
  createStore: () => 'another',
  entries: async () => [],
  del: async (key: string) => void disk.delete(key),
  update: async (key: string, change: (value: unknown) => unknown) => void disk.set(key, structuredClone(change(disk.get(key)))),
}));
vi.mock('../../engine/engine-client.ts', () => ({
  createWorkerEngine: () => ({
    explain: () => new Promise(() => {}),
    tokenize: () => new Promise(() => {}),
    classify: () => new Promise(() => {}),
    readSentences: async (_: AbortSignal, file: { bytes: Uint8Array }, options: object) => ({
      texts: new TextDecoder().decode(file.bytes).split('\n'),
      gold: [],
      settled: options,
    }),
  }),
}));

const HASH = 'ab'.repeat(32);

function explanationOf(text: string): Explanation {
  const tokens = text.split(' ');
  return {
    model: { name: 'm', sha256: HASH, classes: ['bad', 'good'] },
    tokens,
    unknown: tokens.map(() => false),
    scores: [1, 0.5],
    probabilities: [0.6, 0.4],
    predicted: 0,
    target: 0,
    methods: METHODS.map(({ id }) => ({ id, parameters: {}, words: tokens.map(() => 0.5) })),
  };
}

/** A browser with a page of its own: nothing kept, a model, an address. */
async function visit(text: string) {
  disk.clear();
  vi.resetModules();
  stubAddressBar();
  vi.stubGlobal('document', { addEventListener: () => undefined, documentElement: { dataset: {}, toggleAttribute: () => {} } });
  const { useSession } = await import('./session-store.ts');
  const { checkSession } = await import('./session-file.ts');
  const { followAddress } = await import('../link/link-store.ts');
  const { useExplain } = await import('../sentence/explain-store.ts');
  const { useModel } = await import('../models/model-store.ts');
  const { usePins } = await import('../pins/pins-store.ts');
  const { noteOf, useNotes } = await import('../notes/notes-store.ts');
  const { useTheme } = await import('../page/theme-store.ts');
  const { useSentenceFile } = await import('../examples/sentence-file-store.ts');
  const { useSequencePins } = await import('../numbers/sequence-pins.ts');
  followAddress();
  const info = { name: 'm', sha256: HASH, classes: ['bad', 'good'] } as unknown as ModelInfo;
  useModel.setState({ status: 'ready', info });
  const explain = (sentence: string) =>
    useExplain.setState({
      text: sentence,
      tokens: null,
      example: null,
      target: 'predicted',
      contrast: null,
      lrp: LRP_DEFAULTS,
      response: { explanation: explanationOf(sentence), spans: null, omitted: [], milliseconds: 1 },
      status: 'current',
    });
  await usePins.getState().load();
  await useNotes.getState().load();
  const pin = (sentence: string) => {
    explain(sentence);
    usePins.getState().pinCurrent();
  };
  explain(text);
  return {
    checkSession,
    explain,
    pin,
    useModel,
    useTheme,
    useSentenceFile,
    session: () => useSession.getState(),
    open: (content: string) => useSession.getState().open({ name: 's.json', text: async () => content }),
    outcome: () => useSession.getState().outcome,
    text: () => useExplain.getState().text,
    pinned: () => usePins.getState().pins.map(({ subject }) => subject.text),
    write: (sentence: string, note: string) => useNotes.getState().write(sentence, note),
    useSequencePins,
    noted: (sentence: string) => noteOf(useNotes.getState(), sentence)?.note,
  };
}

/** A sequence of numbers, set aside. */
const SEQUENCE: SequencePin = {
  id: 'sequence',
  name: 'run 1',
  pinnedAt: '2026-01-02T03:04:05.000Z',
  model: { name: 'n', sha256: HASH },
  target: 'price',
  baseline: 'zeros',
  explained: 0.1 + 0.2,
  length: 2,
  features: ['a'],
  stepNames: null,
  given: Float64Array.of(1 / 3, -2),
  read: [0, 2],
  methods: [{ id: 'gi', parameters: {}, inputs: null, steps: Float64Array.of(0.1, 1e-300), sums: null }],
};

const FILE = { name: 'mine.txt', bytes: new TextEncoder().encode('A secret line\nanother') };

/** A session of a page that has one of everything. */
async function saved(withSentences = false): Promise<string> {
  const page = await visit('a film');
  page.pin('pinned elsewhere');
  page.explain('a film');
  page.write('a film', 'theirs');
  page.useTheme.getState().setChoice('dark');
  await page.useSentenceFile.getState().take(FILE);
  return page.session().save(withSentences);
}

beforeEach(() => {
  vi.unstubAllGlobals();
  vi.stubGlobal('BroadcastChannel', undefined);
});

describe('a session', () => {
  it('holds pinned sequences of numbers to the last bit, and takes them back with the rest', async () => {
    const here = await visit('a film');
    expect(JSON.parse(await here.session().save(false))).not.toHaveProperty('sequences');
    here.useSequencePins.getState().join([SEQUENCE]);
    const content = await here.session().save(false);
    const there = await visit('a play');
    await there.open(content);
    expect(there.useSequencePins.getState().pins).toEqual([SEQUENCE]);
    await there.session().undo();
    expect(there.useSequencePins.getState().pins).toEqual([]);
    await there.open(content.replace('float64:', 'float64:%'));
    expect(there.outcome()).toMatchObject({ kind: 'refused', obstacles: [{ where: 'sequences[0]' }] });
  });

  it('holds a file of one’s own by name, size and hash, and its text only where that is wished', async () => {
    const plain = await saved();
    expect(JSON.parse(plain).data).toEqual({
      name: 'mine.txt',
      bytes: FILE.bytes.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      reading: {},
    });
    expect(atob(JSON.parse(await saved(true)).data.content)).toBe('A secret line\nanother');
  });

  it('is opened beside what is there, and all that it changed is taken back', async () => {
    const content = await saved();
    const page = await visit('my own');
    page.pin('pinned here');
    page.explain('my own');
    page.write('a film', 'mine');
    await page.open(content);
    expect(page.outcome()).toMatchObject({ kind: 'opened', told: [expect.stringMatching(/“mine.txt”/)] });
    expect(page.pinned()).toEqual(['pinned here', 'pinned elsewhere']);
    expect(page.noted('a film')).toBe('mine\n\ntheirs');
    expect([page.text(), page.useTheme.getState().choice]).toEqual(['a film', 'dark']);
    page.write('new', 'since then');
    await page.session().undo();
    expect(page.pinned()).toEqual(['pinned here']);
    expect([page.noted('a film'), page.noted('new')]).toEqual(['mine', 'since then']);
    expect([page.text(), page.useTheme.getState().choice]).toEqual(['my own', 'system']);
    expect(page.outcome()?.kind).toBe('undone');
  });

  it('opened twice adds nothing the second time', async () => {
    const content = await saved();
    const page = await visit('my own');
    await page.open(content);
    await page.open(content);
    expect(page.pinned()).toEqual(['pinned elsewhere']);
    expect(page.noted('a film')).toBe('theirs');
  });

  it('brings its file of sentences where it holds it; undo brings back the one before', async () => {
    const content = await saved(true);
    const page = await visit('my own');
    const before = { name: 'other.txt', bytes: new Uint8Array([65]) };
    await page.useSentenceFile.getState().take(before);
    await page.open(content);
    expect(page.outcome()).toMatchObject({ kind: 'opened', told: [] });
    expect(page.useSentenceFile.getState().read?.table.texts).toEqual(['A secret line', 'another']);
    await page.session().undo();
    expect(page.useSentenceFile.getState().read?.file).toEqual(before);
  });

  it('knows the file it waits for by its bytes, and reads it as before', async () => {
    const content = JSON.parse(await saved());
    content.data.reading = { header: true };
    const page = await visit('my own');
    await page.open(JSON.stringify(content));
    await page.useSentenceFile.getState().take({ name: 'renamed.txt', bytes: FILE.bytes });
    await expect.poll(() => page.useSentenceFile.getState().options).toEqual({ header: true });
    expect(page.session().awaited).toBeNull();
  });

  it('names a model that is not here', async () => {
    const content = await saved();
    const page = await visit('my own');
    page.useModel.setState({ info: { name: 'mine', sha256: 'cd'.repeat(32), classes: ['x', 'y'] } as unknown as ModelInfo });
    await page.open(content);
    expect(page.outcome()).toMatchObject({ told: [expect.stringMatching(/“m” \(SHA-256 abababab….*“mine”/), expect.anything()] });
  });

  it('keeps a sentence that is too long for a link', async () => {
    const long = 'long '.repeat(6000).trim();
    const first = await visit(long);
    const content = await first.session().save(false);
    const page = await visit('short');
    await page.open(content);
    expect(page.text()).toBe(long);
  });
});

describe('a file that is no session', () => {
  it.each([
    ['no JSON', '{"format": "lrp-lens-session",', [['the file', /^is no JSON/]]],
    ['another format', '{"format": "x"}', [['format', /no session of LRP Lens/]]],
    ['a newer one', '{"format": "lrp-lens-session", "version": 2}', [['version', /is 2, and this page reads 1/]]],
  ] as const)('is refused: %s', async (_, content, expected) => {
    const page = await visit('my own');
    await page.open(content);
    const outcome = page.outcome();
    expect(outcome?.kind === 'refused' && outcome.obstacles).toEqual(
      expected.map(([where, problem]) => ({ where, problem: expect.stringMatching(problem) })),
    );
  });

  it('is refused with all that is wrong, and changes nothing', async () => {
    const content = JSON.parse(await saved());
    content.settings.theme = 'pink';
    content.notes[0].note = '';
    content.pins[0].explanation.scores = ['a'];
    content.extra = 1;
    delete content.model;
    const page = await visit('my own');
    await page.open(JSON.stringify(content));
    const outcome = page.outcome();
    const told = outcome?.kind === 'refused' ? outcome.obstacles.map(({ where, problem }) => `${where} ${problem}`) : [];
    expect(told.sort()).toEqual([
      'extra is no part of a session',
      'model is missing',
      expect.stringMatching(/^notes\[0\].note is wrong: /),
      'pins[0].explanation.scores[0] is "a": expected number',
      'settings.theme is "pink": expected ("system" | "light" | "dark")',
    ]);
    expect([page.text(), page.pinned(), page.noted('a film')]).toEqual(['my own', [], undefined]);
  });

  it('is refused where the sentences in it have been changed', async () => {
    const content = JSON.parse(await saved(true));
    content.data.content = btoa('other');
    const page = await visit('my own');
    await page.open(JSON.stringify(content));
    expect(page.outcome()).toMatchObject({ kind: 'refused', obstacles: [{ where: 'data.content' }] });
  });
});
