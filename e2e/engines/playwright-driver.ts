import { type BrowserType, chromium, firefox, webkit } from '@playwright/test';
import { type StartBrowser, WINDOW } from './driver.ts';

const TYPES: Readonly<Record<string, BrowserType>> = { Chromium: chromium, Firefox: firefox, WebKit: webkit };

/** @param executablePath '': the one that Playwright has installed */
export function playwrightBrowser(engine: string, executablePath: string): StartBrowser {
  return async (downloads) => {
    const type = TYPES[engine] ?? chromium;
    const args = type === chromium ? ['--no-sandbox'] : [];
    const browser = await type.launch({ args, ...(executablePath && { executablePath }) });
    const page = await (await browser.newContext({ viewport: WINDOW, serviceWorkers: 'allow' })).newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', ({ message }) => problems.push(`page error: ${message}`));
    page.on('download', (file) => void file.saveAs(`${downloads}/${file.suggestedFilename()}`));
    return {
      browser: `${engine} ${browser.version()}`,
      open: async (address) => void (await page.goto(address)),
      evaluate: (expression) => page.evaluate(expression),
      element: async (expression) => {
        const found = (await page.evaluateHandle<Element | null>(expression)).asElement();
        return (
          found && {
            click: () => found.click(),
            type: (text) => page.keyboard.type(text),
            give: (paths) => found.setInputFiles([...paths]),
          }
        );
      },
      problems: async () => problems.splice(0),
      close: () => browser.close(),
    };
  };
}
