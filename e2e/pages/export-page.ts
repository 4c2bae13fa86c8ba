import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

export interface ExportedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The Export dialog. Never asserts. */
export class ExportPage {
  readonly page: Page;
  readonly button: Locator;
  readonly dialog: Locator;
  readonly download: Locator;
  readonly message: Locator;
  readonly preview: Locator;
  readonly notExported: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: 'Export this explanation' });
    this.dialog = page.getByRole('dialog', { name: 'Export this explanation' });
    this.download = this.dialog.getByRole('button', { name: 'Download' });
    this.message = this.dialog.getByRole('status');
    this.preview = this.dialog.getByRole('region', { name: 'Preview' });
    this.notExported = this.dialog.getByRole('note', { name: 'What is not exported' });
  }

  format(name: string): Locator {
    return this.dialog.getByRole('radio', { name, exact: true });
  }

  /** Saves a figure that is no explanation: its button, then the format in the panel, which stays open. */
  async saveFigure(name: RegExp, format: string): Promise<ExportedFile> {
    const dialog = this.page.getByRole('dialog', { name: 'Save this figure' });
    if (!(await dialog.isVisible())) await this.page.getByRole('button', { name }).first().click();
    await dialog.getByRole('radio', { name: format, exact: true }).check();
    const [file] = await Promise.all([
      this.page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** Colours of a row's cells on the screen, '#rrggbb'. */
  coloursOnScreen(row: string): Promise<string[]> {
    return this.page.locator(`[data-heat-map="${row}"] td`).evaluateAll((cells) =>
      cells.map((cell) => {
        const channels = getComputedStyle(cell).backgroundColor.match(/\d+/g) ?? [];
        const hex = channels.slice(0, 3).map((channel) => Number(channel).toString(16).padStart(2, '0'));
        return `#${hex.join('')}`;
      }),
    );
  }

  /** Chooses a format of the open dialog and copies it. */
  async copy(format: string): Promise<void> {
    await this.format(format).check();
    await this.dialog.getByRole('button', { name: /^Copy/ }).click();
  }

  copyButton(name: string): Locator {
    return this.dialog.getByRole('button', { name });
  }

  /** Opens the dialog where it is closed, chooses the format, and saves the file. */
  async save(format: string): Promise<ExportedFile> {
    if (!(await this.dialog.isVisible())) await this.button.click();
    await this.format(format).check();
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.download.click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }
}
