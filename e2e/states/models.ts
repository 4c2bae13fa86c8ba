import type { State } from './state.ts';

const OWN_MODEL = ['model.pt', 'vocab.txt'].map((name) => `src/testing/fixtures/pytorch-bidi/${name}`);

export const MODELS_STATES: readonly State[] = [
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
];
