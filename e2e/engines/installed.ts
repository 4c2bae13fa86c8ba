import { existsSync } from 'node:fs';
import { firefox, webkit } from '@playwright/test';
import type { StartBrowser } from './driver.ts';
import { stockFirefox } from './firefox-driver.ts';
import { playwrightBrowser } from './playwright-driver.ts';
import { webkitGtk } from './webkit-driver.ts';

interface Installed {
  /** null: the engine is not there. */
  readonly start: StartBrowser | null;
  /** What to do about that. */
  readonly reason: string;
}

/** How an engine is started here: as scripts/ensure-browser.mjs said (`npm test`), else the one that Playwright has installed. */
export function startOf(engine: string): Installed {
  const { LRP_LENS_CHROMIUM = '', LRP_LENS_FIREFOX = '', LRP_LENS_WEBKIT = '' } = process.env;
  switch (engine) {
    case 'Firefox':
      return LRP_LENS_FIREFOX ? found(stockFirefox(LRP_LENS_FIREFOX)) : ofPlaywright(engine, firefox.executablePath());
    case 'WebKit':
      return LRP_LENS_WEBKIT ? found(webkitGtk(LRP_LENS_WEBKIT)) : ofPlaywright(engine, webkit.executablePath());
    default:
      return found(playwrightBrowser(engine, LRP_LENS_CHROMIUM));
  }
}

function found(start: StartBrowser): Installed {
  return { start, reason: '' };
}

function ofPlaywright(engine: string, path: string): Installed {
  if (existsSync(path)) return found(playwrightBrowser(engine, ''));
  const reason = `left out: no ${engine}. npx playwright install ${engine.toLowerCase()}, or give its path in LRP_LENS_${engine.toUpperCase()}.`;
  return { start: null, reason };
}
