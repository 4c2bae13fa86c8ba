import type { Locator, Page } from '@playwright/test';

/** The tour: its invitation, and the panel at the foot of the window. Never asserts. */
export class TourPage {
  readonly invitation: Locator;
  readonly decline: Locator;
  readonly panel: Locator;
  readonly title: Locator;
  /** The section that the step is about. */
  readonly marked: Locator;

  constructor(page: Page) {
    this.invitation = page.getByRole('button', { name: /Take the tour$/ });
    this.decline = page.getByRole('button', { name: 'No tour, thanks' });
    this.panel = page.getByRole('region', { name: /^Tour, step/ });
    this.title = this.panel.getByRole('heading');
    this.marked = page.locator('[data-tour-current]');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** From the invitation on to a step, counted from 1. */
  async goTo(step: number): Promise<void> {
    await this.invitation.click();
    for (let at = 1; at < step; at++) await this.button('Next').click();
  }
}
