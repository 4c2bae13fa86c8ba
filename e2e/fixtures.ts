import { test as base } from '@playwright/test';
import { ExamplesPage } from './pages/examples-page.ts';
import { ExplainPage } from './pages/explain-page.ts';
import { QuestionPage } from './pages/question-page.ts';

interface Fixtures {
  readonly explain: ExplainPage;
  readonly examples: ExamplesPage;
  readonly question: QuestionPage;
  /** Messages a test brings about on purpose, such as a 404 it staged; any other console error fails the test. */
  readonly expectedErrors: RegExp;
  readonly watch: undefined;
}

/** Every test fails on a page error, a console error, or a request to another host that it did not stage. */
export const test = base.extend<Fixtures>({
  expectedErrors: [/(?!)/, { option: true }],

  watch: [
    async ({ page, baseURL, expectedErrors }, use) => {
      const problems: string[] = [];
      const note = (text: string) => {
        if (!expectedErrors.test(text)) problems.push(text);
      };
      page.on('pageerror', (error) => note(`page error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') note(`console ${message.type()}: ${message.text()}`);
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.origin !== baseURL) note(`request to another host: ${request.url()}`);
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
});
