import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

/** Sequences of a file explained. Never asserts. */
export class NumbersPage {
  readonly page: Page;
  readonly figure: Locator;
  /** What stands at the place that is looked at. */
  readonly dock: Locator;
  readonly whatIf: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.figure = page.getByRole('application', { name: /^LRP: relevance of/ });
    this.dock = page.getByRole('status').filter({ hasText: /^step \d/ });
    this.whatIf = page.getByRole('region', { name: 'What if' });
    this.alert = page.getByRole('alert');
  }

  async showFile(): Promise<void> {
    await this.page.getByText('Sequences of a file', { exact: true }).click();
  }

  async give(name: string, content: string): Promise<void> {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
    await this.page.getByLabel(/^(Choose a file|Another file) …$/).setInputFiles(file);
  }

  async giveScaler(path: string): Promise<void> {
    await this.page.getByLabel('Scaling').selectOption('a scaler of scikit-learn');
    await this.page.getByLabel('Choose its file …').setInputFiles(path);
  }

  /** LRP's numbers. */
  async save(kind: 'CSV' | 'JSON'): Promise<Buffer> {
    const buttons = this.page.getByRole('group', { name: 'Save the numbers of LRP', exact: true });
    const download = this.page.waitForEvent('download');
    await buttons.getByRole('button', { name: kind, exact: true }).click();
    return readFileSync(await (await download).path());
  }

  ledger(part: string): Locator {
    return this.page.getByRole('table', { name: /is made up$/ }).getByRole('row', { name: new RegExp(`^${part}`) });
  }
}
