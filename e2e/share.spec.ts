import { expect } from '@playwright/test';
import { DATA, siteHasSst, test } from './fixtures.ts';

const LINK =
  's=Not+good,+and+not+bad&target=positive&contrast=very+negative&eps=0.01&bias_factor=1&layout=grid&gamma=0.5&palette=cividis';

test('a link opened on another device gives the same page', async ({ explain, share, page, browser, baseURL }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await explain.ready();
  await explain.sentence.fill('A dull plot & 100% “charm”, never+less.');
  await expect(explain.words('LRP').first()).toBeVisible();
  await explain.classCard('very positive').click();
  await expect(page.getByRole('heading', { name: /Why .very positive/ })).toBeVisible();
  const link = await share.copy();
  expect(link.startsWith(`${baseURL}#s=A+dull+plot`)).toBe(true);
  const values = await explain.values('LRP');

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('textbox', { name: 'Sentence' })).toHaveValue('A dull plot & 100% “charm”, never+less.');
  await expect(other.getByRole('heading', { name: /Why .very positive/ })).toBeVisible();
  const cells = other.getByRole('grid', { name: /^LRP/ }).getByRole('gridcell');
  await expect(cells).toHaveCount(values.length);
  const seen = await cells.evaluateAll((all) => all.map((cell) => Number(cell.lastElementChild?.textContent?.replace('−', '-'))));
  expect(seen).toEqual(values);
  await context.close();
});

test('everything in a link is taken over, and survives a reload', async ({ explain, share, page }) => {
  await share.open(LINK);
  const check = async () => {
    await expect(explain.sentence).toHaveValue('Not good, and not bad');
    await expect(page.getByRole('heading', { name: /Why .positive.*rather than .very negative/ })).toBeVisible();
    await expect(explain.classRadio('positive')).toBeChecked();
    await expect(page).toHaveTitle(/^positive rather than very negative: Not good, and not bad · LRP Lens$/);
    await expect(share.notice).toBeEmpty();
    expect(new URL(page.url()).hash).toBe(`#${LINK}`);
  };
  await check();
  await page.reload();
  await check();
});

test('back and forward lead through what was chosen, not through each letter', async ({ explain, examples, share, page }) => {
  await explain.ready();
  await examples.row(3).click();
  await expect.poll(() => share.fragment()).toBe('example=built-in:3');
  const second = await explain.sentence.inputValue();
  await explain.classCard('very negative').click();
  await expect.poll(() => share.fragment()).toBe('example=built-in:3&target=very negative');
  await explain.sentence.fill('');
  await explain.sentence.pressSequentially('My own words', { delay: 15 });
  await expect.poll(() => share.fragment()).toBe('s=My own words&target=very negative');

  await page.goBack();
  await expect(explain.sentence).toHaveValue(second);
  await expect(explain.classRadio('very negative')).toBeChecked();
  await page.goBack();
  await expect(explain.classRadio('very negative')).not.toBeChecked();
  await page.goBack();
  await expect(explain.sentence).toHaveValue(/The tale is old/);
  for (let step = 0; step < 3; step++) await page.goForward();
  await expect(explain.sentence).toHaveValue('My own words');
  await expect(explain.classRadio('very negative')).toBeChecked();
  expect(share.fragment()).toBe('s=My own words&target=very negative');
});

test('another fragment pasted into the address bar is opened, and its faults are named', async ({ explain, share, page }) => {
  await explain.ready();
  await page.evaluate(() => {
    location.hash = 's=Pasted+words&layout=pie&target=splendid&colour=red&example=built-in:5000';
  });
  await expect(explain.sentence).toHaveValue(/The tale is old/);
  await expect(share.notice).toContainText('5 parts of the link were not used');
  for (const part of ['layout', 'pie', 'text, grid, classes', 'colour', 'splendid', 'built-in:5000']) {
    await expect(share.notice).toContainText(part);
  }
  await expect(share.notice).toContainText('colour: links have no such part; ignored.');
  await share.notice.getByRole('button', { name: /Dismiss/ }).click();
  await expect(share.notice).toBeEmpty();
  await share.open('s=Pasted+words&gamma=nine');
  await expect(explain.sentence).toHaveValue('Pasted words');
  await expect(share.notice).toContainText('gamma is “nine”');
});

test.describe('without the SST test set', () => {
  test.use({ expectedErrors: /404/ });

  test('a link to one of its sentences says how to get it, and opens it then', async ({ explain, share, page }) => {
    await page.route('**/sst/sequence_test.txt', (route) => route.fulfill({ status: 404 }));
    await page.route('https://raw.githubusercontent.com/**', (route) => route.abort());
    await share.open('example=sst:3&target=neutral');
    await expect(share.notice).toContainText('sentence 3 of the SST test set, which is not on this device');
    await expect(share.notice.getByRole('button', { name: /Download \(314 KB from raw/ })).toBeVisible();
    await expect(explain.words('LRP').first()).toBeVisible();
    await expect(explain.sentence).toHaveValue(/The tale is old/);
    expect(share.fragment()).toBe('example=sst:3&target=neutral');
    await explain.sentence.fill('Something else');
    await expect(share.notice).toBeEmpty();
    await expect.poll(() => share.fragment()).toBe('s=Something else');
  });
});

test('a link to a sentence of the SST test set opens it where the set is', DATA, async ({ explain, share, page }) => {
  test.skip(!siteHasSst, 'skipped: no upstream files');
  await share.open('example=sst:3');
  await expect(page.getByRole('tab', { name: /SST/ })).toHaveAttribute('aria-selected', 'true');
  await expect(explain.words('LRP').first()).toBeVisible();
  expect(share.fragment()).toBe('example=sst:3');
});

test('what a link says of words and steps that the sentence does not have is told, and is gone from the address', async ({
  inside,
  question,
  page,
}) => {
  await page.goto('./#s=A+fine+film.&inside=lrp&step=99999&edits=delete:1+omit:99');
  await expect(question.panel).toContainText('The link edits a word that this sentence does not have: that edit is left out.');
  await inside.network.waitFor();
  await expect(inside.step).toHaveValue(String(await inside.steps()));
  await expect.poll(() => page.url()).not.toMatch(/step=|omit/);
  expect(page.url()).toContain('edits=delete:1');
});

test('where the clipboard refuses, the link stands there selected', async ({ explain, share, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
  });
  await explain.ready();
  await share.button.click();
  await expect(share.linkField).toBeFocused();
  await expect(share.linkField).toHaveValue(/#example=built-in:2$/);
  const selected = await share.linkField.evaluate((field) =>
    field instanceof HTMLInputElement ? (field.selectionEnd ?? 0) - (field.selectionStart ?? 0) : 0,
  );
  expect(selected).toBe((await share.linkField.inputValue()).length);
  await page.keyboard.press('Escape');
  await expect(share.linkField).toHaveCount(0);
});

test('the skip button leads to the sentence and leaves the address alone', async ({ explain, share, page }) => {
  await share.open('s=Some+words');
  await expect(explain.words('LRP').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the sentence' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(explain.sentence).toBeFocused();
  expect(share.fragment()).toBe('s=Some words');
});

test('no request ever holds the sentence', async ({ explain, share, page }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    requests.push(`${request.url()} ${request.headers().referer ?? ''} ${request.postData() ?? ''}`);
  });
  await share.open('s=A+confidential+zebra');
  await expect(explain.words('LRP')).toHaveCount(3);
  await explain.sentence.fill('Another confidential zebra.');
  await expect.poll(() => share.fragment()).toContain('Another');
  await page.reload();
  await expect(explain.words('LRP')).toHaveCount(4);
  expect(requests.length).toBeGreaterThan(4);
  expect(requests.filter((request) => /zebra|confidential|#/i.test(request.replace(/#.*? /, ' ')))).toEqual([]);
});

test('a sentence far too long for a link says so and still works', async ({ explain, share, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await explain.ready();
  await explain.sentence.fill('quite long '.repeat(3000));
  await expect(explain.words('LRP')).toHaveCount(512);
  const link = await share.copy();
  await expect(share.confirmation).toContainText('first 20,000 of the sentence’s 33,000 characters');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(explain.words('LRP')).toHaveCount(512);
  await expect(share.notice).toContainText('33000 characters');
});
