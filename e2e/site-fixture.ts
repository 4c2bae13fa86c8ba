import { test as base } from './fixtures.ts';
import { SiteServer } from './site-server.ts';

/** The site in a folder of a server of the test's own, which can lose files, go away and come back; `baseURL` is that folder. */
export const test = base.extend<{ readonly site: SiteServer }>({
  site: async ({ browserName: _ }, use) => {
    const site = new SiteServer();
    await site.start();
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => use(site.address),
});
