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

export interface Fixtures {
  readonly explain: ExplainPage;
  readonly examples: ExamplesPage;
  readonly question: QuestionPage;
  readonly compare: ComparePage;
  readonly dataSets: DataSetsPage;
  readonly evidence: EvidencePage;
  readonly experiments: ExperimentsPage;
  readonly inside: InsidePage;
  readonly models: ModelsPage;
  readonly phrases: PhrasesPage;
  readonly pins: PinsPage;
  readonly published: PublishedPage;
  readonly share: SharePage;
  readonly exports: ExportPage;
  readonly tour: TourPage;
  readonly trust: TrustPage;
  /** Messages a test brings about on purpose, such as a 404 it staged; any other console error fails the test. */
  readonly expectedErrors: RegExp;
  readonly watch: undefined;
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

  explain: async ({ page }, use) => {
    await use(new ExplainPage(page));
  },

  examples: async ({ page }, use) => {
    await use(new ExamplesPage(page));
  },

  question: async ({ page }, use) => {
    await use(new QuestionPage(page));
  },

  compare: async ({ page }, use) => {
    await use(new ComparePage(page));
  },

  dataSets: async ({ page }, use) => {
    await use(new DataSetsPage(page));
  },

  evidence: async ({ page }, use) => {
    await use(new EvidencePage(page));
  },

  experiments: async ({ page }, use) => {
    await use(new ExperimentsPage(page));
  },

  inside: async ({ page }, use) => {
    await use(new InsidePage(page));
  },

  models: async ({ page }, use) => {
    await use(new ModelsPage(page));
  },

  phrases: async ({ page }, use) => {
    await use(new PhrasesPage(page));
  },

  pins: async ({ page }, use) => {
    await use(new PinsPage(page));
  },

  exports: async ({ page }, use) => {
    await use(new ExportPage(page));
  },

  published: async ({ page }, use) => {
    await use(new PublishedPage(page));
  },

  share: async ({ page }, use) => {
    await use(new SharePage(page));
  },

  tour: async ({ page }, use) => {
    await use(new TourPage(page));
  },

  trust: async ({ page }, use) => {
    await use(new TrustPage(page));
  },
});
