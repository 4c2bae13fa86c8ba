/**
 * What the page costs a person who types, plays and scrolls: in a real browser, from the built site.
 *
 *     npx vite build
 *     LRP_LENS_CHROMIUM=/usr/bin/chromium-headless-shell npx tsx bench/page.ts [--checkout FOLDER]
 *
 * Only on a machine that does nothing else: what a core is missing shows as dropped frames.
 */
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { BROWSER, SITE, serveSite } from './site.ts';

const SENTENCE = 'this is the sort of film that one would like to love but it never quite earns it at';
/** A space alone changes nothing: each word's first letter is given with the sentence. */
const TYPED = ['altogether', 'nicely', 'wonderful'];
/** Times each is typed: where in a frame a key falls is chance, and most of what the answer waits for. */
const ROUNDS = 3;

const { values } = parseArgs({ options: { checkout: { type: 'string', default: '.' } } });

interface Key {
  /** Milliseconds from the input event to the first change in LRP's heat map that belongs to it. */
  readonly toDom: number;
  /** Animation frames begun meanwhile; 0 where they are not counted. */
  readonly frames: number;
}

function quantile(all: readonly number[], share: number): number {
  return all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;
}

const text = (all: readonly number[], digits = 1) =>
  `median ${quantile(all, 0.5).toFixed(digits)}, 90 % ${quantile(all, 0.9).toFixed(digits)}, largest ${Math.max(...all).toFixed(digits)} (${all.length})`;

/**
 * Types a letter and waits until the heat map shows the new words.
 *
 * @param counts whether frames are counted. To count them is to ask for them, and the answer's message waits until they are over: the time is
 *   then 2 to 5 ms longer.
 */
async function key(page: Page, letter: string, counts: boolean): Promise<Key> {
  // It must listen before the key is pressed, which overtakes what is evaluated.
  await page.evaluate((counts) => {
    Object.assign(window, {
      benchKey: new Promise<Key>((done) => {
        const shown = () => {
          const grids = [...document.querySelectorAll('[role=grid]')];
          return grids.find((one) => /^LRP/.test(one.getAttribute('aria-label') ?? ''))?.textContent ?? '';
        };
        const before = shown();
        addEventListener(
          'input',
          ({ timeStamp }) => {
            let frames = 0;
            let running = true;
            const count = () => {
              frames++;
              if (running) requestAnimationFrame(count);
            };
            if (counts) requestAnimationFrame(count);
            const observer = new MutationObserver(() => {
              if (shown() === before) return;
              running = false;
              observer.disconnect();
              done({ toDom: performance.now() - timeStamp, frames });
            });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          },
          { once: true, capture: true },
        );
      }),
    });
  }, counts);
  await page.keyboard.press(letter);
  return page.evaluate(() => (window as unknown as { benchKey: Promise<Key> }).benchKey);
}

/** Milliseconds between frames for as long as `work` takes. */
async function frames(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { benchFrames: times });
    const next = (now: number) => {
      times.push(now);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await work();
  const times = await page.evaluate(() => (window as unknown as { benchFrames: number[] }).benchFrames.slice());
  return times.slice(1).map((time, at) => time - (times[at] ?? Number.NaN));
}

const rate = (gaps: readonly number[]) =>
  `${((1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(1)} a second; ${gaps.filter((gap) => gap > 25).length} of ${gaps.length} came late; ms between: ${text(gaps)}`;

async function typing(page: Page): Promise<void> {
  await page.goto(SITE);
  const sentence = page.getByRole('textbox', { name: 'Sentence' });
  await sentence.fill(SENTENCE);
  await page.waitForTimeout(3000); // late parts come, the rest below is painted
  const keys = await typed(page, false);
  console.log(`input to changed heat map, ms (aim: median 15): ${text(keys.map(({ toDom }) => toDom))}`);
  const frames = (await typed(page, true)).map((one) => one.frames);
  console.log(`frames begun before it (aim: at most 2): ${text(frames, 0)}`);
}

/** Every letter but each word's first. */
async function typed(page: Page, counts: boolean): Promise<Key[]> {
  const sentence = page.getByRole('textbox', { name: 'Sentence' });
  const keys: Key[] = [];
  for (const word of Array(ROUNDS).fill(TYPED).flat()) {
    await sentence.fill(`${SENTENCE} ${word[0]}`);
    await sentence.press('End');
    await page.waitForTimeout(500);
    for (const letter of word.slice(1)) {
      keys.push(await key(page, letter, counts));
      await page.waitForTimeout(150);
    }
  }
  return keys;
}

async function playing(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${SITE}#tokens=${`${SENTENCE} altogether`.replaceAll(' ', '+')}&inside=lrp`);
  const section = page.getByRole('region', { name: 'Inside: how relevance flows' });
  await section.getByRole('region', { name: /^The network/ }).waitFor();
  await section.scrollIntoViewIfNeeded();
  await page.waitForTimeout(2000);
  const gaps = await frames(page, async () => {
    await section.getByRole('button', { name: 'Play' }).click();
    await section.getByRole('button', { name: 'Pause' }).waitFor({ state: 'detached', timeout: 60_000 });
  });
  console.log(`Inside, 20 words, playing: frames ${rate(gaps)}`);
}

async function scrolling(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.goto(SITE);
  await page.getByRole('grid', { name: /^LRP/ }).waitFor();
  await page.waitForTimeout(2000);
  const gaps = await frames(page, async () => {
    for (let step = 0; step < 120; step++) {
      await page.mouse.wheel(0, step < 60 ? 60 : -60);
      await page.waitForTimeout(16);
    }
  });
  console.log(`Explain, scrolled down and up: frames ${rate(gaps)}`);
}

const stopServing = await serveSite(values.checkout);
const browser = await chromium.launch(BROWSER);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript('globalThis.__name = (one) => one'); // tsx names functions so, in those given to the page too
  await typing(page);
  await playing(page);
  await scrolling(page);
} finally {
  await browser.close();
  stopServing();
}
