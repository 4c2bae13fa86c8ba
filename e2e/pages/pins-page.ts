import type { Locator, Page } from '@playwright/test';

/** The pinned explanations. Never asserts. */
export class PinsPage {
  readonly page: Page;
  readonly pinButton: Locator;
  readonly section: Locator;
  readonly chips: Locator;
  readonly cards: Locator;
  readonly message: Locator;
  readonly methods: Locator;

  constructor(page: Page) {
    this.page = page;
    this.pinButton = page.getByRole('button', { name: 'Pin this' });
    this.section = page.getByRole('region', { name: /^Pinned/ });
    this.chips = page.getByRole('list', { name: 'Pins' }).getByRole('listitem');
    this.cards = page.getByRole('list', { name: 'Side by side' }).getByRole('listitem');
    this.message = page.getByRole('status', { name: 'About the pins' });
    this.methods = page.getByRole('radiogroup', { name: 'Method of the comparison' });
  }

  /** The button that shows or hides a pin. */
  chip(name: string | RegExp): Locator {
    return this.chips.getByRole('button', { name, exact: true }).first();
  }

  /** A card beside the current one, by its name. */
  card(name: string): Locator {
    return this.cards.filter({ has: this.page.getByRole('heading', { name }) });
  }

  names(): Promise<string[]> {
    return this.cards.getByRole('heading').allTextContents();
  }

  async words(card: Locator): Promise<string[]> {
    return card.getByRole('gridcell').evaluateAll((cells) => cells.map((cell) => cell.firstElementChild?.textContent ?? ''));
  }

  async method(name: string): Promise<void> {
    await this.methods.getByText(name, { exact: true }).click();
  }
}
