import type { Locator, Page } from '@playwright/test';

/** The example list beside the work. Never asserts. */
export class ExamplesPage {
  readonly page: Page;
  readonly list: Locator;

  readonly search: Locator;
  readonly count: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('listbox');

    this.search = page.getByRole('searchbox', { name: /Search examples/ });
    this.count = page.getByRole('status').filter({ hasText: / of / });
  }

  tab(name: RegExp): Locator {
    return this.page.getByRole('tab', { name });
  }

  row(number: number): Locator {
    return this.list.getByRole('option', { name: new RegExp(`#${number}\\b`) });
  }

  /** Those that are drawn. */
  get rows(): Locator {
    return this.list.getByRole('option');
  }

  button(name: RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  filter(name: RegExp): Locator {
    return this.page.getByRole('combobox', { name });
  }
}
