import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { SiteServer } from '../site-server.ts';
import type { Driver } from './driver.ts';
import { startOf } from './installed.ts';
import { Visitor } from './visitor.ts';

/** The main walks through the page, once for each browser engine: the project's name says which (playwright.config.ts). */
const test = base.extend<{ site: SiteServer; visitor: Visitor }, { driver: Driver; downloads: string }>({
  downloads: [
    async ({ browserName: _ }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-downloads-'));
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  driver: [
    async ({ downloads }, use, { project }) => {
      const { start, reason } = startOf(project.name);
      if (start === null) throw new Error(reason); // skipped before it comes to this
      const driver = await start(downloads);
      console.log(`${project.name}: ${driver.browser}`);
      await use(driver);
      await driver.close();
    },
    { scope: 'worker' },
  ],
  /** An origin of its own, so that nothing is kept there from another walk. */
  site: async ({ browserName: _ }, use) => {
    const site = new SiteServer();
    await site.start();
    await use(site);
    await site.stop();
  },
  // Of a site: its pages are left before it goes away, and ask for nothing that the next walk would be blamed for.
  visitor: async ({ driver, downloads, site: _ }, use) => {
    const visitor = new Visitor(driver, downloads);
    await use(visitor);
    const problems = await visitor.problems();
    await driver.open('about:blank');
    expect(problems).toEqual([]);
  },
});

const SENTENCE = { role: 'textbox', name: 'Type your own sentence' };
const EXPORT = { role: 'dialog', name: 'Export this explanation' };
const MODELS = { role: 'dialog', name: 'Models' };
interface Golden {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
  readonly target: number;
  readonly predicted: number;
  readonly lrp: readonly { readonly words: readonly number[] }[];
}

const SCORES: readonly { readonly tokens: readonly string[]; readonly scores: readonly number[]; readonly predicted: number }[] =
  JSON.parse(readFileSync('src/testing/fixtures/bundled-scores.json', 'utf8'));

/** Of what is on the page. */
async function exported(visitor: Visitor, format: string, file: RegExp): Promise<Buffer> {
  await visitor.click({ role: 'radio', name: format, within: EXPORT });
  await visitor.reads(EXPORT, new RegExp(`\\.${format.toLowerCase()} ·`));
  await visitor.click({ role: 'button', name: 'Download', within: EXPORT });
  return visitor.saved(file);
}

function expectNear(given: readonly number[], expected: readonly number[]): void {
  expect(given).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(Math.abs((given[at] ?? Number.NaN) - value)).toBeLessThan(1e-10);
}

/** Before the engine is started, and for each walk: a skip in a worker's fixture is that of the first walk alone. */
test.beforeEach(({ browserName: _ }, { project }) => {
  const { start, reason } = startOf(project.name);
  test.skip(start === null, reason);
});

test('explain, compare, export: the figures are the reference’s', async ({ site, visitor }) => {
  const golden = SCORES[0];
  if (!golden) throw new Error('the fixture is empty');
  await visitor.open(site.address);
  await visitor.write(SENTENCE, 'The plot is clever, but the acting is never less than painful.');
  await visitor.words('LRP', golden.tokens);
  for (const score of golden.scores) {
    await visitor.reads({ role: 'radiogroup', name: 'Prediction' }, new RegExp(score.toFixed(2).replace('-', '−')));
  }
  await visitor.click({ role: 'radio', name: /^very negative/ });
  await visitor.find({ role: 'heading', name: 'Why “very negative”?' });

  await visitor.click({ role: 'button', name: 'Compare methods' });
  const methods = { role: 'dialog', name: 'Compare methods' };
  for (const name of ['Gradient × Input', 'Shapley values']) await visitor.click({ role: 'checkbox', name, within: methods });
  const shapley = await visitor.words('Shapley values', golden.tokens);
  expect(shapley.some((value) => value !== 0)).toBe(true);
  // A click beside the list closes it.
  await visitor.click({ role: 'radio', name: 'Grid' });
  await visitor.find({ role: 'grid', name: /^Methods by word/ });

  await visitor.click({ role: 'button', name: 'Export this explanation' });
  const png = await exported(visitor, 'PNG', /\.png$/);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16), 'width in pixels').toBeGreaterThan(600);
  expect((await exported(visitor, 'SVG', /\.svg$/)).toString()).toMatch(/^<\?xml[^>]*>\s*<svg[\s\S]*painful[\s\S]*<\/svg>\s*$/);
  const json = JSON.parse((await exported(visitor, 'JSON', /\.json$/)).toString());
  expectNear(json.scores, golden.scores);
  expect(json.methods.map(({ id }: { id: string }) => id)).toEqual(['lrp', 'sa', 'gi', 'shapley']);
});

test('a model of one’s own: loaded, golden to 1e-10, and kept', async ({ site, visitor }) => {
  const files = ['vocab', 'model', 'embeddings.npy'].map((name) => `src/testing/fixtures/tiny/${name}`);
  const { examples } = JSON.parse(readFileSync('src/testing/fixtures/tiny/golden.json', 'utf8'));
  const golden = examples.find(
    ({ tokens, target, predicted }: Golden) => tokens.length > 3 && target === predicted && !tokens.includes('<unk>'),
  ) as Golden;
  const expectGolden = async () => {
    await visitor.write(SENTENCE, golden.tokens.join(' '));
    await visitor.words('LRP', golden.tokens);
    await visitor.click({ role: 'button', name: 'Export this explanation' });
    const { scores, methods } = JSON.parse((await exported(visitor, 'JSON', /\.json$/)).toString());
    expectNear(scores, golden.scores);
    expectNear(methods[0].words, golden.lrp[0]?.words ?? []);
  };

  await visitor.open(site.address);
  await visitor.click({ role: 'button', name: /^Model/ });
  await visitor.give('Choose files', files);
  await visitor.click({ role: 'button', name: 'Use this model', within: MODELS });
  await visitor.reads({ role: 'status', name: 'About the models', within: MODELS }, /in use/);
  await visitor.click({ role: 'button', name: 'Close', within: MODELS });
  await expectGolden();

  await visitor.open(site.address);
  await visitor.find({ role: 'button', name: /^Model: (?!SST)/ });
  await expectGolden();
});

test('an experiment on its pool of workers', async ({ site, visitor }) => {
  await visitor.open(`${site.address}#view=experiments&experiment=deletion&data=built-in`);
  const result = { role: 'region', name: 'Result' };
  const text = await visitor.reads(result, /falls to[\s\S]*155 sentences/);
  const workers = await visitor.evaluate<number>('Math.min(navigator.hardwareConcurrency, 8)');
  expect(text).toMatch(new RegExp(`on ${workers} workers?\\b`));
  await visitor.click({ role: 'button', name: 'Save JSON', within: result });
  const { tables } = JSON.parse((await visitor.saved(/deletion.*\.json$/)).toString());
  const rows: { readonly accuracy: number; readonly deleted_words: number }[] = tables['initially-correct'];
  expect(rows).toHaveLength(84);
  expect(rows.filter((row) => row.deleted_words === 0).map(({ accuracy }) => accuracy)).toEqual(Array(14).fill(1));
});

test('offline: after one visit it opens and explains without its site', async ({ site, visitor }) => {
  await visitor.open(site.address);
  await visitor.reads({ role: 'contentinfo' }, /Works offline\./);
  await site.stop();
  await visitor.open(site.address);
  await visitor.write(SENTENCE, 'No network, and it still explains.');
  await visitor.words('LRP', ['no', 'network', ',', 'and', 'it', 'still', 'explains', '.']);
});
