import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules whose outcome depends on the theme. They are most of axe's work. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** `colour`: those rules alone; `other`: all but those. */
export type AxeRules = 'all' | 'colour' | 'other';

/** Targets of 24 px (WCAG 2.2) are not among its defaults. The page has no frames, and what is in order need not be told. */
function optionsFor(rules: AxeRules): RunOptions {
  const options: RunOptions = { resultTypes: ['violations'], iframes: false };
  if (rules === 'colour') return { ...options, runOnly: OF_COLOUR };
  const off = rules === 'other' ? OF_COLOUR.map((rule) => [rule, { enabled: false }]) : [];
  return { ...options, rules: { 'target-size': { enabled: true }, ...Object.fromEntries(off) } };
}

/** What axe finds on the page as it stands. */
export async function axeProblems(page: Page, rules: AxeRules = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  return page.evaluate(async (options) => {
    const axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } = Reflect.get(window, 'axe');
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, optionsFor(rules));
}
