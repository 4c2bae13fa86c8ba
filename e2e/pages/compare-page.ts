import type { Locator, Page } from '@playwright/test';

export type LayoutName = 'Text' | 'Grid' | 'Classes';

/** Ways of showing an explanation, as a person finds them. Never asserts. */
export class ComparePage {
  readonly page: Page;
  readonly contrast: Locator;
  readonly display: Locator;
  readonly panel: Locator;
  readonly grid: Locator;
  readonly matrix: Locator;
  readonly section: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole('region', { name: /^Why/ });
    this.contrast = page.getByRole('combobox', { name: 'Class to compare the target with' });
    this.display = page.getByRole('button', { name: 'Display' });
    this.panel = page.getByRole('dialog', { name: 'Display' });
    this.grid = page.getByRole('grid', { name: /^Methods by word/ });
    this.matrix = page.getByRole('grid', { name: /every word for every class/ });
  }

  async layout(name: LayoutName): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Layout' }).getByText(name, { exact: true }).click();
  }

  get compareMethods(): Locator {
    return this.page.getByRole('button', { name: 'Compare methods' });
  }

  /** What the button opens: every method, by what it is. */
  get methods(): Locator {
    return this.page.getByRole('dialog', { name: 'Compare methods' });
  }

  method(name: string): Locator {
    return this.methods.getByRole('checkbox', { name, exact: true });
  }

  /** Opens the list, takes these methods or takes them away, and closes it. */
  async toggleMethods(...names: readonly string[]): Promise<void> {
    await this.compareMethods.click();
    for (const name of names) await this.method(name).click();
    await this.page.keyboard.press('Escape');
  }

  matrixMethod(name: string): Locator {
    return this.page.getByRole('radiogroup', { name: 'Method of the matrix' }).getByText(name, { exact: true });
  }

  /** A row's cells by the row's header. */
  cells(table: Locator, row: RegExp): Locator {
    return this.row(table, row).getByRole('gridcell');
  }

  row(table: Locator, row: RegExp): Locator {
    return table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: row }) });
  }

  async values(cells: Locator): Promise<number[]> {
    const texts = await cells.evaluateAll((all) => all.map((cell) => cell.lastElementChild?.textContent ?? ''));
    return texts.map((text) => Number(text.replace('−', '-').replace('+', '')));
  }

  /** Opens the panel, does something in it, and closes it. */
  async inPanel(action: (panel: Locator) => Promise<void>): Promise<void> {
    await this.display.click();
    await action(this.panel);
    await this.page.keyboard.press('Escape');
  }

  async background(cell: Locator): Promise<string> {
    return cell.evaluate((element) => getComputedStyle(element).backgroundColor);
  }

  /** The worst contrast of text on its cell among all cells of the heat maps (WCAG 2). */
  async worstContrast(): Promise<number> {
    return this.page.locator('[data-heat-map] td[data-index]').evaluateAll((cells) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const luminance = (colour: string) => {
        if (!canvas) return Number.NaN;
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (channel) => {
          const share = channel / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ratios = cells.map((cell) => {
        const { backgroundColor, color } = getComputedStyle(cell);
        const [a, b] = [luminance(backgroundColor), luminance(color)];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      });
      return Math.min(...ratios);
    });
  }

  /** How far the page itself can be scrolled sideways, in pixels. */
  async sidewaysOverflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
