import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

/** What the page may do. raw.githubusercontent.com: the SST test set, fetched only when the person asks for it. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self' https://raw.githubusercontent.com",
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

export default defineConfig({
  // Relative addresses: the built site works in any folder of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  define: {
    // Known beforehand, so that a site without the test set does not ask for it and log a 404.
    'import.meta.env.SST_ON_SITE': existsSync(new URL('public/sst/sequence_test.txt', import.meta.url)),
    'import.meta.env.APP_VERSION': JSON.stringify(packageJson.version),
  },
  worker: { format: 'es' },
  build: { target: 'es2022' },
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['e2e/**', 'node_modules/**'],
  },
});
