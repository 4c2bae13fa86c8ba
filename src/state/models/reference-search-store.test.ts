import { describe, expect, it, vi } from 'vitest';
import type { ModelOptions } from '../../engine/protocol.ts';
import { readTorchGolden, torchGoldenFiles } from '../../testing/golden.ts';

/** The page's engine is the in-thread one; there is no IndexedDB here, so that nothing is kept. */
vi.mock('../../engine/engine-client.ts', async () => {
  const { LocalEngine } = await import('../../engine/engine.ts');
  return { createWorkerEngine: () => new LocalEngine() };
});

const { examples } = readTorchGolden('pytorch-uni');
const LINES = examples.map(({ tokens, scores }) => `${tokens.join(' ')} -> ${scores.join(' ')}`).join('\n');
const CLASSES = (examples[0]?.scores ?? []).map((_, index) => `class ${index}`);
const READ = { classes: CLASSES, input: 'tokens', embeddingSize: 1 } as const;

async function open() {
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
  const [{ useReferenceSearch }, { useNewModel }] = await Promise.all([
    import('./reference-search-store.ts'),
    import('./new-model-store.ts'),
  ]);
  const search = () => useReferenceSearch.getState();
  const files = async () => torchGoldenFiles('pytorch-uni');
  const start = (references: string | File, options: ModelOptions = {}) =>
    search().search({ files, options, references: () => references, read: READ });
  return { search, start, newModel: () => useNewModel.getState() };
}

describe('what files do not say', () => {
  it('is found by scores, whatever the person has said of it', async () => {
    const { search, start } = await open();
    await start(LINES, { gateOrder: 'ofgi', padding: { side: 'pre', length: 9, id: 0, truncate: 'pre', masked: false } });
    expect(search()).toMatchObject({ status: 'idle', problems: [], error: null });
    expect(search().result?.fits.map(({ options }) => [options.gateOrder, options.padding])).toEqual([['ifgo', null]]);
  });

  it('is found by a file of scores', async () => {
    const { search, start } = await open();
    await start(new File([examples.map(({ tokens, scores }) => JSON.stringify({ tokens, scores })).join('\n')], 'scores.jsonl'));
    expect(search().result?.fits).toHaveLength(1);
  });

  it('is not looked for with lines that cannot be read', async () => {
    const { search, start } = await open();
    await start(`${LINES}\nv1 0.5`);
    expect(search()).toMatchObject({ status: 'idle', result: null, problems: [{ where: `line ${examples.length + 1}` }] });
  });

  it('may be given up; a result goes with the scores it is of', async () => {
    const { search, start, newModel } = await open();
    const searching = start(LINES);
    expect(search().status).toBe('searching');
    search().cancel();
    await searching;
    expect(search()).toMatchObject({ status: 'idle', result: null, error: null });
    await start(LINES);
    expect(search().result).not.toBe(null);
    newModel().giveReferences('v1 -> 1');
    expect(search().result).toBe(null);
  });

  it('says why nothing can be looked for', async () => {
    const { search } = await open();
    const files = async () => [{ name: 'notes.txt', bytes: new TextEncoder().encode('nothing') }];
    await search().search({ files, options: {}, references: () => LINES, read: READ });
    expect(search().error).toMatchObject({ name: 'ModelFormatError' });
  });
});
