import type { Page } from '@playwright/test';
import type { Fixtures } from './fixtures.ts';

type Pages = Pick<
  Fixtures,
  | 'explain'
  | 'examples'
  | 'compare'
  | 'question'
  | 'evidence'
  | 'experiments'
  | 'inside'
  | 'phrases'
  | 'pins'
  | 'models'
  | 'trust'
> & {
  readonly page: Page;
};

interface State {
  readonly name: string;
  /** A link's fragment, where the state is not the opening one. */
  readonly link?: string;
  /** Brings the opened page, whose first heat map stands, into the state, at any size. */
  readonly open: (on: Pages) => Promise<unknown>;
  /** It does not outlive another size of the window: for each size it is opened anew. */
  readonly reopens?: boolean;
}

const OWN_MODEL = ['model.pt', 'vocab.txt'].map((name) => `src/testing/fixtures/pytorch-bidi/${name}`);

/** What is about to be replaced is pale: axe is to see what replaces it. */
export const settled = (page: Page) => page.locator('[data-stale]').first().waitFor({ state: 'detached' });

/** What the header half covers is no small target, but axe takes the page as it stands. */
const atTheTop = (page: Page) => page.evaluate(() => scrollTo(0, 0));

/** Every state of the page that has something of its own to see. A new one needs an entry here and nothing else. */
export const STATES: readonly State[] = [
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
  { name: 'the aligned grid', link: 'layout=grid&methods=lrp,gi,sa', open: ({ compare }) => compare.grid.waitFor() },
  {
    name: 'the list of methods',
    link: 'methods=lrp,ig',
    open: async ({ explain, compare, page }) => {
      await explain.words('Integrated Gradients').first().waitFor();
      await compare.compareMethods.click();
      await compare.method('LRP').waitFor();
      await settled(page);
    },
    reopens: true,
  },
  {
    name: 'methods that take longer',
    link: 'example=built-in:2&methods=lrp,occlusion,lrp_prop,ig,shapley',
    open: async ({ explain, page }) => {
      await explain.words('Shapley values').first().waitFor();
      await settled(page);
    },
  },
  { name: 'every class', link: 'layout=classes', open: ({ compare }) => compare.matrix.waitFor() },
  {
    name: 'the display panel, numbers hidden',
    open: async ({ compare }) => {
      await compare.display.click();
      await compare.panel.getByRole('checkbox', { name: 'Show numbers' }).uncheck();
    },
  },
  {
    name: 'larger, for a projector',
    link: 'inside=lrp',
    open: async ({ compare, inside, page }) => {
      await compare.display.click();
      await compare.panel.getByRole('checkbox', { name: 'Larger, for a projector' }).check();
      await page.keyboard.press('Escape');
      await inside.network.waitFor();
      await settled(page);
    },
  },
  {
    name: 'a contrast, without numbers',
    link: 'target=negative&contrast=positive&numbers=off',
    open: ({ page }) => page.getByRole('heading', { name: /Why .negative. rather than/ }).waitFor(),
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
    name: 'a phrase, and the tree',
    link: 'tokens=a+dull+,+long+film&phrase=1:4&tree=on',
    open: async ({ phrases, page }) => {
      await phrases.without.waitFor();
      await phrases.section.getByRole('button', { name: 'Hide the tree' }).scrollIntoViewIfNeeded();
      await phrases.items(phrases.tree).first().waitFor();
      await settled(page);
      await atTheTop(page);
    },
  },
  {
    name: 'what flows inside, and its numbers',
    open: async ({ inside, page }) => {
      await inside.open();
      await inside.openTables();
      await inside.table('Words').waitFor();
      await settled(page);
    },
  },
  {
    name: 'a state inside, on its way',
    link: 'inside=lrp&step=7&select=state:9',
    open: async ({ inside }) => inside.chosen.getByText('forget gate f').first().waitFor(),
  },
  {
    name: 'the equation of a ribbon',
    link: 'inside=lrp&select=flow:5',
    open: async ({ inside }) => inside.chosen.getByText('Step 2 of 2').waitFor(),
  },
  {
    name: 'the gradient inside',
    link: 'inside=gradient&select=flow:4',
    open: async ({ inside }) => inside.chosen.getByRole('table').first().waitFor(),
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
  {
    name: 'the models, and the facts of the one in use',
    open: async ({ page, models }) => {
      await models.open();
      await page.getByText(/^About “/).click();
    },
  },
  {
    name: 'the files of a model',
    open: async ({ page, models }) => {
      await models.give(OWN_MODEL);
      await page.getByText('Which tensor is which').click();
      await models.field('Class names').fill('one alone');
      await models.missing.filter({ hasText: 'expected 5 names' }).waitFor();
    },
  },
  {
    name: 'weights whose vocabulary is missing, beside a file of no use',
    open: async ({ models }) => {
      await models.give(['src/testing/fixtures/keras-uni/model.h5', 'index.html']);
      await models.awaited.waitFor();
    },
  },
  {
    name: 'files that are no model',
    open: async ({ models }) => {
      await models.give(['package.json', 'README.md']);
      await models.library.getByRole('alert').waitFor();
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
    name: 'an unverified model',
    open: async ({ page, trust }) => {
      await trust.add(OWN_MODEL);
      if (await trust.library.isVisible()) await page.keyboard.press('Escape');
      await trust.note.waitFor();
    },
  },
  {
    name: 'reference scores that do not agree',
    open: async ({ trust }) => {
      await trust.add(OWN_MODEL);
      await trust.give('v1 v2 zyx v3 -> 1 2 3 4 5\nv4 -> 0.5 0.25 0 -0.25 -0.5');
      await trust.table.waitFor();
    },
  },
  { name: 'the experiments, before a run', open: ({ experiments }) => experiments.enter() },
  ...['Accuracy', 'Word deletion', 'Representative words', 'Faithfulness', 'Agreement of methods'].map((title) => ({
    name: `the experiment ${title}`,
    open: async ({ experiments, page }: Pages) => {
      await experiments.enter();
      await experiments.item(title).click();
      await experiments.run.click();
      await experiments.result.waitFor();
      await experiments.result
        .getByText(/, \d+ rows$/)
        .first()
        .click();
      await atTheTop(page);
    },
  })),
  {
    name: 'an experiment on a slice, with a sentence of its scatter',
    open: async ({ experiments, page }) => {
      await experiments.open('accuracy', 'data=built-in&slice=true:1');
      await experiments.scatter.getByRole('slider').focus();
      await page.keyboard.press('ArrowRight');
      await experiments.scatter.getByText('The marks as a table').click();
      await atTheTop(page);
    },
  },
  {
    name: 'the sentences of a figure',
    open: async ({ experiments, page }) => {
      await experiments.enter();
      await experiments.run.click();
      await experiments.result.getByRole('button', { name: /^True positive, predicted positive/ }).click();
      await page.getByRole('button', { name: 'Back to the experiment' }).waitFor();
      await settled(page);
    },
  },
];
