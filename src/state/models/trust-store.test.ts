import { describe, expect, it, vi } from 'vitest';
import { readTorchGolden, torchGoldenFiles } from '../../testing/golden.ts';
import { inBlob } from './blob-file.ts';

/** The page's engine is the in-thread one; there is no IndexedDB here, so that nothing is kept. */
vi.mock('../../engine/engine-client.ts', async () => {
  const { LocalEngine } = await import('../../engine/engine.ts');
  return { createWorkerEngine: () => new LocalEngine() };
});

const { examples } = readTorchGolden('pytorch-bidi');
const LINES = examples.map(({ tokens, scores }) => `${tokens.join(' ')} -> ${scores.join(' ')}`).join('\n');

/** Fresh stores, with the golden PyTorch model in use. */
async function open(options = {}) {
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
  const [{ useTrust }, { useModels }, { useModel }] = await Promise.all([
    import('./trust-store.ts'),
    import('./models-store.ts'),
    import('./model-store.ts'),
  ]);
  const model = await useModels.getState().add(torchGoldenFiles('pytorch-bidi').map(inBlob), options, 'files');
  const trust = () => useTrust.getState();
  const kept = () => useModels.getState().models.find(({ id }) => id === model.id);
  return { trust, kept, models: () => useModels.getState(), model: () => useModel.getState(), id: model.id };
}

describe('reference scores of the model in use', () => {
  it('verify it', async () => {
    const { trust, kept } = await open();
    trust().setText(LINES);
    await trust().check();
    expect(trust()).toMatchObject({ status: 'idle', problems: [], error: null });
    expect(trust().result?.check).toMatchObject({ verified: true, kind: 'scores' });
    expect(kept()?.verified).toEqual({
      difference: trust().result?.check.difference,
      sentences: examples.length,
      checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(kept()?.verified?.difference).toBeLessThan(1e-10);
  });

  it.each(['igfo', 'ofgi', 'fiog'])('find that the gates are not "%s", and one call mends it', async (wrong) => {
    const { trust, kept, model } = await open({ gateOrder: wrong });
    trust().setText(LINES);
    await trust().check();
    const { check } = trust().result ?? {};
    expect(check).toMatchObject({ verified: false });
    expect(kept()).toMatchObject({ verified: null, refuted: { difference: check?.difference, sentences: examples.length } });
    await trust().readAs({ gateOrder: 'ifgo' });
    expect(model().info?.gateOrder).toBe('ifgo');
    expect(kept()?.options).toEqual({ gateOrder: 'ifgo' });
    expect(trust().result?.check.verified).toBe(true);
    expect(kept()).toMatchObject({ verified: { sentences: examples.length }, refuted: null });
  });

  it('that do not agree any more take the mark away', async () => {
    const { trust, kept } = await open();
    trust().setText(LINES);
    await trust().check();
    trust().setText(LINES.replace('->', '-> 9').replace(/ \S+$/m, ''));
    await trust().check();
    expect(trust().result?.check.verified).toBe(false);
    expect(kept()?.verified).toBeNull();
  });

  it('may come from a file, which is checked at once', async () => {
    const { trust, kept } = await open();
    const rows = examples.map(({ tokens, scores }) => JSON.stringify({ tokens, scores })).join('\n');
    await trust().takeFile(new File([rows], 'scores.jsonl'));
    expect(trust().file?.name).toBe('scores.jsonl');
    expect(kept()?.verified).not.toBeNull();
    trust().setText('v1 -> 1');
    expect(trust().file).toBeNull();
  });

  it('are not compared while a line cannot be read; the mark stays', async () => {
    const { trust, kept } = await open();
    trust().setText(LINES);
    await trust().check();
    trust().setText(`${LINES}\nv1 -> 1 2`);
    await trust().check();
    expect(trust().problems).toMatchObject([{ where: `line ${examples.length + 1}`, found: '2 scores' }]);
    expect(trust().result).toBeNull();
    expect(kept()?.verified).not.toBeNull();
  });

  it('are forgotten with another model, and their result with other settings', async () => {
    const { trust, kept, models, id } = await open();
    trust().setText(LINES);
    await trust().check();
    await models().setOptions(id, { lowercase: false });
    expect(kept()?.verified).toBeNull();
    expect(trust()).toMatchObject({ text: LINES, result: null });
    await models().add(torchGoldenFiles('pytorch-uni').map(inBlob), {}, 'files');
    expect(trust()).toMatchObject({ text: '', result: null, problems: [] });
  });

  it('and an order that cannot be read: the result stands, and the models tell why', async () => {
    const { trust, kept, models } = await open({ gateOrder: 'igfo' });
    trust().setText(LINES);
    await trust().check();
    await trust().readAs({ gateOrder: 'iiii' });
    expect(trust()).toMatchObject({ status: 'idle', error: null, result: { check: { verified: false } } });
    expect(JSON.stringify(models().error)).toContain('gate order');
    expect(kept()?.options).toEqual({ gateOrder: 'igfo' });
  });
});
