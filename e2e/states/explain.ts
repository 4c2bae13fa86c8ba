import { SECOND_MODEL } from '../second-model.ts';
import { atTheTop, type State, settled } from './state.ts';

export const EXPLAIN_STATES: readonly State[] = [
  { name: 'as it opens', open: async () => undefined },
  {
    name: 'every method',
    link: 'example=built-in:1&methods=lrp,gi,sa',
    open: ({ explain }) => explain.heatMap('Sensitivity').waitFor(),
  },
  {
    name: 'a note behind a question mark',
    open: ({ page }) => page.getByRole('button', { name: 'About the prediction' }).click(),
    reopens: true,
  },
  {
    name: 'the small heat map above the ledger',
    reopens: true,
    open: async ({ page }) => {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Faithfulness' }).click();
      await page.locator('nav + [aria-hidden]').waitFor();
    },
  },
  {
    name: 'another target',
    open: async ({ explain, page }) => {
      await explain.classCard('very positive').click();
      await page.getByRole('heading', { name: /Why .very positive/ }).waitFor();
      await settled(page);
    },
  },
  {
    name: 'words it does not know',
    open: async ({ explain, page }) => {
      await explain.sentence.fill('A flummoxing, zzyzx kind of muvie.');
      await page
        .getByRole('button', { name: /^Replace muvie/ })
        .first()
        .waitFor();
    },
  },
  { name: 'an empty field', open: ({ explain }) => explain.sentence.fill('') },
  {
    name: 'the values of a word',
    open: async ({ explain, page }) => {
      await explain.words('LRP').nth(3).focus();
      await explain.details.getByText('LRP').waitFor();
      await atTheTop(page);
    },
  },
  {
    name: 'the menu of a word',
    open: async ({ explain, question }) => {
      await explain.words('LRP').nth(9).click();
      await question.menu.getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'words blanked out, removed and replaced',
    link: 'example=built-in:1&methods=lrp,gi,sa&edits=delete:3+omit:9+replace:12:dull',
    open: ({ question }) => question.lost.waitFor(),
  },
  {
    name: 'faithfulness, leaks and the word table',
    open: async ({ page, evidence }) => {
      await evidence.showFaithfulness();
      await page.getByText('Why the default leaks').click();
      await evidence.faithfulness.getByText(/^Score of .* the figures/).click();
      await evidence.openWordTable();
      await evidence.eps.fill('7');
      await evidence.faithfulnessSettled();
    },
  },
  {
    name: 'pins, and a link that is broken',
    link: 'layout=pie&colour=red',
    open: async ({ explain, pins }) => {
      await pins.pinButton.click();
      await explain.sentence.fill('an odd little film of many words that goes on and on');
      await pins.cards.nth(1).waitFor();
    },
  },
  {
    name: 'two models side by side',
    open: async ({ models, second }) => {
      await models.give(SECOND_MODEL);
      await models.use();
      await second.choice.selectOption('bundled');
      await second.heatMaps.nth(1).waitFor();
    },
  },
  {
    name: 'a file of sentences, and what its labels mean',
    open: async ({ dataSets, page }) => {
      await dataSets.give('mine.csv', 'text,label\nA long day.<br />And a night.,neg\nA short night.,superb\nRain.,\n');
      await dataSets.reading.getByText('What the labels mean: 2 labels, 1 unknown').click();
      await dataSets.meaning('superb').waitFor();
      await atTheTop(page);
    },
  },
];
