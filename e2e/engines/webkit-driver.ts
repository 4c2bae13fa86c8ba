import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Capabilities, type WebDriver, WebElement } from 'selenium-webdriver';
import { type StartBrowser, WINDOW } from './driver.ts';

/** Notes what goes wrong in the page: WebDriver has no command that tells it. */
const LISTEN = `(() => {
  if (window.problems) return;
  window.problems = [];
  const note = (text) => window.problems.push(text);
  addEventListener('error', ({ message }) => note('page error: ' + message));
  addEventListener('unhandledrejection', ({ reason }) => note('page error: ' + reason));
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => note(effectiveDirective + ' refused ' + blockedURI));
  for (const type of ['error', 'warn']) {
    const original = console[type];
    console[type] = (...parts) => { note('console ' + type + ': ' + parts.join(' ')); original(...parts); };
  }
})()`;

/** WebKitGTK, in its MiniBrowser on a screen of Xvfb's, by WebDriver. @param miniBrowser its path */
export function webkitGtk(miniBrowser: string): StartBrowser {
  return async (downloads) => {
    const home = mkdtempSync(join(tmpdir(), 'lrp-lens-webkit-'));
    // MiniBrowser saves into the home folder of one who has no folder for downloads.
    const env = { ...process.env, HOME: downloads, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
    const screen = `-screen 0 ${WINDOW.width}x${WINDOW.height}x24`;
    const port = await freePort();
    const service = spawn('xvfb-run', ['-a', '-s', screen, 'WebKitWebDriver', `--port=${port}`], {
      env,
      stdio: 'ignore',
      detached: true,
    });
    const window = await connect(port, miniBrowser, service);
    await window
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...WINDOW });
    const evaluate = <Value>(expression: string) => window.executeScript<Value>(`return ${expression}`);
    return {
      browser: `WebKit ${(await window.getCapabilities()).get('browserVersion')}`,
      open: async (address) => {
        await window.get(address);
        await evaluate(LISTEN);
      },
      evaluate,
      element: async (expression) => {
        const found = await evaluate<unknown>(expression);
        if (!(found instanceof WebElement)) return null;
        return {
          click: () => found.click(),
          type: (text) => found.sendKeys(text),
          give: (paths) => found.sendKeys(paths.join('\n')),
        };
      },
      problems: () => evaluate<string[]>('(window.problems ?? []).splice(0)'),
      close: async () => {
        await window.quit();
        end(service);
        rmSync(home, { recursive: true, force: true });
      },
    };
  };
}

/** Tries until the service listens. */
async function connect(port: number, binary: string, service: ChildProcess): Promise<WebDriver> {
  const wanted = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  });
  for (;;) {
    if (service.exitCode !== null) throw new Error(`xvfb-run ended with ${service.exitCode} before WebKitWebDriver listened`);
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
    } catch (error) {
      if (!(error instanceof TypeError)) {
        end(service);
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** With the screen and the browser that it has started. */
function end({ pid }: ChildProcess): void {
  if (pid) process.kill(-pid);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address ? address.port : 0;
}
