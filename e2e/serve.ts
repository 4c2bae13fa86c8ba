/** The built site, served for the browser tests until they end: `tsx e2e/serve.ts PORT`. */
import { SiteServer } from './site-server.ts';

const site = new SiteServer(Number(process.argv[2]));
await site.start();
console.log(`serving ${site.address}`);
