import type { Locator, Page } from '@playwright/test';

/** The Share button, the address and what is told of a link. Never asserts. */
export class SharePage {
  readonly page: Page;
  readonly button: Locator;
  readonly confirmation: Locator;
  readonly notice: Locator;
  readonly linkField: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: /^Share/ });
    this.confirmation = page.getByRole('status').filter({ hasText: 'Link copied' });
    this.notice = page.getByRole('status', { name: 'About the link' });
    this.linkField = page.getByRole('textbox', { name: 'Link to this explanation' });
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
}
