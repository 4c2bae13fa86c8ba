import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const GOLDEN = 'src/testing/fixtures/pytorch-bidi';
const FILES = [`${GOLDEN}/model.pt`, `${GOLDEN}/vocab.txt`];

/** Scores that PyTorch computed for this model. */
const examples: { tokens: string[]; scores: number[] }[] = JSON.parse(readFileSync(`${GOLDEN}/golden.json`, 'utf8')).examples;

function lines(form: (scores: number[]) => readonly number[] = (scores) => scores): string {
  return examples.map(({ tokens, scores }) => `${tokens.join(' ')} -> ${form(scores).join(' ')}`).join('\n');
}

function softmax(scores: readonly number[]): number[] {
  const exps = scores.map(Math.exp);
  const sum = exps.reduce((a, b) => a + b);
  return exps.map((value) => value / sum);
}

test('a PyTorch model is unverified until its program’s scores agree; the mark survives a reload', async ({
  explain,
  trust,
  page,
}) => {
  await explain.ready();
  await expect(trust.note).toBeHidden();
  await trust.add(FILES);
  await trust.openLibrary();
  await expect(trust.panel.getByText('unverified', { exact: true })).toBeVisible();
  expect((await trust.field.getAttribute('placeholder'))?.split('\n')[0]?.split('-> ')[1]?.split(' ')).toHaveLength(5);

  await trust.give(lines());
  await expect(trust.says(/^Verified: the largest difference is .* over 6 sentences\.$/)).toBeVisible();
  await expect(trust.table.getByRole('rowheader')).toHaveCount(examples.length);
  await page.keyboard.press('Escape');
  await expect(trust.note).toBeHidden();
  await expect(trust.models).not.toHaveAccessibleName(/unverified/);

  await page.reload();
  await expect(explain.words('LRP').first()).toBeVisible();
  await trust.openLibrary();
  await expect(trust.panel.getByText(/^✓ verified: largest difference .* over 6 sentences$/)).toBeVisible();
});

test('a wrong order of the gates is caught and found, and one click mends it', async ({ explain, trust }) => {
  await explain.ready();
  await trust.add(FILES);
  await trust.openLibrary();
  await trust.setGates('igfo');
  await trust.give(lines());
  await expect(trust.says(/^Not verified: the largest difference is 0\.\d+ over 6 sentences/)).toBeVisible();
  await expect(trust.table.getByText('ours', { exact: true })).toHaveCount(examples.length);
  await trust.find.click();
  await expect(trust.says(/^[\d,]+ combinations tried with 6 sentences: one fits, /)).toBeVisible();
  await expect(trust.panel.getByRole('definition').filter({ hasText: /^i, f, g, o$/ })).toBeVisible();
  await trust.useFound.click();
  await expect(trust.says(/^Verified: /)).toBeVisible();
  await expect(trust.find).toBeHidden();
  await expect(trust.panel.getByText(/^✓ verified: /)).toBeVisible();
});

test('the note beneath the prediction leads to the check, by keyboard too', async ({ explain, trust, page }) => {
  await explain.ready();
  await trust.add(FILES);
  if (await trust.library.isVisible()) await page.keyboard.press('Escape');
  await expect(trust.note).toBeVisible();
  await page.getByRole('button', { name: 'Check it' }).focus();
  await page.keyboard.press('Enter');
  await expect(trust.field).toBeFocused();
});

test('lines that cannot be read are named, with what was expected', async ({ explain, trust }) => {
  await explain.ready();
  await trust.add(FILES);
  await trust.give(`${lines()}\n\nv1 v2 -> 1 2\nv3 0.5 1 2 3 4\nv4 -> 1 2 3 4 five`);
  const alert = trust.panel.getByRole('alert');
  await expect(alert).toContainText('Nothing was checked');
  await expect(alert.getByRole('listitem')).toHaveText([
    /^line 8 has the wrong number of scores; expected 5, one per class .* found 2 scores\.$/,
    'line 9 has no arrow between words and scores; expected words -> scores, found “v3 0.5 1 2 3 4”.',
    'line 10 has a score that is not a number; expected numbers such as 1.25 or -3e-5, found “five”.',
  ]);
  await expect(trust.table).toBeHidden();
});

test('probabilities are recognised, and a file of JSON lines is checked at once', async ({ explain, trust }) => {
  await explain.ready();
  await trust.add(FILES);
  await trust.give(lines(softmax));
  await expect(trust.says(/^What you gave are probabilities; .* a stricter test/)).toBeVisible();
  await expect(trust.says(/^Verified: /)).toBeVisible();

  const rows = examples.map(({ tokens, scores }) => JSON.stringify({ tokens, scores: scores.map((score) => score + 0.01) }));
  await trust.panel.getByLabel('Choose a file…').setInputFiles({
    name: 'scores.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(rows.join('\n')),
  });
  await expect(trust.panel.getByText('Given: scores.jsonl')).toBeVisible();
  await expect(trust.says('Not verified: the largest difference is 0.0100 over 6 sentences')).toBeVisible();
  await trust.find.click();
  await expect(trust.says(/: none fits; the nearest differs by 0\.010\.$/)).toBeVisible();
  await expect(trust.panel.getByText('✗ differs by 0.0100 over 6 sentences')).toBeVisible();
});

test('a failed check is red, says by how much, and never looks as if nobody had checked', async ({ explain, trust, page }) => {
  await explain.ready();
  await trust.add(FILES);
  await trust.give(lines((scores) => scores.map((score) => score + 0.5)));
  const verdict = trust.says(/^Not verified: the largest difference is 0\.50 over 6 sentences/);
  await expect(verdict).toBeInViewport();
  await expect(trust.panel).not.toContainText('nothing shows yet');
  await page.keyboard.press('Escape');
  await expect(trust.note).toBeHidden();
  const failed = page.getByText('This model does not compute what your program computes: it differs by 0.50');
  await expect(failed).toBeInViewport();
  await expect(trust.models).toHaveAccessibleName(/, differs by 0\.50$/);
  const colours = await trust.models.getByText('differs by 0.50').evaluate((mark) => {
    const danger = document.createElement('span');
    danger.style.color = 'var(--danger)';
    document.body.append(danger);
    return [getComputedStyle(mark).color, getComputedStyle(danger).color];
  });
  expect(colours[0]).toBe(colours[1]);
  await page.reload();
  await expect(failed).toBeVisible();
});
