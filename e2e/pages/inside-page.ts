import type { Locator, Page } from '@playwright/test';

/** The view of what flows inside. Never asserts. */
export class InsidePage {
  readonly page: Page;
  readonly section: Locator;
  readonly showButton: Locator;
  readonly play: Locator;
  readonly step: Locator;
  /** The drawing, which takes keys. */
  readonly network: Locator;
  readonly ledger: Locator;
  /** The state or flow that is told of. */
  readonly chosen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole('region', { name: 'Inside: how relevance flows' });
    this.showButton = this.section.getByRole('button', { name: 'Show how it flows' });
    this.play = this.section.getByRole('button', { name: 'Play' });
    this.step = this.section.getByRole('slider', { name: 'Step' });
    this.network = this.section.getByRole('region', { name: /^The network/ });
    this.ledger = this.section.getByRole('img', { name: /^Where it went/ });
    this.chosen = this.section.getByRole('region', { name: 'What is chosen' });
  }

  async open(): Promise<void> {
    await this.showButton.click();
    await this.network.waitFor();
  }

  /** How many steps the way has. */
  async steps(): Promise<number> {
    return Number(await this.step.getAttribute('max'));
  }

  async openTables(): Promise<void> {
    await this.section.getByText('All numbers, as a table for each layer').click();
  }

  table(name: string): Locator {
    return this.section.getByRole('table', { name, exact: true });
  }

  /** The layers' tables, from the score down: their names. */
  tableNames(): Promise<string[]> {
    return this.section.getByRole('table').locator('caption').allInnerTexts();
  }

  /** The amounts of a table's rows, with all their digits. */
  amounts(name: string): Promise<number[]> {
    return this.#column(name, 2);
  }

  /** What each row keeps, as amounts; the input keeps nothing. */
  kept(name: string): Promise<number[]> {
    return this.#column(name, 3);
  }

  async #column(name: string, column: number): Promise<number[]> {
    const titles = await this.table(name)
      .locator(`tbody tr td:nth-child(${column})`)
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''));
    return titles.map((title) => Number(title.replace('−', '-').replace('−', '-')));
  }

  /** What stands in the boxes of the drawing, from the score down. */
  boxTexts(): Promise<string[]> {
    return this.network.locator('[data-box]').evaluateAll((boxes) => boxes.map((box) => box.textContent ?? ''));
  }
}
