import { NumbersPage } from '../pages/numbers-page.ts';
import { atTheTop, type OpenPages, type State } from './state.ts';

/** The example of the site in which one step is off. */
async function openSequence({ models, page }: OpenPages): Promise<NumbersPage> {
  const numbers = new NumbersPage(page);
  await models.open();
  await models.library.getByText('Examples of numbers that come with the page').click();
  await models.library.getByRole('button', { name: 'step 17 is off' }).click();
  await models.library.waitFor({ state: 'hidden' });
  await numbers.figure.waitFor();
  return numbers;
}

/** Sequences of numbers. */
export const NUMBERS_STATES: readonly State[] = [
  { name: 'a sequence of numbers', open: openSequence },
  {
    name: 'a file of numbers that cannot be read, and another whose values are missing',
    open: async (on) => {
      const numbers = await openSequence(on);
      await numbers.give('bad.csv', 'signal\n1\n2,3\n');
      await numbers.alert.waitFor();
      await numbers.give('gaps.csv', 'signal\n1\n\n3\nNaN\n');
      await numbers.alert.filter({ hasText: 'missing' }).waitFor();
    },
  },
  {
    name: 'a sequence of numbers against a baseline, changed and pinned',
    open: async (on) => {
      const numbers = await openSequence(on);
      await on.page.getByLabel(/^Why this .*, rather than$/).selectOption('that of every feature at its mean');
      await numbers.figure.focus();
      await on.page.keyboard.press('+');
      await numbers.whatIf.getByRole('button', { name: /^Cut steps/ }).click();
      await numbers.whatIf.getByRole('status').filter({ hasText: 'goes from' }).waitFor();
      await on.page.getByRole('button', { name: 'Pin', exact: true }).click();
      const pins = on.page.getByRole('region', { name: 'Pinned sequences' });
      await pins.getByRole('button', { name: 'Compare' }).click();
      await pins.getByRole('application').first().waitFor();
      await atTheTop(on.page);
    },
  },
];
