import type { Locator, Page } from '@playwright/test';

/** A second model beside the one in use. Never asserts. */
export class SecondPage {
  readonly section: Locator;
  readonly choice: Locator;
  readonly heatMaps: Locator;

  constructor(page: Page) {
    this.section = page.getByRole('region', { name: 'Two models' });
    this.choice = page.getByRole('combobox', { name: 'Compare with' });
    this.heatMaps = this.section.getByRole('grid', { name: /^LRP by / });
  }
}
