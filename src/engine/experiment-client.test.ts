import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildDataset } from '../experiments/dataset.ts';
import { SENTENCE_EXPERIMENTS } from '../experiments/defaults.ts';
import { modelEvaluator } from '../experiments/evaluator.ts';
import { runInThread } from '../experiments/experiment.ts';
import { pairedBootstrap } from '../experiments/paired-bootstrap.ts';
import { EXPERIMENTS } from '../experiments/table.ts';
import { writeNativeFolder } from '../formats/programs/index.ts';
import { readModel } from '../formats/read-model.ts';
import { goldenFiles } from '../testing/golden.ts';
import { LocalServer } from '../testing/local-server.ts';
import { LocalWorker, localWorker } from '../testing/local-worker.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { toyFiles } from '../testing/toy-models.ts';
import { createWorkerExperiments } from './experiment-client.ts';
import { serveExperiments } from './experiment-host.ts';
import { defaultsOf, type ExperimentProgress, type ExperimentSentences } from './experiment-protocol.ts';
import { takeIntoUse } from './model-in-use.ts';
import { servePoolWorker } from './pool-host.ts';
import { LensError } from './protocol.ts';
import { workerBytes } from './worker-memory.ts';

const never = new AbortController().signal;
const files = goldenFiles('tiny');
const { vocabulary, info, network, constantClass } = takeIntoUse(await readModel(files));
const known = vocabulary.words.slice(2, 40).filter((word) => !word.includes(' '));

/** All of them, of no phenomena. */
const WHOLE = { phenomena: null, slice: null };

function sentencesOf(count: number, key = 'made up'): ExperimentSentences {
  const texts = Array.from({ length: count }, (_, n) =>
    Array.from({ length: 5 + ((n * 7) % 20) }, (_, t) => known[(n * 3 + t * t) % known.length]).join(' '),
  );
  return { key, texts, tokenised: true, gold: Int16Array.from(texts, (_, n) => n % info.classes.length), ...WHOLE };
}

/** The workers of the pool are started within the coordinator: they stand in LocalWorker.all after it. */
function client(cores = 2) {
  return createWorkerExperiments(() =>
    localWorker((endpoint) => serveExperiments(() => localWorker(servePoolWorker), cores, endpoint)),
  );
}

function model() {
  return { key: info.sha256, files: vi.fn(async () => goldenFiles('tiny')) };
}

const server = new LocalServer();

afterEach(async () => {
  await server.close();
  for (const worker of LocalWorker.all.splice(0)) worker.terminate();
});

describe('the experiments’ client', () => {
  it.each(SENTENCE_EXPERIMENTS)('gives what %s gives on one thread, bit for bit', async (id) => {
    const engine = client();
    const sentences = sentencesOf(40);
    const dataset = await engine.open(never, model(), sentences);
    expect(dataset.starts).toHaveLength(41);
    expect(dataset.classes).toEqual(info.classes);
    const settings = { ...defaultsOf(id), ...(id === 'context' ? { word: known[0] } : {}) } as never;
    const { result, workers, heldBack } = await engine.run(never, model(), sentences, id, settings);
    expect([workers, heldBack]).toEqual([2, null]);
    const evaluator = modelEvaluator(network, constantClass);
    const alone = await runInThread(EXPERIMENTS[id] as (typeof EXPERIMENTS)['accuracy'], dataset, settings, evaluator);
    expect(result).toEqual(alone);
  });

  it('fetches an experiment’s own model, held against its SHA-256, and is sent the model in use again afterwards', async () => {
    const folder = toyFiles('toy-addition');
    const hashes = folder.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]);
    const asked: (string | undefined)[] = [];
    const base = await server.serve(({ url }, response) => {
      asked.push(url);
      response.end(folder.find(({ name }) => url === `/${name}`)?.bytes);
    });
    const engine = client();
    const [given, none] = [model(), { key: 'none', texts: [], tokenised: true, gold: new Int16Array(0), ...WHOLE }];
    await engine.run(never, given, sentencesOf(10), 'accuracy', defaultsOf('accuracy'));
    const site = { kind: 'url', base, sha256: Object.fromEntries(hashes) } as const;
    const settings = { ...defaultsOf('known'), sequences: 20 };
    const { result } = await engine.run(never, { key: 'toy', files: site }, none, 'known', settings);
    const toy = takeIntoUse(await readModel(folder));
    const dataset = buildDataset([], toy.info.classes, toy.vocabulary);
    expect(result).toEqual(await runInThread(EXPERIMENTS.known, dataset, settings, modelEvaluator(toy.network)));
    expect(asked.sort()).toEqual(['/config.json', '/model.safetensors']);
    await engine.run(never, given, sentencesOf(10), 'accuracy', defaultsOf('accuracy'));
    expect(given.files).toHaveBeenCalledTimes(2);
    const broken = { ...site, sha256: { ...site.sha256, 'config.json': '00' } };
    await expect(engine.run(never, { key: 'other', files: broken }, none, 'known', settings)).rejects.toThrow(
      'this is not the file that this page was made with',
    );
  });

  it('is sent the model and the sentences once, and starts the pool once', async () => {
    const engine = client(3);
    const given = model();
    await engine.run(never, given, sentencesOf(10), 'accuracy', defaultsOf('accuracy'));
    await engine.run(never, given, sentencesOf(10), 'agreement', defaultsOf('agreement'));
    await engine.open(never, given, sentencesOf(20, 'others'));
    expect(given.files).toHaveBeenCalledTimes(1);
    expect(LocalWorker.all).toHaveLength(1 + 3);
  });

  it('starts no more than eight workers, and says so', async () => {
    const { workers, heldBack } = await client(64).run(never, model(), sentencesOf(10), 'accuracy', defaultsOf('accuracy'));
    expect(LocalWorker.all).toHaveLength(1 + 8);
    expect([workers, heldBack]).toEqual([8, { cores: 64, by: 'number', bytesEach: expect.any(Number) }]);
  });

  it('starts fewer where a worker takes much memory, and says what it takes', async () => {
    const large = makeTinyModel({ words: 20_000, embeddingSize: 840, hiddenSize: 20 });
    const given = { key: 'large', files: async () => writeNativeFolder(large, 'F64') };
    const sentences = { key: 'few', texts: ['w1 w2', 'w3'], tokenised: true, gold: Int16Array.of(0, 1), ...WHOLE };
    const { workers, heldBack } = await client(8).run(never, given, sentences, 'accuracy', defaultsOf('accuracy'));
    expect(heldBack).toEqual({ cores: 8, by: 'memory', bytesEach: workerBytes(large) });
    expect(workers).toBe(Math.floor(1e9 / workerBytes(large)));
    expect(workers).toBeLessThan(8);
    expect(LocalWorker.all).toHaveLength(1 + workers);
  });

  it('tokenises texts and cuts them', async () => {
    const text = `${known[3]}, ${known[4]}!`;
    const sentences = {
      key: 'texts',
      texts: [text, 'word '.repeat(600)],
      tokenised: false,
      gold: Int16Array.of(-1, 0),
      ...WHOLE,
    };
    const dataset = await client().open(never, model(), sentences);
    expect([...dataset.starts]).toEqual([0, 4, 516]);
    expect(dataset.lexicon.slice(0, 4)).toEqual([known[3], ',', known[4], '!']);
    expect([...dataset.gold]).toEqual([-1, 0]);
  });

  it('names an empty sentence and a setting out of range', async () => {
    const engine = client();
    const empty = { key: 'empty', texts: ['a', '   '], tokenised: false, gold: Int16Array.of(-1, -1), ...WHOLE };
    await expect(engine.open(never, model(), empty)).rejects.toMatchObject({ fields: { where: 'sentence 2' } });
    const wrong = { ...defaultsOf('deletion'), deletions: 0 };
    const running = engine.run(never, model(), sentencesOf(5), 'deletion', wrong);
    await expect(running).rejects.toMatchObject({ fields: { name: 'InputError', where: 'deletions', found: '0' } });
    await expect(running).rejects.toBeInstanceOf(LensError);
  });

  it('draws two models’ figures as on one thread, without a model', async () => {
    const measured = (seed: number) => ({
      sums: Float64Array.from({ length: 50 }, (_, n) => Math.sin(n * seed)),
      counts: new Float64Array(50).fill(1),
      groups: null,
    });
    const figures = [{ a: measured(1), b: measured(2) }];
    const settings = { draws: 500, seed: 2 };
    const here = pairedBootstrap(figures, settings);
    let step = here.next();
    while (!step.done) step = here.next();
    expect(await client().bootstrap(never, figures, settings)).toEqual(step.value);
  });

  it('reports progress up to the whole', async () => {
    const reports: ExperimentProgress[] = [];
    const settings = { ...defaultsOf('deletion'), minLength: 1 };
    await client().run(never, model(), sentencesOf(300), 'deletion', settings, (progress) => reports.push(progress));
    expect(reports.length).toBeGreaterThan(3);
    expect(reports.every(({ done, total, workers }) => done <= total && workers === 2)).toBe(true);
  });

  it('rejects at once when cancelled, and the next run is whole', async () => {
    const engine = client();
    const sentences = sentencesOf(2000);
    const settings = { ...defaultsOf('deletion'), minLength: 1 };
    await engine.open(never, model(), sentences);
    const controller = new AbortController();
    const running = engine.run(controller.signal, model(), sentences, 'deletion', settings, () => controller.abort());
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    const few = sentencesOf(30, 'few');
    const { result } = await engine.run(never, model(), few, 'accuracy', defaultsOf('accuracy'));
    expect(result.count).toBe(30);
    expect(LocalWorker.all.some(({ terminated }) => terminated)).toBe(false);
  });

  it('names a worker of the pool that crashes, and starts others with the next run', async () => {
    const engine = client();
    const settings = { ...defaultsOf('deletion'), minLength: 1 };
    const crash = () => LocalWorker.all[2]?.crash('out of memory');
    const running = engine.run(never, model(), sentencesOf(2000), 'deletion', settings, crash);
    await expect(running).rejects.toMatchObject({ fields: { name: 'WorkerError', where: 'experiment worker 2 of 2' } });
    expect(LocalWorker.all[1]?.terminated).toBe(true);
    const { result } = await engine.run(never, model(), sentencesOf(30, 'few'), 'accuracy', defaultsOf('accuracy'));
    expect(result.count).toBe(30);
    expect(LocalWorker.all).toHaveLength(1 + 2 + 2);
  });

  it('sends everything again after the coordinator crashed', async () => {
    const engine = client();
    const given = model();
    await engine.open(never, given, sentencesOf(10));
    LocalWorker.all[0]?.crash('boom');
    const dataset = await engine.open(never, given, sentencesOf(10));
    expect(dataset.starts).toHaveLength(11);
    expect(given.files).toHaveBeenCalledTimes(2);
  });
});
