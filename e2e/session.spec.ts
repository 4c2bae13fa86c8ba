import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('notes, a session saved and opened elsewhere, and undo across the views', async ({
  explain,
  dataSets,
  experiments,
  share,
  page,
  browser,
  baseURL,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await explain.ready();
  await explain.sentence.fill('A fine film.');
  await expect(explain.words('LRP').nth(1)).toContainText('fine');

  // A note stands with the sentence, and with no other.
  const note = page.getByRole('textbox', { name: /^Note on/ });
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await note.fill('ironic?\nask again');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('note', { name: 'Your note' })).toHaveText(/ironic\?\s+ask again/);
  await page.getByRole('button', { name: 'Pin this' }).click();
  await expect(page.getByRole('list', { name: 'Side by side' }).getByText('ironic?').last()).toBeVisible();

  // Undo: the class, then the view, then all that was typed, wherever it was changed.
  const said = page.getByRole('status', { name: 'About undoing' });
  const undo = page.getByRole('button', { name: 'Undo the last change' });
  await explain.classCard('very negative').click();
  await expect(explain.classRadio('very negative')).toBeChecked();
  await experiments.enter();
  await undo.click();
  await expect(said).toHaveText('Undone: the view.');
  await expect(explain.classRadio('very negative')).toBeChecked();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(said).toHaveText('Undone: the explained class.');
  await expect(explain.classRadio('very negative')).not.toBeChecked();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(explain.sentence).not.toHaveValue('A fine film.');
  await expect(page.getByRole('note', { name: 'Your note' })).toHaveCount(0);
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(explain.sentence).toHaveValue('A fine film.');
  await expect(page.getByRole('note', { name: 'Your note' })).toBeVisible();

  // Saved: the file of sentences is named and not held.
  await dataSets.give('mine.csv', 'id,review\n1,A slow start.\n2,A fine end.\n');
  await expect(page.getByRole('option', { name: /A slow start/ })).toBeVisible();
  await share.button.click();
  await expect(share.panel.getByRole('checkbox', { name: /with all sentences of mine.csv/ })).not.toBeChecked();
  const { name, text } = await share.saveSession();
  expect(name).toMatch(/^lrp-lens-session-\d{4}-\d\d-\d\d\.json$/);
  expect(text).not.toContain('slow start');
  expect(JSON.parse(text)).toMatchObject({ format: 'lrp-lens-session', version: 1, data: { name: 'mine.csv' } });

  // What becomes of a file that is opened is not hidden behind the panel.
  await share.openSession('broken.json', '{}');
  await expect(share.sessionNotice).toContainText('could not be opened');
  await expect(share.panel).toBeHidden();

  // Opened in a browser that has something of its own.
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${baseURL}#s=Another+one`);
  const sentence = other.getByRole('textbox', { name: 'Sentence' });
  await other.getByRole('button', { name: 'Pin this' }).click();
  const pins = other.getByRole('list', { name: 'Pins' }).getByRole('listitem');
  await expect(pins).toHaveCount(1);
  const notice = other.getByRole('status', { name: 'About the session' });
  const drop = (name: string, content: string) =>
    other.evaluate(
      ([fileName = '', body = '']) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([body], fileName));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, content],
    );
  await drop('broken.json', text.replace('"large": false', '"large": 3').replace(/"sha256": "[0-9a-f]+"/g, '"sha256": "7"'));
  await expect(notice).toContainText('nothing here has changed');
  await expect(notice).toContainText('settings.large');
  await expect(notice).toContainText('data.sha256');
  await expect(sentence).toHaveValue('Another one');

  await drop('from-work.json', text);
  await expect(notice).toContainText('Opened the session “from-work.json”');
  await expect(notice).toContainText('“mine.csv”');
  await expect(sentence).toHaveValue('A fine film.');
  await expect(pins).toHaveCount(2);
  await expect(other.getByRole('note', { name: 'Your note' })).toBeVisible();
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(notice).toContainText('The page is as it was');
  await expect(sentence).toHaveValue('Another one');
  await expect(pins).toHaveCount(1);
  await context.close();
});
