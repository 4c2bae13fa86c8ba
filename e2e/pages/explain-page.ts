import type { Locator, Page } from '@playwright/test';

/** The Explain view, as a person finds their way in it. Never asserts. */
export class ExplainPage {
  readonly page: Page;
  readonly sentence: Locator;
  readonly classes: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sentence = page.getByRole('textbox', { name: 'Sentence' });
    this.classes = page.getByRole('radiogroup');
  }

  async open(): Promise<void> {
    await this.page.goto('./');
  }

  /** Opens and waits for the first heat map. */
  async ready(): Promise<void> {
    await this.open();
    await this.words('LRP').first().waitFor();
  }

  heatMap(method: string): Locator {
    return this.page.getByRole('grid', { name: new RegExp(`^${method}`) });
  }

  words(method: string): Locator {
    return this.heatMap(method).getByRole('gridcell').filter({ hasText: /\d/ });
  }

  /** The words of a method's heat map, without their values. */
  async wordTexts(method: string): Promise<string[]> {
    return this.words(method).evaluateAll((cells) => cells.map((cell) => cell.firstElementChild?.textContent ?? ''));
  }

  async values(method: string): Promise<number[]> {
    const texts = await this.words(method).evaluateAll((cells) => cells.map((cell) => cell.lastElementChild?.textContent ?? ''));
    return texts.map((text) => Number(text.replace('−', '-').replace('+', '')));
  }

  classRadio(name: string): Locator {
    return this.page.getByRole('radio', { name: new RegExp(`^${name}\\b`) });
  }

  /** The card around the radio button: what a person clicks. */
  classCard(name: string): Locator {
    return this.page.locator('label').filter({ has: this.classRadio(name) });
  }
}
