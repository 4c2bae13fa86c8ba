import type { Locator, Page } from '@playwright/test';

/** The user's own file of sentences, and how it is read. Never asserts. */
export class DataSetsPage {
  readonly page: Page;
  /** How the file is read, what came of it, and why it could not be. */
  readonly reading: Locator;
  readonly notes: Locator;
  readonly error: Locator;

  constructor(page: Page) {
    this.page = page;
    this.reading = page.getByRole('region', { name: /^How .* is read$/ });
    this.notes = this.reading.getByRole('list', { name: 'About this file' });
    this.error = this.reading.getByRole('alert');
  }

  /** By the file dialogue. */
  async give(name: string, text: string | Buffer): Promise<void> {
    const buffer = typeof text === 'string' ? Buffer.from(text) : text;
    await this.page.getByLabel(/^(Your|Other) file…$/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }

  select(name: 'Format' | 'Encoding' | 'Sentences' | 'Labels'): Locator {
    return this.reading.getByRole('combobox', { name });
  }

  /** What a label of the file is read as. */
  meaning(label: string): Locator {
    return this.reading.getByRole('combobox', { name: `“${label}” is read as` });
  }

  get header(): Locator {
    return this.reading.getByRole('checkbox', { name: 'The first line names the columns' });
  }

  get sample(): Locator {
    return this.reading.getByRole('table', { name: 'First rows' });
  }

  get dismiss(): Locator {
    return this.reading.getByRole('button', { name: 'Dismiss' });
  }
}
