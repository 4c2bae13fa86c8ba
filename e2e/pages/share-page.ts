import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** The Share button with its panel, the address, and what is told of a link or a session. Never asserts. */
export class SharePage {
  readonly page: Page;
  readonly button: Locator;
  readonly confirmation: Locator;
  readonly notice: Locator;
  readonly linkField: Locator;
  readonly panel: Locator;
  readonly frameCode: Locator;
  readonly sessionNotice: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: /^Share/ });
    this.confirmation = page.getByRole('status').filter({ hasText: 'Link copied' });
    this.notice = page.getByRole('status', { name: 'About the link' });
    this.linkField = page.getByRole('textbox', { name: 'Link to this explanation' });
    this.panel = page.getByRole('dialog', { name: 'Share' });
    this.frameCode = this.panel.getByRole('textbox', { name: 'Code for a frame' });
    this.sessionNotice = page.getByRole('status', { name: 'About the session' });
  }

  /** Opens a link as it stands, also where only its fragment differs from the page that is open. */
  async open(fragment: string): Promise<void> {
    await this.page.goto(`./#${fragment}`);
  }

  /** The address's fragment, readable. */
  fragment(): string {
    return decodeURIComponent(new URL(this.page.url()).hash.slice(1).replaceAll('+', ' '));
  }

  async copy(): Promise<string> {
    await this.button.click();
    await this.confirmation.waitFor();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The session's file, with the panel open. */
  async saveSession(): Promise<{ readonly name: string; readonly text: string }> {
    const saving = this.page.waitForEvent('download');
    await this.panel.getByRole('button', { name: 'Save session' }).click();
    const file = await saving;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  /** By the panel, which is open. */
  async openSession(name: string, text: string): Promise<void> {
    const buffer = Buffer.from(text);
    await this.panel.getByLabel('Open session …').setInputFiles({ name, mimeType: 'application/json', buffer });
  }
}
