import { atTheTop, type State, settled } from './state.ts';

export const PAGE_STATES: readonly State[] = [
  { name: 'the export', open: ({ page }) => page.getByRole('button', { name: /^Export/ }).click() },
  { name: 'the reading guide', open: ({ page }) => page.getByRole('button', { name: 'How to read this' }).click() },
  {
    name: 'a term explained, in the guide with all its parts open',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'How to read this' }).click();
      const guide = page.getByRole('dialog');
      await guide.getByRole('button', { name: 'hidden state' }).waitFor();
      await guide.locator('details').evaluateAll((all) => {
        for (const one of all) one.toggleAttribute('open', true);
      });
      await guide.getByRole('button', { name: 'hidden state' }).focus();
      await page.getByRole('tooltip').waitFor();
    },
  },
  {
    name: 'the tour, its deed done',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /Take the tour$/ }).click();
      const panel = page.getByRole('region', { name: /^Tour, step/ });
      for (let step = 1; step < 5; step++) await panel.getByRole('button', { name: 'Next' }).click();
      await panel.getByRole('button', { name: 'Blank it out for me' }).click();
      await panel.getByText(/^Without/).waitFor();
    },
  },
  { name: 'the list of shortcuts', open: ({ page }) => page.getByRole('button', { name: 'Keyboard shortcuts' }).click() },
  {
    name: 'the examples',
    reopens: true, // a sheet where the page is narrow
    open: async ({ page, examples }) => {
      const sheet = page.getByRole('button', { name: 'Examples', exact: true });
      if (await sheet.isVisible()) await sheet.click();
      await examples.row(1).waitFor();
    },
  },
  {
    name: 'a note being written, with little room left',
    open: async ({ explain, page }) => {
      await explain.sentence.fill('A fine film.');
      await page.getByRole('button', { name: 'Note', exact: true }).click();
      await page.getByRole('textbox', { name: /^Note on/ }).fill('ironic? '.repeat(240));
      await page.getByText(/characters are left/).waitFor();
    },
    reopens: true,
  },
  {
    name: 'what can be shared, with a file of sentences',
    open: async ({ dataSets, share, page }) => {
      await dataSets.give('mine.csv', 'id,review\n1,A slow start.\n2,A fine end.\n');
      await page.getByText(/all 2 predicted/).waitFor({ state: 'attached' });
      await page.keyboard.press('Escape'); // the sheet of examples, where the page is narrow
      await atTheTop(page);
      await share.button.click();
      await share.panel.getByText('Show these heat maps on a page of yours').click();
      await share.frameCode.waitFor();
      await share.panel.getByRole('checkbox', { name: /mine.csv/ }).waitFor();
    },
    reopens: true,
  },
  {
    name: 'a session saved and opened again',
    open: async ({ share, page }) => {
      await page.getByRole('button', { name: 'Pin this' }).click();
      await share.button.click();
      await share.openSession('from-work.json', (await share.saveSession()).text);
      await share.sessionNotice.getByText(/^Opened the session/).waitFor();
      await page.keyboard.press('Escape');
      await settled(page);
    },
  },
  {
    name: 'a session that cannot be opened',
    open: async ({ share }) => {
      await share.button.click();
      const { text } = await share.saveSession();
      await share.openSession(
        'broken.json',
        text.replace('"large": false', '"large": 3').replace(/"sha256": "[0-9a-f]+"/g, '"sha256": "7"'),
      );
      await share.sessionNotice.getByText('nothing here has changed').waitFor();
    },
  },
  {
    name: 'what was undone',
    reopens: true, // it is told for a moment
    open: async ({ explain, page }) => {
      await explain.classCard('very negative').click();
      await page.getByRole('heading', { name: /Why .very negative/ }).waitFor();
      await page.getByRole('button', { name: 'Undo the last change' }).click();
      await page.getByText('Undone: the explained class.').waitFor();
    },
  },
  {
    name: 'a figure to be saved',
    open: async ({ page }) => {
      await page
        .getByRole('button', { name: /^Save “How the score/ })
        .first()
        .click();
      await page.getByRole('dialog', { name: 'Save this figure' }).getByRole('button', { name: 'Download' }).waitFor();
    },
  },
  { name: 'in a frame of another page', embedded: true, link: 's=A+fine+film.&methods=lrp,gi', open: async () => undefined },
];
