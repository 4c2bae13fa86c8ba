import type { Locator, Page } from '@playwright/test';

/** “The plot is clever, but the acting is never less than painful.” by LRP, Gradient × Input and Sensitivity. */
const HARD_CASE = 'example=built-in:1&methods=lrp,gi,sa';

/** The Explain view, as a person finds their way in it. Never asserts. */
export class ExplainPage {
  readonly page: Page;
  readonly sentence: Locator;
  readonly classes: Locator;
  /** The values of the word that is pointed at, beneath the heat maps. */
  readonly details: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sentence = page.getByRole('textbox', { name: 'Sentence' });
    this.classes = page.getByRole('radiogroup', { name: 'Prediction' });
    this.details = page.getByRole('region', { name: 'Values of a word' });
  }

  async open(): Promise<void> {
    await this.page.goto('./');
  }

  /** Opens and waits for the first heat map. */
  async ready(): Promise<void> {
    await this.open();
    await this.words('LRP').first().waitFor();
  }

  /** Opens a sentence that is hard for every method, explained by all of them, and waits for the first heat map. */
  async hardCase(): Promise<void> {
    await this.page.goto(`./#${HARD_CASE}`);
    await this.words('LRP').first().waitFor();
  }

  /** Waits until all that is fetched ahead of time has been asked for and has come: the list of shortcuts is the last. */
  async everything(): Promise<void> {
    await this.page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('shortcut-list')),
    );
    await this.page.waitForLoadState('networkidle');
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

  /**
   * Presses a key in the sentence field and tells the milliseconds from the key's own time stamp to the frame after the first heat
   * map has changed. The key has to change a token.
   */
  async timeKey(key: string): Promise<number> {
    await this.page.evaluate(() => {
      const timing: { pressed: number; painted?: number } = { pressed: 0 };
      Reflect.set(window, 'timing', timing);
      const note = (event: KeyboardEvent) => {
        timing.pressed = event.timeStamp;
      };
      addEventListener('keydown', note, { once: true, capture: true });
      const map = document.querySelector('[data-heat-map]')?.closest('table');
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() =>
          setTimeout(() => {
            timing.painted = performance.now();
          }),
        );
      });
      if (map) observer.observe(map, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    await this.sentence.press(key);
    const painted = await this.page.waitForFunction(() => {
      const { pressed, painted } = Reflect.get(window, 'timing');
      return painted && painted - pressed;
    });
    return painted.jsonValue();
  }
}
