import type { State } from './state.ts';

export const FAILURES_STATES: readonly State[] = [
  {
    name: 'parts that do not come',
    stage: (page) =>
      page.route(/(examples-panel|what-if-panel|experiments-work)-.*\.js$/, (route) => route.fulfill({ status: 404 })),
    expectedErrors: /Failed to (load resource|fetch)/,
    open: async ({ page }) => {
      await page.getByRole('alert').filter({ hasText: 'What if could not be loaded.' }).waitFor();
    },
  },
  {
    name: 'the experiments, which do not come without a connection',
    stage: (page) => page.route(/experiments-work-.*\.js$/, (route) => route.abort()),
    expectedErrors: /Failed to (load resource|fetch)|net::ERR|load preload assets/,
    open: async ({ explain, experiments, page }) => {
      await explain.everything();
      await page.context().setOffline(true);
      await experiments.view('Experiments').click();
      await page.getByRole('alert').filter({ hasText: 'This site cannot be reached.' }).waitFor();
    },
  },
  {
    name: 'a worker that does not answer',
    stage: (page) => page.route('**/engine.worker*', (route) => route.fulfill({ body: '', contentType: 'text/javascript' })),
    withoutModel: true,
    open: ({ page }) => page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor(),
  },
  {
    name: 'a model that cannot be fetched, in a frame of another page',
    embedded: true,
    stage: (page) => page.route('**/model/model.safetensors', (route) => route.fulfill({ status: 404 })),
    withoutModel: true,
    expectedErrors: /Failed to load resource/,
    open: ({ page }) => page.getByRole('alert').filter({ hasText: 'HTTP 404' }).waitFor(),
  },
  {
    name: 'an experiment whose worker crashes',
    expectedErrors: /crashed on purpose/,
    open: async ({ experiments, page }) => {
      await experiments.startLong();
      await experiments.crash();
      await page.getByRole('alert').filter({ hasText: 'crashed on purpose' }).waitFor();
    },
  },
];
