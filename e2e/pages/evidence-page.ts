import type { Locator, Page } from '@playwright/test';

/** What stands beneath the heat maps: ledger and its settings, conservation check, faithfulness, word table. Never asserts. */
export class EvidencePage {
  readonly page: Page;
  readonly faithfulness: Locator;
  readonly eps: Locator;
  readonly epsSlider: Locator;
  readonly biasFactor: Locator;
  readonly biasSlider: Locator;
  readonly ledger: Locator;
  readonly reset: Locator;
  readonly wordTable: Locator;

  constructor(page: Page) {
    this.page = page;
    this.faithfulness = page.getByRole('region', { name: /faithfulness/i });
    this.eps = page.getByRole('textbox', { name: 'Stabiliser epsilon' });
    this.epsSlider = page.getByRole('slider', { name: /Stabiliser epsilon/ });
    this.biasFactor = page.getByRole('textbox', { name: 'Bias factor' });
    this.biasSlider = page.getByRole('slider', { name: /Bias factor/ });
    this.ledger = page.getByRole('table', { name: /is made up/ });
    this.reset = page.getByRole('button', { name: /^Reset to/ });
    this.wordTable = page.getByRole('region', { name: 'Word table' });
  }

  /** Brings the faithfulness panel on the screen and waits until it belongs to what is explained. */
  async showFaithfulness(): Promise<void> {
    // Again and again, as what stands above it is loaded and moves it out of the window.
    await this.page.waitForFunction(
      () => {
        const heading = document.getElementById('faithfulness-heading');
        heading?.scrollIntoView();
        return heading?.closest('section')?.textContent?.includes('Sufficiency');
      },
      undefined,
      { polling: 200 },
    );
    await this.faithfulnessSettled();
  }

  async faithfulnessSettled(): Promise<void> {
    await this.page.waitForFunction(
      () => document.querySelector('[aria-labelledby="faithfulness-heading"]')?.getAttribute('aria-busy') === 'false',
    );
  }

  /** The amounts in the ledger: all words, the other shares, and the score. */
  async ledgerAmounts(): Promise<number[]> {
    return this.amounts('tr:not([data-kind="word"])');
  }

  /** The amounts of the words that the ledger shows one by one, and of the others together. */
  async wordAmounts(): Promise<number[]> {
    return this.amounts('tr[data-kind="word"]');
  }

  private async amounts(rows: string): Promise<number[]> {
    const texts = await this.ledger.locator(`tbody ${rows} > td:last-child`).allTextContents();
    return texts.map(numberIn);
  }

  async residual(): Promise<number> {
    return numberIn(await this.figure('residual').innerText());
  }

  /** A figure of the conservation check. */
  figure(name: string): Locator {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .getByRole('definition');
  }

  /** The invisible slider over a chart. */
  scrubber(chart: RegExp): Locator {
    return this.faithfulness.getByRole('slider', { name: chart });
  }

  readout(): Locator {
    return this.faithfulness.getByRole('table', { name: /^(All|\d).*(blanked out|in place)/ });
  }

  async openWordTable(): Promise<void> {
    await this.wordTable.getByText('Word table').click();
    await this.rows().first().waitFor();
  }

  rows(): Locator {
    return this.wordTable.getByRole('rowheader');
  }

  async column(index: number): Promise<number[]> {
    const texts = await this.wordTable
      .locator('tbody tr')
      .evaluateAll((rows, at) => rows.map((row) => row.children[at]?.textContent ?? ''), index);
    return texts.map(numberIn);
  }

  sortBy(name: string): Locator {
    return this.wordTable.getByRole('columnheader', { name, exact: true }).getByRole('button');
  }

  /** Chooses a class and tells the milliseconds from the click to the frame after the panel shows the result for it. */
  async timeFaithfulness(card: Locator): Promise<number> {
    await this.page.evaluate(() => {
      const timing: { clicked: number; painted?: number } = { clicked: 0 };
      Reflect.set(window, 'timing', timing);
      const panel = document.querySelector('[aria-labelledby="faithfulness-heading"]');
      let begun = false;
      addEventListener(
        'click',
        (event) => {
          timing.clicked = event.timeStamp;
        },
        { once: true, capture: true },
      );
      const observer = new MutationObserver(() => {
        const busy = panel?.getAttribute('aria-busy') === 'true';
        begun ||= busy;
        if (!begun || busy) return;
        observer.disconnect();
        requestAnimationFrame(() =>
          setTimeout(() => {
            timing.painted = performance.now();
          }),
        );
      });
      if (panel) observer.observe(panel, { attributes: true, attributeFilter: ['aria-busy'] });
    });
    await card.click();
    const painted = await this.page.waitForFunction(() => {
      const { clicked, painted } = Reflect.get(window, 'timing');
      return painted && painted - clicked;
    });
    return painted.jsonValue();
  }
}

/** The first number in a text, as the page writes numbers; NaN for none. */
export function numberIn(text: string): number {
  const found = text.replaceAll('\u2212', '-').match(/[+-]?\d+(\.\d+)?(e[+-]?\d+)?/)?.[0];
  return found === undefined ? Number.NaN : Number(found);
}
