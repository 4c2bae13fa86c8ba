import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Classification, ModelInfo, PublishedFile, SentenceFile, SentenceOptions } from '../../engine/protocol.ts';
import { OPENING_NUMBER } from './built-in.ts';

/** What the mocked engine was asked, and what it answers: every sentence is of this class. */
const asked = vi.hoisted(() => ({ sentences: 0, answer: 0, failure: null as Error | null }));

vi.mock('../../engine/engine-client.ts', () => ({
  createWorkerEngine: () => ({
    download: async (signal: AbortSignal, files: readonly PublishedFile[]) => {
      const { Downloads } = await import('../../engine/downloads.ts');
      return new Downloads({ stallMs: 1000, pausesMs: [] }).fetch(signal, files, () => {});
    },
    readSentences: async (_: AbortSignal, file: SentenceFile, options: SentenceOptions) => {
      const { readSentences } = await import('../../formats/sentences/read-sentences.ts');
      return readSentences(file, options);
    },
    tokenize: async (_: AbortSignal, texts: readonly string[]) => texts.map((text) => text.split(' ')),
    classify: async (_: AbortSignal, sentences: readonly (readonly string[])[]): Promise<Classification> => {
      if (asked.failure) throw asked.failure;
      asked.sentences += sentences.length;
      return {
        predicted: new Uint8Array(sentences.length).fill(asked.answer),
        confidence: new Float32Array(sentences.length).fill(0.5),
        unknown: new Uint16Array(sentences.length),
      };
    },
    explain: () => new Promise(() => {}),
  }),
}));

const CLASSES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];
const FILE = '1\tone | dull | word\n5\tone | fine | word\n3\ta | word\n';

/** Fresh stores: they begin as the page does. */
async function open() {
  vi.resetModules();
  const [{ useExamples, listingOf }, { useExplain }, { useModel }, { useSentenceFile }] = await Promise.all([
    import('./examples-store.ts'),
    import('../sentence/explain-store.ts'),
    import('../models/model-store.ts'),
    import('./sentence-file-store.ts'),
  ]);
  const infos = new Map<string, ModelInfo>();
  const ready = (sha256: string, classes = CLASSES): void => {
    const info = infos.get(sha256) ?? ({ sha256, classes } as unknown as ModelInfo);
    infos.set(sha256, info);
    useModel.setState({ status: 'ready', info });
  };
  const take = (text: string, name = 'mine.txt'): Promise<void> =>
    useExamples.getState().takeFile(new File([text], name, { type: 'text/plain' }));
  const numbers = (): number[] => listingOf(useExamples.getState()).listed.map(({ number }) => number);
  const own = () => useSentenceFile.getState();
  return { useExamples, useExplain, useModel, ready, take, numbers, own, state: () => useExamples.getState() };
}

beforeEach(() => {
  Object.assign(asked, { sentences: 0, answer: 0, failure: null });
  // Not on this site; there is no IndexedDB here either.
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
});

describe('the example store', () => {
  it('opens with the built-in set at its opening example, and finds no test set by itself', async () => {
    const { state } = await open();
    state().start();
    expect(state().shown).toBe('built-in');
    expect(state().chosen['built-in']).toBe(OPENING_NUMBER);
    await vi.waitFor(() => expect(state().sst).toEqual({ status: 'absent', error: null }));
  });

  it('leaves a sentence alone that is there already, and follows an example chosen elsewhere', async () => {
    const { state, useExplain } = await open();
    useExplain.getState().setText('something typed');
    state().start();
    expect(useExplain.getState().text).toBe('something typed');
    useExplain.getState().choose({ set: 'built-in', number: 7, gold: 1, text: 'x', tokens: null });
    expect(state().chosen['built-in']).toBe(7);
  });

  it('explains the tokens of a file as they are and steps through what is listed', async () => {
    const { state, take, numbers, useExplain, ready } = await open();
    ready('a');
    await take(FILE);
    expect([state().shown, numbers()]).toEqual(['file', [1, 2, 3]]);
    state().setFilter({ search: 'one' });
    expect(numbers()).toEqual([1, 2]);
    expect(state().step(1)).toBe(true);
    expect(state().step(1)).toBe(true);
    expect(useExplain.getState()).toMatchObject({
      text: 'one fine word',
      tokens: ['one', 'fine', 'word'],
      example: { set: 'file', number: 2, gold: 4 },
    });
    expect(state().step(1)).toBe(false);
    state().chooseRandom();
    expect(useExplain.getState().example?.number).toBe(1);
  });

  it('keeps the filter while sets are switched', async () => {
    const { state, take, numbers, ready } = await open();
    state().start();
    ready('a');
    await take(FILE);
    state().setFilter({ gold: 4 });
    state().show('built-in');
    expect(state().filter.gold).toBe(4);
    state().show('file');
    expect(numbers()).toEqual([2]);
    state().clearFilter();
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('says why a file cannot be read and keeps the one before', async () => {
    const { take, numbers, own } = await open();
    await take(FILE);
    await take('7\tword | word\n', 'bad.txt');
    expect([own().status, own().error]).toMatchObject(['failed', { name: 'InputError', where: 'bad.txt, line 1' }]);
    expect(numbers()).toEqual([1, 2, 3]);
    own().giveUp();
    expect([own().status, own().error, own().file?.name]).toEqual(['read', null, 'mine.txt']);
  });

  it('predicts the set that is shown once the model is ready, another when that is shown, and again for another model only', async () => {
    const { state, take, numbers, ready } = await open();
    state().start();
    await take(FILE);
    expect(asked.sentences).toBe(0);
    state().setFilter({ predicted: 4 });
    expect(numbers()).toEqual([1, 2, 3]);
    ready('a');
    await vi.waitFor(() => expect(state().predictions.file).toMatchObject({ model: 'a', done: 3 }));
    expect([asked.sentences, numbers(), state().predictions['built-in']]).toEqual([3, [], null]);
    const builtIn = state().sets['built-in']?.examples.length ?? 0;
    state().show('built-in');
    await vi.waitFor(() => expect(state().predictions['built-in']).toMatchObject({ model: 'a', done: builtIn }));
    state().show('file');
    ready('a');
    await state().predict();
    expect(asked.sentences).toBe(3 + builtIn);
    asked.answer = 4;
    ready('b');
    await vi.waitFor(() => expect(state().predictions.file).toMatchObject({ model: 'b', done: 3 }));
    expect([asked.sentences, numbers(), state().predictions['built-in']]).toEqual([6 + builtIn, [1, 2, 3], null]);
  });

  it('forgets a filter by a class that the new model does not have, and by gold labels that are not of its classes', async () => {
    const { state, ready, numbers } = await open();
    state().start();
    ready('a');
    state().setFilter({ predicted: 4, gold: 1 });
    state().setSort({ key: 'gold', descending: true });
    ready('b', ['bad', 'good']);
    expect(state().filter).toMatchObject({ predicted: null, gold: null });
    expect(state().sort).toEqual({ key: 'number', descending: true });
    expect(numbers()).toHaveLength(155);
  });

  it('lists a table as it is read, and again when its columns are changed; what is predicted is not lost', async () => {
    const { state, take, own, ready } = await open();
    state().start();
    ready('a');
    await take('review,first,second\n"Odd, but warm.",4,5\nBleak.,1,1\n', 'mine.csv');
    expect(state().sets.file).toMatchObject({ name: 'mine.csv', goldClasses: null });
    const golds = () => state().sets.file?.examples.map(({ gold }) => gold);
    await vi.waitFor(() => expect(state().predictions.file?.done).toBe(2));
    expect(golds()).toEqual([null, null]);
    const before = asked.sentences;
    await own().change({ label: 1 });
    expect([golds(), state().sets.file?.goldClasses]).toEqual([[4, 1], CLASSES]);
    await own().change({ label: 2 });
    expect(golds()).toEqual([4, 0]);
    expect([asked.sentences, state().predictions.file?.done]).toEqual([before, 2]);
    await own().change({ text: 1, label: null });
    expect(state().sets.file?.examples.map(({ text }) => text)).toEqual(['4', '1']);
    await vi.waitFor(() => expect(asked.sentences).toBe(before + 2));
  });

  it('takes a table whose labels are no classes, and reads them as the user says', async () => {
    const { state, take, own, ready } = await open();
    ready('a');
    await take('text,label\nOdd.,warm\nDull.,cold\n', 'mine.csv');
    expect([own().status, own().settled?.label, state().sets.file?.goldClasses]).toEqual(['read', 1, null]);
    expect(own().settled?.labels).toEqual([
      { label: 'warm', count: 1, gold: -1 },
      { label: 'cold', count: 1, gold: -1 },
    ]);
    await own().change({ labels: { warm: 'positive' } });
    expect(state().sets.file?.examples.map(({ gold }) => gold)).toEqual([3, null]);
    expect(state().sets.file?.goldClasses).toEqual(CLASSES);
  });

  it('reads labels again for another model, and leaves them out of account where they are not its classes', async () => {
    const { state, take, own, ready, numbers } = await open();
    state().start();
    await take('text,label\nOdd.,warm\nDull.,cold\n', 'mine.csv');
    expect(state().sets.file?.goldClasses).toBeNull();
    ready('b', ['cold', 'warm']);
    await vi.waitFor(() => expect(state().sets.file?.goldClasses).toEqual(['cold', 'warm']));
    state().setFilter({ gold: 1 });
    expect(numbers()).toEqual([1]);
    ready('a');
    await vi.waitFor(() => expect(own().read?.table.notes).toEqual([expect.stringContaining('count as unknown')]));
    expect([own().status, numbers()]).toEqual(['read', [1, 2]]);
    state().setFilter({ gold: 1, outcome: 'right' });
    expect(numbers()).toEqual([1, 2]);
  });

  it('keeps the encoding and forgets the columns where another format is chosen', async () => {
    const { take, own, ready } = await open();
    ready('a');
    await take('text,label\nOdd.,positive\n', 'mine.csv');
    await own().change({ encoding: 'windows-1252' });
    await own().change({ label: null });
    await own().change({ format: 'lines' });
    expect(own().options).toEqual({ encoding: 'windows-1252', format: 'lines' });
  });

  it('keeps the label of the explained example up to date, and forgets the example with its file', async () => {
    const { state, take, own, ready, useExplain } = await open();
    ready('a');
    state().start();
    await take('text,stars\nOdd.,3\nWarm.,5\n', 'mine.csv');
    state().step(1);
    expect(useExplain.getState().example).toEqual({ set: 'file', number: 1, gold: 2 });
    await own().change({ label: null });
    expect(useExplain.getState().example).toEqual({ set: 'file', number: 1, gold: null });
    await take('Another one.\n', 'other.txt');
    expect(useExplain.getState()).toMatchObject({ example: null, text: 'Odd.' });
  });

  it('says why predictions stopped and goes on when asked', async () => {
    const { state, take, ready } = await open();
    state().start();
    await take(FILE);
    asked.failure = new Error('out of memory');
    ready('a');
    await vi.waitFor(() => expect(state().predictionError?.problem).toBe('out of memory'));
    asked.failure = null;
    await state().predict();
    expect([state().predictionError, state().predictions.file?.done]).toEqual([null, 3]);
  });

  it('downloads only when asked, and a failure leaves the offer with its reason', async () => {
    const { state } = await open();
    const requests: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      requests.push(url);
      return new Response('', { status: url.startsWith('https:') ? 503 : 404 });
    });
    state().start();
    await vi.waitFor(() => expect(state().sst.status).toBe('absent'));
    expect(requests.filter((url) => url.startsWith('https:'))).toEqual([]);
    await state().download();
    expect(requests.filter((url) => url.startsWith('https:'))).toHaveLength(1);
    expect(state().sst).toMatchObject({ status: 'absent', error: { name: 'LoadError', found: '503' } });
  });

  it('cancels a download cleanly', async () => {
    const { state } = await open();
    vi.stubGlobal(
      'fetch',
      (_: string, { signal }: RequestInit) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    const download = state().download();
    expect(state().sst.status).toBe('downloading');
    state().cancelDownload();
    await download;
    expect(state().sst).toEqual({ status: 'absent', error: null });
  });
});
