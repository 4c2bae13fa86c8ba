import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { axeProblems } from './axe.ts';
import { test } from './fixtures.ts';
import { svgFacts, textOf } from './saved-files.ts';

const LINK = 'data=built-in';
const TWO = ['A warm and funny film.', 'Dull from start to end.'];

test('methods are chosen from the list, with the time beforehand; their values are the terminal’s, in the files too', async ({
  explain,
  experiments,
  page,
}) => {
  await explain.ready();
  await experiments.enter();
  await experiments.item('Representative words').click();
  await page
    .getByLabel('File of sentences')
    .setInputFiles({ name: 'two.txt', mimeType: 'text/plain', buffer: Buffer.from(TWO.join('\n')) });
  await expect(experiments.status, 'before any run').toHaveText(/^(About \d+ s|Less than 1 s) for 2 sentences$/);
  await experiments.toggleMethods('Sensitivity', 'Gradient × Input', 'Real loss', 'Integrated Gradients');
  await page.getByLabel('Nodes').fill('7');
  await expect(page.getByText('Methods: LRP, Real loss and Integrated Gradients')).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await expect(experiments.status, 'of other methods').toHaveText(/for 2 sentences$/);
  await experiments.run.click();
  await expect(experiments.result).toContainText('highest single');
  await expect(page).toHaveURL(/settings=methods:lrp\.occlusion\.ig/);
  await expect(page).toHaveURL(/nodes=7/);

  await experiments.result.getByText(/^words, \d+ rows$/).click();
  const csv = await textOf(await experiments.save(/^Save “words” as CSV$/));
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  expect(JSON.parse(data[0]?.settings ?? '')).toMatchObject({ methods: ['lrp', 'occlusion', 'ig'], options: { nodes: 7 } });
  const { stdout } = await promisify(execFile)('npm', [
    ...['run', '--silent', 'explain', '--', '--method', 'lrp,occlusion,ig', '--nodes', '7', '--target', 'very positive'],
    TWO[0] ?? '',
  ]);
  const { tokens, methods }: { tokens: string[]; methods: { id: string; words: number[] }[] } = JSON.parse(stdout);
  for (const { id, words } of methods) {
    for (const [t, word] of tokens.entries()) {
      const row = data.find((one) => one.method === id && one.word === word.toLowerCase());
      expect([row?.highest, row?.lowest].map(Number), `${id} of ${word}`).toContain(words[t]);
    }
  }
});

test('many methods: names stand beneath the lines, pairs are cells, and a link brings all of it back', async ({
  experiments,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const all = 'methods:lrp.gi.sa.lrp_half.occlusion.cd';
  await experiments.open('agreement', `${LINK}&settings=minLength:20,${all}`);
  const cell = experiments.result.getByRole('button', { name: /^LRP and Real loss: 0\.\d\d$/ }).first();
  await expect(cell).toBeVisible();
  await cell.click();
  await expect(page.getByRole('heading', { name: 'Sentences by agreement: LRP and Real loss' })).toBeVisible();
  await experiments.open('position', `${LINK}&settings=minLength:20,${all}`);
  await expect(experiments.result).toContainText('Not here: Real loss and Contextual Decomposition');
  const svg = await textOf(await experiments.save(/as SVG$/));
  expect(await svgFacts(page, svg)).toMatchObject({ outside: [] });
  expect(svg).toContain('>Contextual Decomposition<');
});
