import type { Page } from '@playwright/test';
import type { Pages } from '../fixtures.ts';

/** What opens a state is given: the browser's page, and every page object. */
export type OpenPages = Pages & { readonly page: Page };

export interface State {
  readonly name: string;
  /** A link's fragment, where the state is not the opening one. */
  readonly link?: string;
  /** Shown as in a frame of another page. */
  readonly embedded?: boolean;
  /** Stages what goes wrong, before the page is opened. */
  readonly stage?: (page: Page) => Promise<unknown>;
  /** There is no model, so that no heat map ever stands. */
  readonly withoutModel?: boolean;
  /** What the console then says. */
  readonly expectedErrors?: RegExp;
  /** Brings the opened page, whose first heat map stands, into the state, at any size. */
  readonly open: (on: OpenPages) => Promise<unknown>;
  /** It does not outlive another size of the window: for each size it is opened anew. */
  readonly reopens?: boolean;
}

/** What is about to be replaced is pale: axe is to see what replaces it. */
export const settled = (page: Page) => page.locator('[data-stale]').first().waitFor({ state: 'detached' });

/** What the header half covers is no small target, but axe takes the page as it stands. */
export const atTheTop = (page: Page) => page.evaluate(() => scrollTo(0, 0));
