import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { licences } from './scripts/licences.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The package's code: nothing of it needs another package. Types are tsc's (scripts/build-library.mjs). */
export default defineConfig({
  publicDir: false,
  plugins: [licences().page()],
  // One code for browsers and for Node: packages as browsers get them, and of Node only what is asked for by name.
  resolve: { alias: { fflate: path('node_modules/fflate/esm/browser.js') } },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'lib',
    target: 'es2022',
    minify: 'oxc',
    rolldownOptions: {
      platform: 'browser',
      external: /^node:/,
      input: {
        engine: path('src/library/engine.ts'),
        'engine-node': path('src/library/engine-node.ts'),
        'engine-worker': path('src/library/engine-worker.ts'),
        'engine-thread': path('src/library/engine-thread.ts'),
        formats: path('src/library/formats.ts'),
        element: path('src/library/element.ts'),
        'lrp-lens': path('scripts/lrp-lens.ts'),
        'explain-worker': path('scripts/explain-worker.ts'),
      },
      // In one folder: what starts a thread knows its script by its name beside it.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
