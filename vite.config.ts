import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import { LICENCES_FILE, licences } from './scripts/licences.ts';
import { SHIPPED_TEXTS, shippedTexts, sourceUrl } from './scripts/shipped-texts.ts';
import { SOURCE_ARCHIVE, sourceArchive } from './scripts/source-archive.ts';

/**
 * What the page may do. raw.githubusercontent.com: the SST test set and the published model; storage.googleapis.com: Keras' index of IMDB
 * reviews. All fetched only when the person asks for them.
 */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'connect-src': "'self' https://raw.githubusercontent.com https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
};

/** Adds the policy to the built page only: the dev server's own inline scripts would break it. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        // The only inline script is the theme's, which must run before the first paint; it is allowed by its hash.
        const inline = Array.from(html.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, code = '']) => code);
        const hashes = inline.map((code) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`).join('');
        const content = Object.entries(POLICY).map(([name, value]) => `${name} ${value}${name === 'script-src' ? hashes : ''}`);
        return [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: content.join('; ') },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}

/**
 * The service worker: after one visit the whole site opens without network. docs/adr/0008-offline.md says why each choice.
 * The page registers it and announces new versions (src/state/page/app-update-store.ts); nothing is injected, for the policy's sake.
 */
function offline(): Plugin[] {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: null,
    includeManifestIcons: false, // globPatterns has them
    workbox: {
      globPatterns: [
        '**/*.{html,js,css,wasm,svg,ttf}',
        LICENCES_FILE,
        ...SHIPPED_TEXTS,
        'model/{config.json,model.safetensors,vocab.txt}',
        'model/toy-*/*.{json,safetensors,csv}',
        'sst/sequence_test.txt',
      ],
      maximumFileSizeToCacheInBytes: 16_000_000, // the model has 2.2 MB; the default of 2 MiB would leave it out with a mere warning
      // The start page with whatever state its address holds, and no other page of a host that has more in this folder.
      ignoreURLParametersMatching: [/./],
      navigateFallback: null,
      // The first visit's page is served by it at once; a new version still waits until it is asked for (registerType).
      clientsClaim: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
    manifest: {
      name: 'LRP Lens',
      short_name: 'LRP Lens',
      description: 'Type a sentence and see, word by word, what spoke for and against a recurrent network’s decision.',
      lang: 'en-GB',
      // Relative to the manifest: any folder of any host.
      start_url: './',
      scope: './',
      display: 'minimal-ui', // keeps the address at hand: it is what one shares
      theme_color: '#fcfbf9',
      background_color: '#fcfbf9',
      icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' }],
    },
  });
}

/** Of a model's files: what the page was made with, and holds against what it is given. */
function hashesOf(folder: string, names: readonly string[]): Record<string, string> {
  const hashes = names.map((name) => {
    const bytes = readFileSync(new URL(`${folder}/${name}`, import.meta.url));
    return [name, createHash('sha256').update(bytes).digest('hex')];
  });
  return Object.fromEntries(hashes);
}

/** Models that read numbers: they have no words. */
const toyHashes = Object.fromEntries(
  ['addition', 'subtraction'].map((task) => [task, hashesOf(`public/model/toy-${task}`, ['config.json', 'model.safetensors'])]),
);

/** `LRP_LENS_WITHOUT_SST=1`: a site that anyone may publish; the test set's terms allow academic use alone. */
const hasSst = !process.env.LRP_LENS_WITHOUT_SST && existsSync(new URL('public/sst/sequence_test.txt', import.meta.url));

function withoutSst(): Plugin {
  return {
    name: 'without-sst',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      if (!hasSst) rmSync(join(dir, 'sst'), { recursive: true, force: true });
    },
  };
}

const licencesOf = licences();

/** '': nobody says where; the site brings it along. */
const sourceAt = sourceUrl((packageJson as { repository?: unknown }).repository, process.env);

const SHARED_TESTS = ['model', 'explain', 'experiments', 'formats', 'features', 'ui', 'testing'].map(
  (room) => `src/${room}/**/*.test.ts`,
);

export default defineConfig({
  // Relative addresses: the built site works in any folder of any static host.
  base: './',
  plugins: [
    react(),
    contentSecurityPolicy(),
    licencesOf.page(),
    shippedTexts(),
    ...(sourceAt ? [] : [sourceArchive()]),
    withoutSst(),
    offline(),
  ],
  define: {
    // Known beforehand, so that a site without the test set does not ask for it and log a 404.
    'import.meta.env.SST_ON_SITE': hasSst,
    'import.meta.env.MODEL_SHA256': JSON.stringify(hashesOf('public/model', ['config.json', 'model.safetensors', 'vocab.txt'])),
    'import.meta.env.TOY_SHA256': JSON.stringify(toyHashes),
    'import.meta.env.SOURCE_URL': JSON.stringify(sourceAt || `./${SOURCE_ARCHIVE}`),
    'import.meta.env.APP_VERSION': JSON.stringify(packageJson.version),
  },
  worker: {
    format: 'es',
    plugins: () => [licencesOf.worker()],
    // A worker's own script is no more than an import of what it begins with. WebKit runs it once more when a late part imports from it: as
    // an engine without a model that answers every request as well (docs/adr/0018-three-engines.md).
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'beginning', tags: ['$initial'], test: /^(?!.*\.worker\.ts)/ }] } },
    },
  },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false }, // every browser that runs the page has it, or does without
    rolldownOptions: {
      // d3-interpolate makes functions of functions as it is loaded; those that nobody calls would stay, and all of d3-color that they use.
      treeshake: { manualPureFunctions: ['hsl', 'hcl', 'cubehelix', 'rgbSpline', 'interpolateTransform', 'rgbGamma', 'zoomRho'] },
      // What jsPDF asks for to draw HTML, which nobody here does.
      external: ['html2canvas', 'dompurify', 'canvg'],
      // What the page begins with in one file, and what several late parts share in another: in as many files as there are combinations of
      // parts, it is 24 kB more, packed, and twice the requests, which cost a fifth of what opening the page does (docs/performance.md).
      output: {
        codeSplitting: {
          groups: [
            { name: 'beginning', tags: ['$initial'], priority: 1 },
            { name: 'common', test: /src.(?!features.export)|floating-ui/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  // Only what the page loads: the examples beside it import the package, which they are to be given first.
  optimizeDeps: { entries: ['index.html'] },
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    environment: 'node',
    pool: 'forks',
    // One a core: Vitest leaves one core to its own process, which has little to do.
    maxWorkers: '100%',
    // jsfive is loaded with those files that count what it does.
    server: { deps: { inline: ['jsfive'] } },
    // No machine needs as long; only what hangs does.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        // Arithmetic and reading: files share a process, so that what they import is loaded once.
        extends: true,
        test: {
          name: 'unit',
          include: SHARED_TESTS,
          exclude: ['**/*.timing.test.ts'],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Stores, workers and scripts put other things in the place of modules, clocks and the network: a process each.
        extends: true,
        test: {
          name: 'unit-apart',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['**/*.timing.test.ts', ...SHARED_TESTS],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Tests that measure time: one by one, when all others have ended; a measurement that something disturbed is taken again.
        extends: true,
        test: { name: 'timing', include: ['src/**/*.timing.test.ts'], maxWorkers: 1, retry: 2, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
