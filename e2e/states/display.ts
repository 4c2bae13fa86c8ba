import { type State, settled } from './state.ts';

export const DISPLAY_STATES: readonly State[] = [
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
];
