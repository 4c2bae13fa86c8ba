import { existsSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { ComparePage } from './pages/compare-page.ts';
import { DataSetsPage } from './pages/data-sets-page.ts';
import { EvidencePage } from './pages/evidence-page.ts';
import { ExamplesPage } from './pages/examples-page.ts';
import { ExperimentsPage } from './pages/experiments-page.ts';
import { ExplainPage } from './pages/explain-page.ts';
import { ExportPage } from './pages/export-page.ts';
import { InsidePage } from './pages/inside-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { PhrasesPage } from './pages/phrases-page.ts';
import { PinsPage } from './pages/pins-page.ts';
import { PublishedPage } from './pages/published-page.ts';
import { QuestionPage } from './pages/question-page.ts';
import { SecondPage } from './pages/second-page.ts';
import { SharePage } from './pages/share-page.ts';
import { TourPage } from './pages/tour-page.ts';
import { TrustPage } from './pages/trust-page.ts';
import { FOLDER, FOLDER_WITHOUT_SST } from './site-server.ts';

/** Whether the site was built with the SST test set; without it, it is offered for download. Neither is a fault of the app. */
export const siteHasSst = existsSync('dist/sst/sequence_test.txt');

/**
 * Marks a test that may come out otherwise where the SST test set or ../shared is out of reach: CI runs it both ways
 * (scripts/check.mjs). All others get a site without the set, so that they cannot.
 */
export const DATA = { tag: '@data' };

/** What Playwright's own stand-in for a blocked service worker (playwright.config.ts) writes. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

/** The page objects, by the names that tests ask for. */
const PAGES = {
  explain: ExplainPage,
  examples: ExamplesPage,
  question: QuestionPage,
  compare: ComparePage,
  dataSets: DataSetsPage,
  evidence: EvidencePage,
  experiments: ExperimentsPage,
  inside: InsidePage,
  models: ModelsPage,
  phrases: PhrasesPage,
  pins: PinsPage,
  published: PublishedPage,
  second: SecondPage,
  share: SharePage,
  exports: ExportPage,
  tour: TourPage,
  trust: TrustPage,
};

export type Pages = { readonly [Name in keyof typeof PAGES]: InstanceType<(typeof PAGES)[Name]> };

export interface Fixtures extends Pages {
  /** All of them. */
  readonly pages: Pages;
  /** Messages a test brings about on purpose, such as a 404 it staged; any other console error fails the test. */
  readonly expectedErrors: RegExp;
  readonly watch: undefined;
}

/** Gives a test one of the page objects by its name. */
function one<Name extends keyof Pages>(name: Name) {
  return async ({ pages }: { pages: Pages }, use: (page: Pages[Name]) => Promise<void>) => {
    await use(pages[name]);
  };
}

/** Every test fails on a page error, a console error, or a request to another host that it did not stage. */
export const test = base.extend<Fixtures>({
  expectedErrors: [/(?!)/, { option: true }],

  baseURL: async ({ baseURL }, use, { tags }) => {
    await use(tags.includes(DATA.tag) ? baseURL : baseURL?.replace(FOLDER, FOLDER_WITHOUT_SST));
  },

  watch: [
    async ({ page, baseURL, expectedErrors }, use) => {
      const problems: string[] = [];
      const origin = baseURL && new URL(baseURL).origin;
      const note = (text: string) => {
        if (!expectedErrors.test(text) && !text.endsWith(BLOCKED)) problems.push(text);
      };
      page.on('pageerror', (error) => note(`page error: ${error.message}`));
      page.on('console', (message) => {
        if (message.location().url.endsWith('/sst/sequence_test.txt')) return;
        if (message.type() === 'error' || message.type() === 'warning') note(`console ${message.type()}: ${message.text()}`);
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.origin !== origin) note(`request to another host: ${request.url()}`);
      });
      await use(undefined);
      if (problems.length > 0) throw new Error(`the page had problems:\n${problems.join('\n')}`);
    },
    { auto: true },
  ],

  pages: async ({ page }, use) => {
    const opened = Object.entries(PAGES).map(([name, PageObject]) => [name, new PageObject(page)]);
    await use(Object.fromEntries(opened));
  },

  explain: one('explain'),
  examples: one('examples'),
  question: one('question'),
  compare: one('compare'),
  dataSets: one('dataSets'),
  evidence: one('evidence'),
  experiments: one('experiments'),
  inside: one('inside'),
  models: one('models'),
  phrases: one('phrases'),
  pins: one('pins'),
  published: one('published'),
  second: one('second'),
  share: one('share'),
  exports: one('exports'),
  tour: one('tour'),
  trust: one('trust'),
});
