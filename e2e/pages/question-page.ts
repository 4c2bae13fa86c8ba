import type { Locator, Page } from '@playwright/test';

/** Asking "what if?": the menu of a word and the panel beneath the heat maps. Never asserts. */
export class QuestionPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly menu: Locator;
  readonly field: Locator;
  readonly edits: Locator;
  readonly scores: Locator;
  readonly lost: Locator;
  readonly takeOver: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'What if?' });
    this.menu = page.getByRole('dialog', { name: /^Change/ });
    this.field = this.menu.getByRole('textbox', { name: /Replace with/ });
    this.edits = this.panel.getByRole('list', { name: 'Edits' }).getByRole('listitem');
    this.scores = this.panel.getByRole('table', { name: /Scores and probabilities/ });
    this.lost = this.panel.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'LRP' }) });
    this.takeOver = this.panel.getByRole('button', { name: 'Make this my sentence' });
  }

  /** What stands in the menu, by the beginning of its name. */
  item(name: string): Locator {
    return this.menu.getByRole('button', { name: new RegExp(`^${name}\\b`) });
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name });
  }

  /** The difference heat map's words. */
  differences(): Locator {
    return this.panel.getByRole('grid', { name: /^Change of/ }).getByRole('gridcell');
  }

  /** The numbers in a row of a table, as numbers. */
  async numbers(table: Locator, row: RegExp): Promise<number[]> {
    const cells = table
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: row }) })
      .getByRole('cell');
    const texts = await cells.allTextContents();
    return texts.filter((text) => text !== '').map((text) => Number.parseFloat(text.replace('−', '-').replace(/[+<>]/, '')));
  }

  /** The number beneath each word of the difference heat map. */
  async differenceValues(): Promise<number[]> {
    const texts = await this.differences().evaluateAll((cells) => cells.map((cell) => cell.lastElementChild?.textContent ?? ''));
    return texts.map((text) => Number(text.replace('−', '-').replace('+', '')));
  }
}
