/**
 * What the walks need of a browser, whoever steers it. Playwright steers Chromium, and its own Firefox and WebKit where they are
 * installed; the distribution's Firefox is steered by Puppeteer, its WebKit by WebDriver (docs/adr/0018-three-engines.md).
 */
export interface PageElement {
  /** A click with the pointer, in the middle of it. */
  click(): Promise<void>;
  /** Types this, key by key, in the place of what is selected. */
  type(text: string): Promise<void>;
  /** Gives a file field these files. @param paths absolute */
  give(paths: readonly string[]): Promise<void>;
}

export interface Driver {
  /** Name and version, as the browser tells them. */
  readonly browser: string;
  /** Resolves once the page's own scripts have run. */
  open(address: string): Promise<void>;
  /** The value of an expression in the page, as JSON; a promise is awaited. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** The element that an expression gives; null where it gives none. */
  element(expression: string): Promise<PageElement | null>;
  /** Errors, warnings and uncaught exceptions since the last call. */
  problems(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts a browser with one window of 1440 x 1000. @param downloads the folder that it saves files in */
export type StartBrowser = (downloads: string) => Promise<Driver>;

export const WINDOW = { width: 1440, height: 1000 };
