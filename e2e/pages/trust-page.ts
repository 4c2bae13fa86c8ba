import type { Locator, Page } from '@playwright/test';

/** A model of one's own, and whether it computes what its program computes. Never asserts. */
export class TrustPage {
  readonly page: Page;
  readonly models: Locator;
  readonly library: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  readonly check: Locator;
  readonly table: Locator;
  /** Looks for what the files do not say, and takes over what was found. */
  readonly find: Locator;
  readonly useFound: Locator;
  readonly note: Locator;

  constructor(page: Page) {
    this.page = page;
    this.models = page.getByRole('button', { name: /^Model: / });
    this.library = page.getByRole('dialog', { name: 'Models' });
    this.panel = this.library.getByRole('region', { name: /compute what your program computes/ });
    this.field = this.panel.getByRole('textbox', { name: /^Reference scores/ });
    this.check = this.panel.getByRole('button', { name: 'Check', exact: true });
    this.table = this.panel.getByRole('table', { name: /^Your scores and this page’s/ });
    this.find = this.panel.getByRole('button', { name: 'Find what fits' });
    this.useFound = this.panel.getByRole('button', { name: 'Use this' });
    this.note = page.getByText('By an unverified model');
  }

  /** Gives the files of a model and takes it into use. */
  async add(files: readonly string[]): Promise<void> {
    await this.openLibrary();
    await this.library.getByLabel('Choose files').setInputFiles([...files]);
    await this.library.getByRole('button', { name: 'Use this model' }).click();
    await this.page.getByRole('button', { name: /^Model: .*, unverified$/, includeHidden: true }).waitFor();
  }

  async openLibrary(): Promise<void> {
    if (!(await this.library.isVisible())) await this.models.click();
    await this.library.waitFor();
  }

  /** The current model's settings: the order of the gates. */
  async setGates(order: string): Promise<void> {
    await this.library.getByRole('button', { name: /^Settings of / }).click();
    await this.library.getByLabel('Gate order').selectOption(order);
    await this.library.getByRole('button', { name: 'Read it this way' }).click();
    await this.openLibrary();
    await this.panel.waitFor();
  }

  async give(lines: string): Promise<void> {
    await this.openLibrary();
    await this.field.fill(lines);
    await this.check.click();
  }

  /** What is said of the last check; it stands on the page and is told to screen readers. */
  says(text: string | RegExp): Locator {
    return this.panel.getByRole('paragraph').filter({ hasText: text, visible: true }).last();
  }
}
