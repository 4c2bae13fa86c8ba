import type { State } from './state.ts';

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
];
