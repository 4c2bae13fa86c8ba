import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

/** Phrases and the tree. Never asserts. */
export class PhrasesPage {
  readonly page: Page;
  readonly section: Locator;
  readonly title: Locator;
  readonly giveUp: Locator;
  /** What is said to screen readers. */
  readonly status: Locator;
  readonly without: Locator;
  /** The phrase in one line, while its card is out of sight. */
  readonly bar: Locator;
  readonly tree: Locator;
  readonly treebank: Locator;
  /** What is said of the box that is pointed at or has the focus. */
  readonly drawing: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole('region', { name: 'Phrases and tree' });
    this.title = this.section.getByRole('heading', { name: /phrase/i, level: 3 });
    this.giveUp = this.section.getByRole('button', { name: 'Give up the phrase' });
    this.status = this.section.getByRole('status').filter({ hasText: /^Phrase/ });
    this.without = this.section.getByRole('table', { name: 'What the model says without the phrase' });
    this.bar = page.getByRole('complementary', { name: 'Phrase' });
    this.tree = this.section.getByRole('tree', { name: 'Tree by contextual decomposition' });
    this.treebank = this.section.getByRole('tree', { name: 'The treebank’s tree' });
    this.drawing = this.section.getByRole('region', { name: 'The tree, drawn' });
  }

  /** The words of the phrase, as the heat map marks them. */
  marked(): Promise<string[]> {
    return this.page
      .locator('[data-heat-map="lrp"] [data-phrase]')
      .evaluateAll((cells) => cells.map((cell) => cell.firstElementChild?.textContent ?? ''));
  }

  /** Together, the sum of the words, and the interaction. */
  async figures(measure: string): Promise<number[]> {
    const texts = await this.section
      .getByRole('region', { name: `Phrase by ${measure}`, exact: true })
      .locator('dd')
      .allTextContents();
    return texts.map(toNumber);
  }

  items(tree: Locator): Locator {
    return tree.getByRole('treeitem');
  }

  async save(label: string): Promise<{ name: string; text: string; bytes: Buffer }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.section.getByRole('group', { name: 'Save the tree’s numbers' }).getByRole('button', { name: label }).click(),
    ]);
    const bytes = readFileSync(await download.path());
    return { name: download.suggestedFilename(), text: bytes.toString(), bytes };
  }
}

function toNumber(text: string): number {
  return Number(text.replace('−', '-').replace('+', ''));
}
