import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { explained } from '../src/testing/headless.ts';
import { test } from './fixtures.ts';
import { settled } from './states/state.ts';

const SENTENCE = 'The tale is old, but the telling is fresh.';
const LINK = `./#s=${SENTENCE.replaceAll(' ', '+')}`;
const WORDS = ['the', 'tale', 'is', 'old', ',', 'but', 'the', 'telling', 'is', 'fresh', '.'];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThan(1e-12);
}

test('its numbers are the engine’s: the score, the words, and what goes through each layer', async ({ page, inside }) => {
  const { scores, target, methods } = explained(SENTENCE);
  const score = scores[target] ?? Number.NaN;
  const [lrp, gi] = ['lrp', 'gi'].map((id) => methods.find((method) => method.id === id));
  if (!lrp || !gi) throw new Error('the command gives no LRP, or no Gradient x Input');
  await page.goto(LINK);
  await inside.open();
  await inside.openTables();
  expectClose(await inside.amounts('Words'), lrp.words);
  expectClose(await inside.amounts('Score'), [score]);
  // What a reader's last state gets is what the score has left after its own stabiliser.
  const left = await inside.amounts('LSTM, reads left to right');
  const right = await inside.amounts('LSTM, reads right to left');
  expectClose([(left.at(-1) ?? 0) + (right[0] ?? 0)], await inside.amounts('Last states'));
  const [words, rest, bias, stabiliser] = [sum(lrp.words), lrp.rest, lrp.bias, lrp.stabiliser].map((part) => part?.toFixed(4));
  await expect(inside.ledger).toHaveAccessibleName(
    `Where it went: words ${words}, initial states ${rest}, biases ${bias}, stabiliser ${stabiliser}, still on the way 0.0000`,
  );

  await inside.section.getByText('Gradient', { exact: true }).click();
  await settled(page);
  await expect(inside.ledger).toHaveAccessibleName(/made or lost on the way/);
  expectClose(await inside.amounts('Words'), gi.words);
  expectClose(await inside.amounts('Score'), [score]);
});

const NETWORKS = 'src/testing/fixtures/networks';

for (const name of ['max-pool', 'conv-lstm', 'stacked-bilstm']) {
  test(`of other layers too, and at each of them nothing is lost: ${name}`, async ({ page, explain, models, inside }) => {
    const { examples } = JSON.parse(readFileSync(`${NETWORKS}/${name}/golden.json`, 'utf8'));
    const { tokens }: { tokens: string[] } = examples.find((one: { tokens: string[] }) => one.tokens.length > 4);
    const asked = ['--model', `${NETWORKS}/${name}`, '--method', 'lrp', '--tokens', tokens.join(' ')];
    const { scores, target, methods } = explained(...asked);
    await explain.ready();
    await models.give(['config.json', 'model.safetensors', 'vocab.txt'].map((file) => `${NETWORKS}/${name}/${file}`));
    await models.use();
    await explain.sentence.fill(tokens.join(' '));
    await expect.poll(() => explain.wordTexts('LRP')).toEqual(tokens);
    await inside.open();
    await inside.openTables();
    await settled(page);
    const score = scores[target] ?? Number.NaN;
    expectClose(await inside.amounts('Score'), [score]);
    expectClose(await inside.amounts('Words'), methods[0]?.words ?? []);
    // What is not kept above arrives: a layer's rows have no ways among themselves, as states have.
    let left = score;
    let checked = 0;
    for (const lane of await inside.tableNames()) {
      if (!lane.includes(', reads')) {
        expectClose([sum(await inside.amounts(lane))], [left]);
        checked++;
      }
      left -= sum(await inside.kept(lane));
    }
    expect(checked).toBeGreaterThan(2);
  });
}

test('keys lead from box to box, and Enter opens its equations one after the other', async ({ page, inside }) => {
  await page.goto(LINK);
  await inside.open();
  await inside.network.focus();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const reached = (name: string) => inside.network.getByRole('button', { name, exact: true });
  await press('Tab');
  await expect(reached('the score, score of positive 1.79')).toBeFocused();
  await press('ArrowDown', 'ArrowDown', 'End');
  await expect(reached('LSTM (reads left to right) at “.”, +0.68')).toBeFocused();
  await press('ArrowDown', 'ArrowLeft', 'ArrowDown');
  const fresh = reached('the word “fresh”, +1.17');
  await expect(fresh).toBeFocused();
  // What is reached is lit, as what is pointed at.
  await expect(inside.network.locator('[data-box][opacity]').first()).toBeAttached();
  const heading = inside.chosen.getByRole('heading').first();
  await press('Enter');
  await expect(heading).toHaveText(/^Cell of LSTM \(reads right to left\) at “fresh” → the word “fresh”: \+0\.88/);
  await expect(inside.chosen.getByText('the number in the picture')).toBeVisible();
  await press('Enter');
  await expect(heading).toHaveText(/^Cell of LSTM \(reads left to right\) at “fresh” → the word “fresh”: \+0\.29/);
  await press('Enter');
  await expect(heading).toHaveText('The word “fresh”: +1.17');
  await expect(fresh).toBeFocused();
  // One stop for Tab, and the step stays what it was.
  await expect(inside.network.locator('[data-box][tabindex="0"]')).toHaveCount(1);
  await expect(inside.step).toHaveValue(String(await inside.steps()));
  await press('Escape');
  await expect(inside.chosen.getByRole('button', { name: 'Clear' })).toBeHidden();
});

test('playing reaches the words, and can be paused, scrubbed and stepped', async ({ page, inside }) => {
  await page.goto(LINK);
  await inside.open();
  const all = await inside.boxTexts();
  await inside.network.focus();
  await page.keyboard.press('Home');
  await expect(inside.step).toHaveValue('0');
  const texts = await inside.boxTexts();
  expect(texts[0]).toMatch(/^score of positive 1\.79$/);
  expect(texts.slice(1).filter((text) => /\d/.test(text))).toEqual([]);
  await expect(inside.ledger).toHaveAccessibleName(/words 0\.0000.*still on the way 1\.79/);

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(inside.step).toHaveValue('2');
  await page.keyboard.press('ArrowLeft');
  await expect(inside.step).toHaveValue('1');
  await page.keyboard.press('Space');
  await expect(inside.section.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(inside.step).not.toHaveValue('1');
  await page.keyboard.press('Space');
  await expect(inside.play).toBeVisible();
  const paused = await inside.step.inputValue();
  await inside.play.click();
  await expect(inside.step).toHaveValue(String(await inside.steps()));
  expect(Number(paused)).toBeLessThan(await inside.steps());
  await expect(inside.play).toBeVisible();
  expect(await inside.boxTexts()).toEqual(all);

  await inside.step.fill('4');
  await expect(inside.section.getByText('step 4 of')).toBeVisible();
});

test('a ribbon’s equation ends in the number in the picture', async ({ page, inside }) => {
  await page.goto(LINK);
  await inside.open();
  await inside.openTables();
  const row = inside.table('LSTM, reads left to right').getByRole('row', { name: /^“fresh”/ });
  const ribbon = row.getByRole('button', { name: /to the word “fresh”, through the source g/ });
  const amount = Number((await ribbon.getAttribute('aria-label'))?.match(/^\+([\d.]+)/)?.[1]);
  await ribbon.focus();
  await page.keyboard.press('Enter');
  await expect(inside.chosen.getByRole('heading').first()).toContainText('→ the word “fresh”');
  await expect(inside.chosen.getByText('Step 2 of 2')).toBeVisible();
  const foot = inside.chosen.getByRole('row', { name: /the number in the picture/ }).getByRole('cell');
  expect(Number(await foot.innerText())).toBeCloseTo(amount, 3);

  // On paper: terms, the others and the shares make the foot.
  const table = inside.chosen.getByRole('table', { name: 'From all units together' }).last();
  const numbers = await table.locator('tbody tr td:last-child').allInnerTexts();
  const read = numbers.map((text) => Number(text.replace('−', '-')));
  expect(read).toHaveLength(6);
  expect(sum(read)).toBeCloseTo(Number(await foot.innerText()), 3);

  const rules = inside.chosen.getByRole('table', { name: /under each rule/ });
  const inForce = rules.getByRole('row', { name: /in force/ }).getByRole('cell');
  await expect(inForce.first()).toHaveText('0');
  await expect(rules.getByRole('row')).toHaveCount(5);
});

test('pointing at a word lights the ways to it; a state shows its gates and its units', async ({ page, inside }) => {
  await page.goto(LINK);
  await inside.open();
  const word = inside.network.locator('[data-box]').filter({ hasText: 'telling' });
  await word.hover();
  const faint = inside.network.locator('[data-box][opacity]');
  // The left reader's states after it and the right reader's before it lie on no way to it.
  await expect.poll(() => faint.count()).toBeGreaterThan(WORDS.length - 2);
  await expect(word).not.toHaveAttribute('opacity');
  const state = inside.network.locator('[data-box]').filter({ hasText: /^\+0\.64/ });
  await state.click();
  for (const name of ['input gate i', 'forget gate f', 'output gate o', 'cell c', 'R at c', 'R at g', 'R at h']) {
    await expect(inside.chosen.getByText(name, { exact: true }).first()).toBeVisible();
  }
  await inside.chosen.getByRole('button', { name: 'Clear' }).click();
  await expect(inside.chosen.getByRole('button', { name: 'Clear' })).toBeHidden();
});

test('a link holds the method, the step and what is chosen', async ({ page, inside }) => {
  await page.goto(`${LINK}&inside=gradient&step=5&select=state:9`);
  await expect(inside.section).toBeInViewport();
  await expect(inside.step).toHaveValue('5');
  await expect(inside.section.getByRole('radio', { name: 'Gradient' })).toBeChecked();
  await expect(inside.chosen.getByRole('heading').first()).toContainText('LSTM (reads');
  await inside.network.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/inside=gradient&step=6&select=state:9/);
  await inside.section.getByRole('button', { name: 'Hide' }).click();
  await page.waitForURL((url) => !url.hash.includes('inside'));
  await page.goBack();
  await expect(inside.step).toHaveValue('6');
});

test('what is edited can be looked into as well', async ({ page, inside }) => {
  await page.goto(`${LINK}&edits=delete:9`);
  await inside.open();
  await inside.openTables();
  const fresh = inside.table('Words').getByRole('row', { name: /^“fresh”/ });
  await expect(fresh).toContainText('+1.1');
  await inside.section.getByText('With my edits').click();
  await expect(fresh).toContainText('0.0000');
  await page.waitForURL(/inside=lrp&edited=on/);
  await page.reload();
  await inside.openTables();
  await expect(fresh).toContainText('0.0000');
});

test('it is saved as SVG, PNG and a page that plays it on its own', async ({ page, inside, exports, context }) => {
  await page.goto(LINK);
  await inside.open();
  await inside.network.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const svg = await exports.saveFigure(/^Save “How relevance flows/, 'SVG');
  expect(svg.name).toBe('lrp-lens-the-tale-is-old-but-the-telling-is-fresh-positive-inside.svg');
  const png = await exports.saveFigure(/^Save/, 'PNG');
  expect([...png.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const animation = await exports.saveFigure(/^Save/, 'Animation');

  const fresh = await context.newPage();
  const problems: string[] = [];
  fresh.on('pageerror', (error) => problems.push(error.message));
  fresh.on('console', (message) => problems.push(message.text()));
  fresh.on('request', (request) => {
    if (!/^(data|about|file):/.test(request.url()) && !request.isNavigationRequest()) problems.push(request.url());
  });
  const serve = async (type: string, body: string) => {
    await fresh.route('**/saved', (route) => route.fulfill({ contentType: type, body }));
    await fresh.goto('./saved');
    await fresh.unroute('**/saved');
  };
  await serve('image/svg+xml', svg.bytes.toString());
  await expect(fresh.locator('text', { hasText: 'score of positive 1.79' })).toBeVisible();
  expect(await fresh.locator('metadata').textContent()).toContain('"method":"LRP"');
  // The step that was shown: the words have got nothing yet.
  expect(await fresh.locator('text').allTextContents()).not.toContain('+1.17');

  await serve('text/html; charset=utf-8', animation.bytes.toString());
  const word = fresh.locator('[data-box]').filter({ hasText: 'fresh' });
  await expect(word).toContainText('+1.17');
  await fresh.getByRole('region', { name: 'The network' }).focus();
  await fresh.keyboard.press('Home');
  await expect(word).toHaveText('fresh');
  await fresh.getByRole('button', { name: 'Play' }).click();
  await expect(fresh.getByText(/^step 13 of 13/)).toBeVisible();
  await expect(word).toContainText('+1.17');
  await expect(fresh.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(problems).toEqual([]);
});

test.describe('where less motion is wanted', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('steps are there at once', async ({ page, inside }) => {
    await page.goto(LINK);
    await inside.open();
    await inside.network.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(inside.step).toHaveValue('1');
    await expect(inside.network.locator('[data-grows]')).toHaveCount(0);
  });
});
