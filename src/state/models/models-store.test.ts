import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type BlobFile, LensError, type ModelOptions, type ModelSource } from '../../engine/protocol.ts';

/** Loads a model whose files hold nothing but its name; one called 'broken' is refused. */
const loads = vi.hoisted(() => ({ sources: [] as string[] }));
vi.mock('../../engine/engine-client.ts', () => ({
  createWorkerEngine: () => ({
    load: async (_: AbortSignal, source: ModelSource) => {
      const given = source.kind === 'files' ? await (source.files[0] as BlobFile).blob.text() : 'bundled model';
      loads.sources.push(given);
      if (given === 'broken') throw new LensError({ name: 'ModelFormatError', where: 'model.pt', problem: 'is truncated' });
      const options: ModelOptions = source.kind === 'files' ? (source.options ?? {}) : {};
      const sha256 = [...given]
        .reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
        .toString(16)
        .padStart(64, '0');
      return { name: options.name ?? given, sha256, format: 'made up', classes: options.classes ?? ['bad', 'good'] };
    },
  }),
}));

const disk = vi.hoisted(() => ({ values: new Map<string, unknown>(), failure: null as Error | null, refusesBlobs: false }));
vi.mock('idb-keyval', () => {
  const orFail = () => {
    if (disk.failure) throw disk.failure;
  };
  return {
    get: async (key: string) => {
      orFail();
      return structuredClone(disk.values.get(key));
    },
    set: async (key: string, value: unknown) => {
      orFail();
      const hasBlob = Array.isArray(value) && value.some((one) => one.blob instanceof Blob);
      if (disk.refusesBlobs && hasBlob) throw null; // as idb-keyval does where a transaction is given up without an error
      disk.values.set(key, structuredClone(value));
    },
    update: async (key: string, change: (value: unknown) => unknown) => {
      orFail();
      disk.values.set(key, structuredClone(change(structuredClone(disk.values.get(key)))));
    },
    del: async (key: string) => {
      orFail();
      disk.values.delete(key);
    },
  };
});

const local = new Map<string, string>();

let keys = 0;

function files(content: string): BlobFile[] {
  return [{ name: 'model.pt', blob: new Blob([content]), key: --keys }];
}

/** A visit to the page: fresh stores over the same disk. */
async function visit(start = true) {
  vi.resetModules();
  const [{ useModels }, { useModel }] = await Promise.all([import('./models-store.ts'), import('./model-store.ts')]);
  if (start) await useModels.getState().start();
  return {
    useModels,
    models: () => useModels.getState(),
    names: () => useModels.getState().models.map(({ name }) => name),
    current: () => useModels.getState().models.find(({ id }) => id === useModels.getState().currentId)?.name,
    info: () => useModel.getState().info,
  };
}

beforeEach(() => {
  Object.assign(disk, { values: new Map(), failure: null, refusesBlobs: false });
  loads.sources = [];
  local.clear();
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('document', { baseURI: 'https://lens.example/' });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, value: string) => local.set(key, value),
    removeItem: (key: string) => local.delete(key),
  });
});

describe('page and engine have the same model', () => {
  it('over plain http, where there is no crypto.randomUUID()', async () => {
    const { crypto } = globalThis;
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes) });
    const page = await visit();
    await page.models().add(files('mine'), {}, 'files');
    expect([page.current(), page.info()?.name, loads.sources.at(-1)]).toEqual(['mine', 'mine', 'mine']);
    vi.stubGlobal('crypto', crypto);
  });

  it('where it cannot be kept', async () => {
    const page = await visit();
    disk.failure = new Error('disk on fire');
    const added = await page.models().add(files('mine'), {}, 'files');
    expect(added.stored).toBe(false);
    expect([page.current(), page.info()?.name, loads.sources.at(-1)]).toEqual(['mine', 'mine', 'mine']);
    expect(page.models().warning).toContain('disk on fire');
  });

  it('where the page fails to take it into its list: the one before is loaded again', async () => {
    const { crypto } = globalThis;
    const page = await visit();
    vi.stubGlobal('crypto', {
      getRandomValues: () => {
        throw new Error('no randomness');
      },
    });
    await expect(page.models().add(files('mine'), {}, 'files')).rejects.toThrow('no randomness');
    expect([page.current(), page.info()?.name, page.names()]).toEqual(['bundled model', 'bundled model', ['bundled model']]);
    expect(loads.sources).toEqual(['bundled model', 'mine', 'bundled model']);
    expect(page.models()).toMatchObject({ loading: null, error: { problem: 'no randomness' } });
    vi.stubGlobal('crypto', crypto);
    await page.models().add(files('mine'), {}, 'files');
    expect(page.current()).toBe('mine');
  });
});

describe('a model of the user’s own', () => {
  it('is loaded, kept, and used again at the next visit, without the bundled one being fetched', async () => {
    const first = await visit();
    const added = await first.models().add(files('mine'), { classes: ['no', 'yes'] }, 'files');
    expect(added).toMatchObject({ name: 'mine', bytes: 4, format: 'made up', stored: true, verified: null });
    expect(first.current()).toBe('mine');
    expect(first.info()?.classes).toEqual(['no', 'yes']);

    loads.sources = [];
    const second = await visit();
    expect([second.names(), second.current()]).toEqual([['bundled model', 'mine'], 'mine']);
    expect(second.info()?.classes).toEqual(['no', 'yes']);
    expect(loads.sources).toEqual(['mine']);
    await second.models().choose('bundled');
    expect((await visit()).current()).toBe('bundled model');
  });

  it('that cannot be loaded leaves the one in use, and is not kept', async () => {
    const { models, current, names } = await visit();
    await models().add(files('mine'), {}, 'files');
    await expect(models().add(files('broken'), {}, 'files')).rejects.toThrow('is truncated');
    expect([current(), names(), models().loading]).toEqual(['mine', ['bundled model', 'mine'], null]);
    expect(models().error?.problem).toContain('is truncated');
    expect(disk.values.size).toBe(2);
  });

  it('given twice is one model', async () => {
    const { models, names } = await visit();
    const { id } = await models().add(files('mine'), {}, 'files');
    models().setVerified(id, { difference: 1e-9, sentences: 3, checkedAt: new Date().toISOString() });
    const again = await models().add(files('mine'), {}, 'files');
    expect([again.id, again.verified?.sentences, names()]).toEqual([id, 3, ['bundled model', 'mine']]);
    await models().add(files('mine'), { lowercase: true }, 'files');
    expect(names()).toHaveLength(3);
  });

  it('is renamed, with what is explained from then on, and loses its mark with new options only', async () => {
    const { models, info } = await visit();
    const { id } = await models().add(files('mine'), {}, 'files');
    models().setVerified(id, { difference: 1e-9, sentences: 3, checkedAt: new Date().toISOString() });
    await models().rename(id, '  your \n model ');
    expect([info()?.name, models().models[1]?.name, models().models[1]?.verified?.sentences]).toEqual([
      'your model',
      'your model',
      3,
    ]);
    await models().rename(id, ' ');
    expect(models().models[1]?.name).toBe('your model');
    await models().setOptions(id, { name: 'your model', gateOrder: 'igfo' });
    expect(models().models[1]).toMatchObject({ options: { gateOrder: 'igfo' }, verified: null });
    expect((await visit()).models().models[1]).toMatchObject({ name: 'your model', options: { gateOrder: 'igfo' } });
  });

  it('is removed in favour of the bundled one, and brought back to its place', async () => {
    const { models, names, current } = await visit();
    const { id } = await models().add(files('mine'), {}, 'files');
    await models().add(files('other'), {}, 'files');
    await models().choose(id);
    await models().remove(id);
    expect([names(), current()]).toEqual([['bundled model', 'other'], 'bundled model']);
    expect([...disk.values.keys()].filter((key) => key.includes(id))).toEqual([]);
    await models().undoRemove();
    expect(names()).toEqual(['bundled model', 'mine', 'other']);
    expect(await models().choose(id)).toBe(true);
    expect((await visit()).current()).toBe('mine');
    await models().remove('bundled');
    expect(names()).toContain('bundled model');
  });
});

describe('what goes wrong with keeping', () => {
  it('a full disk: the model works for this visit, and that is said', async () => {
    const { models, current } = await visit();
    disk.failure = new DOMException('no space', 'QuotaExceededError');
    const { stored, id } = await models().add(files('mine'), {}, 'files');
    expect([stored, current()]).toEqual([false, 'mine']);
    expect(models().warning).toMatch(/“mine” works until this page is closed.*is full\.$/);
    await models().choose('bundled');
    expect(await models().choose(id), 'its files are still in memory').toBe(true);
    disk.failure = null;
    expect((await visit()).names()).toEqual(['bundled model']);
  });

  it('a private window that keeps no Blobs keeps the bytes', async () => {
    disk.refusesBlobs = true;
    const { models } = await visit();
    const { id, stored } = await models().add(files('mine'), {}, 'files');
    expect([stored, models().warning]).toEqual([true, null]);
    const next = await visit();
    expect([next.names(), await next.models().choose(id), next.current()]).toEqual([['bundled model', 'mine'], true, 'mine']);
  });

  it('no storage at all: the bundled model is used, and that is said', async () => {
    disk.failure = new DOMException('not here', 'InvalidStateError');
    const { models, current } = await visit();
    expect(current()).toBe('bundled model');
    expect(models().warning).toMatch(/could not be read: .*private windows/);
  });

  it('files that are gone: told, the model in use stays, and the next visit begins with the bundled one', async () => {
    const { models, current } = await visit();
    const { id } = await models().add(files('mine'), {}, 'files');
    await models().choose('bundled');
    for (const key of disk.values.keys()) if (key.includes(id)) disk.values.delete(key);
    expect(await models().choose(id)).toBe(false);
    expect(current()).toBe('bundled model');
    expect(models().error).toMatchObject({ where: 'the kept files of “mine”', advice: /Give the files again/ });

    local.set('lrp-lens-model', id);
    const next = await visit();
    expect(next.current()).toBe('bundled model');
    expect(next.models().error?.where).toBe('the kept files of “mine”');
  });

  it('a model that was used last and is not kept any more: told', async () => {
    local.set('lrp-lens-model', 'gone');
    const { models, current } = await visit();
    expect(current()).toBe('bundled model');
    expect(models().warning).toMatch(/used last is no longer kept/);
  });

  it('broken entries are left out and told, the others stay', async () => {
    const first = await visit();
    await first.models().add(files('mine'), {}, 'files');
    await first.models().choose('bundled');
    const list = disk.values.get('models') as { models: unknown[] };
    list.models.push({ id: 'x' }, { ...(list.models[0] as object), id: 'bundled' });
    const { names, models } = await visit();
    expect(names()).toEqual(['bundled model', 'mine']);
    expect(models().warning).toMatch(/could no longer be read/);
  });

  it('another tab has removed the model in use: it works on here', async () => {
    const listeners: (() => void)[] = [];
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        addEventListener(_: string, listener: () => void) {
          listeners.push(listener);
        }
        postMessage() {}
      },
    );
    const { models, current } = await visit();
    const { id } = await models().add(files('mine'), {}, 'files');
    disk.values.set('models', { version: 1, models: [], bundled: null });
    for (const listener of listeners) listener();
    await vi.waitFor(() => expect(models().warning).toMatch(/“mine” was removed in another tab/));
    expect([current(), models().models[1]?.stored]).toEqual(['mine', false]);
    await models().choose('bundled');
    expect(await models().choose(id)).toBe(true);
  });
});
