import { expect } from '@playwright/test';
import { explained } from '../src/testing/headless.ts';
import { axeProblems } from './axe.ts';
import { test } from './fixtures.ts';
import { settled } from './states/state.ts';

const WORDS = ['this', 'film', 'is', 'not', 'bad', 'at', 'all', ',', 'but', 'it', 'drags', '.'];
const LINK = `./#tokens=${WORDS.join('+')}`;

interface Measured {
  readonly id: string;
  readonly joint: number;
  readonly words: readonly number[];
  readonly interaction: number;
}

interface Answer {
  readonly scores: readonly number[];
  readonly target: number;
  readonly phrases: readonly {
    readonly measures: readonly Measured[];
    readonly without: Readonly<Record<'blanked' | 'removed', { scores: number[]; probabilities: number[] }>>;
  }[];
  readonly hierarchy: { readonly nodes: readonly { from: number; to: number; score: number; parts: number[] | null }[] };
}

/** The engine's own answer, without a browser. */
function headless(...options: readonly string[]): Answer {
  return explained('--tokens', ...options, WORDS.join(' '));
}

const NAMES: Readonly<Record<string, string>> = {
  cd: 'Contextual decomposition',
  lrp: 'LRP',
  occlusion: 'Real loss, blanked out',
  removal: 'Real loss, removed',
};

test('words are selected by dragging, with Shift and a click, with Shift and the arrow keys, and by a menu', async ({
  explain,
  phrases,
  page,
}) => {
  await page.goto(LINK);
  const cells = explain.words('LRP');
  await expect(cells).toHaveCount(WORDS.length);
  await phrases.section.getByText('What do several words do together?').waitFor();
  await expect(phrases.section.getByRole('button', { name: 'Show the tree' })).toBeEnabled();

  // By dragging: no menu opens.
  await cells.nth(3).hover();
  await page.mouse.down();
  await cells.nth(4).hover();
  await cells.nth(6).hover();
  await page.mouse.up();
  await expect(phrases.title.first()).toHaveText('Phrase “not bad at all”');
  expect(await phrases.marked()).toEqual(['not', 'bad', 'at', 'all']);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // With Shift and a click: the beginning stays.
  await cells.nth(4).click({ modifiers: ['Shift'] });
  expect(await phrases.marked()).toEqual(['not', 'bad']);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(phrases.status).toHaveText(/^Phrase “not bad”: Contextual decomposition/);

  // The numbers are the engine's.
  const { phrases: answers, scores, target } = headless('--phrase', '3:5');
  const [answer] = answers;
  expect(answer?.measures.map(({ id }) => id)).toEqual(Object.keys(NAMES));
  for (const { id, joint, words, interaction } of answer?.measures ?? []) {
    const shown = await phrases.figures(NAMES[id] ?? '');
    const sum = words.reduce((total, value) => total + value, 0);
    expect(shown).toHaveLength(3);
    for (const [k, value] of [joint, sum, interaction].entries())
      expect(Math.abs((shown[k] ?? Number.NaN) - value)).toBeLessThan(0.0051);
  }
  const rows = phrases.without.getByRole('row');
  for (const [row, outcome] of [
    [2, answer?.without.blanked],
    [3, answer?.without.removed],
  ] as const) {
    await expect(rows.nth(row)).toContainText((outcome?.scores[target] ?? 0).toFixed(2).replace('-', '−'));
    await expect(rows.nth(row)).toContainText(`${Math.round(100 * (outcome?.probabilities[target] ?? 0))}`);
  }
  await expect(rows.nth(1)).toContainText((scores[target] ?? 0).toFixed(2).replace('-', '−'));
  await settled(page);
  expect(await axeProblems(page)).toEqual([]);

  // A link holds it.
  await expect(page).toHaveURL(/&phrase=3:5$/);
  await page.reload();
  await expect(phrases.title.first()).toHaveText('Phrase “not bad”');
  await expect(phrases.status).toHaveText(/^Phrase “not bad”/);

  // With the keys: from where the phrase ends, from another word anew, back over its beginning.
  await cells.nth(4).focus();
  await page.keyboard.press('Shift+ArrowRight');
  expect(await phrases.marked()).toEqual(['not', 'bad', 'at']);
  await page.keyboard.press('Escape');
  expect(await phrases.marked()).toEqual([]);
  await expect(page).not.toHaveURL(/phrase/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await phrases.marked()).toEqual(['bad', 'at', 'all']);
  await page.keyboard.press('Shift+Home');
  await expect(phrases.title.first()).toHaveText('Phrase “this film is not bad at all”');
  await page.keyboard.press('Escape');

  // By the menu of a word, as by touch.
  await cells.nth(10).click();
  await page.getByRole('button', { name: /^Begin a phrase here/ }).click();
  await expect(phrases.title.first()).toHaveText('A phrase begins at “drags”');
  await cells.nth(9).click();
  await page.getByRole('button', { name: /^Phrase up to here/ }).click();
  await expect(phrases.title.first()).toHaveText('Phrase “it drags”');

  // Another sentence has other phrases.
  await explain.sentence.fill('A fine film.');
  await expect(phrases.giveUp).toHaveCount(0);
  expect(await phrases.marked()).toEqual([]);
});

const TREES =
  '(1 (3 (2 (2 This) (2 film)) (3 (2 is) (3 (3 (2 not) (1 bad)) (2 (2 at) (2 all))))) (1 (2 ,) (1 (2 but) (1 (1 (2 it) (1 drags)) (2 .)))))\n';

test('the tree is the engine’s, is walked through by the keys, and is saved; a treebank’s tree stands beneath', async ({
  dataSets,
  examples,
  explain,
  models,
  phrases,
  exports,
  page,
}) => {
  await page.goto(`${LINK}&tree=on`);
  await phrases.section.getByRole('button', { name: 'Hide the tree' }).scrollIntoViewIfNeeded();
  const { hierarchy, target } = headless('--tree');
  await expect(phrases.items(phrases.tree)).toHaveCount(hierarchy.nodes.length);
  const digits = 2;
  const nameOf = ({ from, to, score }: { from: number; to: number; score: number }) =>
    `“${WORDS.slice(from, to).join(' ')}” ${score > 0 && Number(score.toFixed(digits)) !== 0 ? '+' : ''}${score.toFixed(digits)}`
      .replace(/-(?=\d)/, '−')
      .replace('−0.00', '0.00');
  const names = await phrases
    .items(phrases.tree)
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
  for (const [k, node] of hierarchy.nodes.entries()) expect(names[k]?.startsWith(nameOf(node))).toBe(true);

  // The keys: from the root down to a word, beside it, and up again; Enter makes a phrase of a span.
  const root = phrases.items(phrases.tree).last();
  await root.focus();
  const [left] = hierarchy.nodes.at(-1)?.parts ?? [];
  await page.keyboard.press('ArrowDown');
  await expect(phrases.items(phrases.tree).nth(left ?? 0)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(phrases.items(phrases.tree).nth(hierarchy.nodes.at(-1)?.parts?.[1] ?? 0)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(root).toBeFocused();
  await page.keyboard.press('End');
  await expect(phrases.items(phrases.tree).first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  const above = hierarchy.nodes.find(({ parts }) => parts?.includes(0));
  await page.keyboard.press('Enter');
  await expect(phrases.title.first()).toHaveText(`Phrase “${WORDS.slice(above?.from, above?.to).join(' ')}”`);
  await expect(phrases.tree.locator('[aria-selected="true"]')).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`phrase=${above?.from}:${above?.to}&tree=on$`));

  // A file of trees that has the sentence, whatever its capitals.
  await expect(phrases.section.getByText(/Drop a file of its trees/)).toBeVisible();
  await dataSets.give('my-trees.txt', TREES);
  await expect(examples.tab(/Your file · 1/)).toBeVisible();
  await expect(phrases.items(phrases.treebank)).toHaveCount(2 * WORDS.length - 1);
  await expect(phrases.section.getByText(/of the tree’s 11 spans are spans of the treebank too/)).toBeVisible();
  const bank = phrases.items(phrases.treebank);
  await bank.first().focus();
  await expect(phrases.section.getByText(/“this film .* \.” .*; treebank: negative/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(bank.nth(1)).toBeFocused();
  await expect(phrases.section.getByText(/“this film is not bad at all” .*; treebank: positive/)).toBeVisible();
  await phrases.section.getByText('All spans in figures').click();
  const table = phrases.section.getByRole('region', { name: 'All spans in figures' });
  await expect(table.getByRole('row', { name: /^not bad 4 to 5 .* positive (yes|no)/ })).toBeVisible();
  await settled(page);
  expect(await axeProblems(page)).toEqual([]);

  // What is saved has the same numbers.
  const csv = await phrases.save('CSV');
  expect(csv.name).toMatch(/^lrp-lens-this-film-.*-tree\.csv$/);
  const [head, ...lines] = csv.text.trim().split('\r\n');
  expect(head).toMatch(/^first,last,words,tree,cd,interaction,label,target,/);
  expect(lines.length).toBeGreaterThanOrEqual(hierarchy.nodes.length);
  expect(lines.filter((line) => /,(both|treebank),/.test(line))).toHaveLength(2 * WORDS.length - 1);
  for (const [k, { from, to, score }] of hierarchy.nodes.entries()) {
    expect(lines[k]?.startsWith(`${from + 1},${to},`)).toBe(true);
    expect(lines[k]).toContain(`,${score},`);
  }
  const json = JSON.parse((await phrases.save('JSON')).text);
  expect(json.nodes).toEqual(hierarchy.nodes);
  expect([json.target, json.treebank.length, json.treebank[0].label]).toEqual([target, 2 * WORDS.length - 1, 1]);
  const svg = (await exports.saveFigure(/^Save “Which words act together/, 'SVG')).bytes.toString();
  const drawn = await page.evaluate((source) => {
    const file = new DOMParser().parseFromString(source, 'image/svg+xml');
    return {
      broken: file.querySelector('parsererror') !== null,
      words: [...file.querySelectorAll('text')].map(({ textContent }) => textContent ?? ''),
      hasThemes: source.includes('light-dark('),
    };
  }, svg);
  expect(drawn).toMatchObject({ broken: false, hasThemes: false });
  expect(drawn.words).toEqual(expect.arrayContaining(WORDS));
  const png = await exports.saveFigure(/^Save/, 'PNG');
  await page.keyboard.press('Escape');
  expect(png.name).toMatch(/-tree\.png$/);
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(1000);

  // It follows the sentence.
  await explain.sentence.fill('A fine film.');
  await expect(phrases.items(phrases.tree)).toHaveCount(7);
  await expect(phrases.treebank).toHaveCount(0);

  // A network that contextual decomposition is not defined for says why, in the place of the numbers and of the tree.
  await models.give(['config.json', 'model.safetensors', 'vocab.txt'].map((file) => `src/testing/fixtures/networks/gru/${file}`));
  await models.use();
  await expect(phrases.section.getByText(/^There is no tree for this network\. .*\(gru\)/)).toBeVisible();
  await explain.sentence.fill('w1 w2 w3');
  await expect(explain.words('LRP')).toHaveCount(3);
  await explain.words('LRP').first().focus();
  await page.keyboard.press('Shift+ArrowRight');
  const byCd = phrases.section.getByRole('region', { name: 'Phrase by Contextual decomposition' });
  await expect(byCd).toContainText(/No value: does not apply to this network\. Defined for one LSTM layer/);
  expect(await phrases.figures('LRP')).toHaveLength(3);
});
