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
