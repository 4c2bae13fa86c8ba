import puppeteer, { type ElementHandle } from 'puppeteer-core';
import { type StartBrowser, WINDOW } from './driver.ts';

/** A Firefox as Mozilla or a distribution gives it, by WebDriver BiDi. */
export function stockFirefox(executablePath: string): StartBrowser {
  return async (downloads) => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      defaultViewport: WINDOW,
      extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': downloads },
    });
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`page error: ${error instanceof Error ? error.message : error}`));
    return {
      browser: (await browser.version()).replace('firefox/', 'Firefox '),
      open: async (address) => void (await page.goto(address)),
      evaluate: <Value>(expression: string) => page.evaluate(expression) as Promise<Value>,
      element: async (expression) => {
        const found = (await page.evaluateHandle(expression)).asElement() as ElementHandle<HTMLInputElement> | null;
        return (
          found && {
            click: () => found.click(),
            type: (text) => page.keyboard.type(text),
            give: (paths) => found.uploadFile(...paths),
          }
        );
      },
      problems: async () => problems.splice(0),
      close: () => browser.close(),
    };
  };
}
