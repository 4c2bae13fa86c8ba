import { SECOND_MODEL } from '../second-model.ts';
import { atTheTop, type OpenPages, type State, settled } from './state.ts';

export const EXPERIMENTS_STATES: readonly State[] = [
  { name: 'the experiments, before a run', open: ({ experiments }) => experiments.enter() },
  ...['Accuracy', 'Word deletion', 'Representative words', 'Faithfulness', 'Agreement of methods'].map((title) => ({
    name: `the experiment ${title}`,
    open: async ({ experiments, page }: OpenPages) => {
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
    name: 'the map of words, one pointed at by the keyboard',
    open: async ({ experiments, page }) => {
      await experiments.open('map');
      await experiments.mapPoint.focus();
      await page.keyboard.press('ArrowRight');
      await experiments.map.getByRole('status').filter({ hasText: '×' }).waitFor();
    },
  },
  {
    name: 'a word in context',
    open: async ({ experiments }) => {
      await experiments.open('context', 'data=built-in&settings=word:the');
      await experiments.occurrences.first().waitFor();
    },
  },
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
  {
    name: 'known answers',
    open: async ({ experiments, page }) => {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Experiments' }).click();
      await experiments.item('Sanity check with known answers').click();
      await experiments.run.click();
      await experiments.result.getByRole('img', { name: /^Sequence/ }).waitFor();
      await atTheTop(page);
    },
  },
  {
    name: 'the experiment of two models',
    open: async ({ experiments, models, second, page }) => {
      await models.give(SECOND_MODEL);
      await models.use();
      await second.choice.selectOption('bundled');
      await second.heatMaps.nth(1).waitFor();
      await experiments.enter();
      await experiments.run.click();
      await experiments.result.getByRole('region', { name: 'Figures of both models' }).waitFor();
      await atTheTop(page);
    },
  },
  {
    name: 'the report of all experiments',
    open: async ({ experiments, page }) => {
      await experiments.enter();
      const card = page.getByRole('region', { name: 'Report' });
      await card.getByRole('button', { name: 'Run all' }).click();
      await card.getByText('of 9 experiments').waitFor();
    },
  },
];
