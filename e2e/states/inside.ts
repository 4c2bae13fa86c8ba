import { atTheTop, type State, settled } from './state.ts';

export const INSIDE_STATES: readonly State[] = [
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
];
