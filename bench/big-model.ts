/**
 * What a large model costs in the page: seconds and memory, in a real browser.
 *
 *     /usr/bin/python3 bench/make-big-model.py /tmp/big
 *     LRP_LENS_CHROMIUM=/usr/bin/chromium-headless-shell npx tsx bench/big-model.ts /tmp/big [--checkout FOLDER] [--private]
 *
 * `--checkout`: another checkout, built; to compare with. `--private`: a window that keeps nothing beyond the session, as private ones do.
 * Memory is what /proc says of the tab's process (its workers are threads of it) and of the browser's, which holds files on their way; so
 * is the time that the tab computed, which says more than the clock where the machine does other work.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { BROWSER, SITE, serveSite } from './site.ts';

const LONG = 300_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { checkout: { type: 'string', default: '.' }, private: { type: 'boolean', default: false } },
});

interface Cost {
  /** MB of the tab's process, and of all of the browser's processes; what they share counts by parts. */
  readonly tab: number;
  readonly all: number;
  /** Seconds that the tab has computed. */
  readonly seconds: number;
}

function costNow(profile: string): Cost {
  const found = readdirSync('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!/^\d+$/.test(pid) || !isOurs(pid, profile)) return [];
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const kilobytes = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
      const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const seconds = (Number(times[11]) + Number(times[12])) / 100; // utime and stime, in ticks
      return [{ isTab: command.includes('--type=renderer'), mega: kilobytes('Pss') / 1000, seconds }];
    } catch {
      return []; // it has ended, or is none of ours
    }
  });
  const sum = (which: typeof found) => which.reduce((total, { mega }) => total + mega, 0);
  const tabs = found.filter(({ isTab }) => isTab);
  return { tab: sum(tabs), all: sum(found), seconds: tabs.reduce((total, { seconds }) => total + seconds, 0) };
}

/** Whether it is the browser, or was started by it. */
function isOurs(pid: string, profile: string): boolean {
  let at = pid;
  for (let depth = 0; depth < 6 && at !== '1' && at !== '0'; depth++) {
    if (readFileSync(`/proc/${at}/cmdline`, 'utf8').includes(profile)) return true;
    at = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))?.[1] ?? '0';
  }
  return false;
}

/** Runs `work`, looking at the memory meanwhile. */
async function measured(what: string, profile: string, work: () => Promise<unknown>): Promise<void> {
  let [tab, all] = [0, 0];
  const look = setInterval(() => {
    const now = costNow(profile);
    [tab, all] = [Math.max(tab, now.tab), Math.max(all, now.all)];
  }, 40);
  const before = costNow(profile).seconds;
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(look);
  const after = costNow(profile);
  const text = (mega: number) => `${mega.toFixed(0)} MB`.padStart(8);
  console.log(
    `${what.padEnd(44)} ${seconds.toFixed(2).padStart(7)} s, ${(after.seconds - before).toFixed(2).padStart(6)} s computed   tab at its highest ${text(tab)}, after ${text(after.tab)}; browser and tab ${text(all)}, ${text(after.all)}`,
  );
}

const profile = mkdtempSync(join(tmpdir(), 'lrp-lens-big-'));
const stopServing = await serveSite(values.checkout);
const options = {
  ...BROWSER,
  args: [...BROWSER.args, `--lrp-lens-mark=${profile}`],
  viewport: { width: 1280, height: 900 },
};

async function open(): Promise<{ page: Page; close: () => Promise<void> }> {
  if (!values.private) {
    const context = await chromium.launchPersistentContext(profile, options);
    return { page: await context.newPage(), close: () => context.close() };
  }
  const browser = await chromium.launch(options);
  return { page: await browser.newPage(), close: () => browser.close() };
}

const [folder = '.'] = positionals;
try {
  const { page, close } = await open();
  page.setDefaultTimeout(LONG);
  const sentence = page.getByRole('textbox', { name: 'Sentence' });
  const library = page.getByRole('dialog', { name: 'Models' });
  const cells = page.getByRole('grid', { name: /^LRP/ }).getByRole('gridcell').filter({ hasText: /\d/ });
  const explained = async (text: string) => {
    await page.waitForFunction(
      (wanted) => {
        const grid = [...document.querySelectorAll('[role=grid]')].find((one) =>
          one.getAttribute('aria-label')?.startsWith('LRP'),
        );
        const stale = grid?.closest('[aria-busy=true]');
        return !stale && wanted.every((word) => grid?.textContent?.includes(word));
      },
      text.split(' '),
      { polling: 'raf' },
    );
  };
  const typed = async (model: string) => {
    const times: number[] = [];
    const text = 'a very good film';
    for (const last of [' and', ' not', ' bad', ' dull', ' great']) {
      await sentence.fill(`${text}${last.slice(0, -1)}`);
      await page.waitForTimeout(600);
      const start = performance.now();
      await sentence.press(`${last.at(-1)}`);
      await explained(`${text}${last}`);
      times.push(performance.now() - start);
    }
    console.log(`${model}: explained after the last key: ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
  };
  await page.goto(SITE);
  await cells.first().waitFor();
  await typed('bundled model');
  console.log(`before: tab ${costNow(profile).tab.toFixed(0)} MB`);
  await page.getByRole('button', { name: /^Model(s$|: )/ }).click();
  await library.waitFor();
  const use = library.getByRole('button', { name: /^(Use this model|Read it so)$/ });
  await measured('files given, until the form is there', profile, async () => {
    await library.getByLabel('Choose files').setInputFiles(['model.pt', 'vocab.txt'].map((name) => join(folder, name)));
    await use.waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('button')].some(
        (one) => /^Use this model$/.test(one.textContent ?? '') && !one.disabled && one.getAttribute('aria-disabled') !== 'true',
      ),
    );
  });
  await measured('a change of the form, until it is read', profile, async () => {
    const tokens = library.getByRole('textbox', { name: 'Name' }).first();
    await tokens.fill('big');
    await page.waitForFunction(() => !document.querySelector('dialog progress'));
    await page.waitForTimeout(300);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('button')].some(
        (one) => /^Use this model$/.test(one.textContent ?? '') && !one.disabled && one.getAttribute('aria-disabled') !== 'true',
      ),
    );
  });
  await measured('Use this model, until it is in use and kept', profile, async () => {
    await use.click();
    await library
      .getByRole('status', { name: 'About the models' })
      .getByText(/in use|new settings/)
      .waitFor();
  });
  console.log(`  ${await library.getByRole('status', { name: 'About the models' }).innerText()}`);
  await library.getByRole('button', { name: 'Close' }).click();
  await measured('10 s later', profile, () => page.waitForTimeout(10_000));
  await typed('large model');
  await measured('a word it does not know: spellings', profile, async () => {
    await sentence.fill('a very goood film');
    await explained('a very goood film');
    await page.waitForTimeout(500);
  });
  await measured('reload, until it explains', profile, async () => {
    await page.reload();
    await cells.first().waitFor();
  });
  console.log(`  model after the reload: ${await page.getByRole('button', { name: /^Model(s$|: )/ }).innerText()}`);
  await close();
} finally {
  stopServing();
  rmSync(profile, { recursive: true, force: true });
}
