/**
 * The headers of docs/deploy.md, for `lrp-lens serve` and for the tests: one table, which e2e/deploy.spec.ts holds the page against.
 * `frame-ancestors` can only be said by a header; the rest of the policy stands in the built page's own `<meta>` as well (vite.config.ts).
 */

/** Who may show it in a frame is up to the host: `*` lets anyone use the `?embed` view. */
const FRAME_ANCESTORS = "frame-ancestors 'self'";

const SAME_FOR_ALL: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Names that change with what is in them, so that they are good for ever. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** @param path within the site; @param policy of the page, as `policyOf` reads it */
export function headersOf(path: string, policy: string): Readonly<Record<string, string>> {
  return {
    ...SAME_FOR_ALL,
    'Content-Security-Policy': `${policy}; ${FRAME_ANCESTORS}`,
    'Cache-Control': /^assets\/.*-[\w-]{8}\.\w+$/.test(path) ? IMMUTABLE : ASK_AGAIN,
  };
}

/** The policy that a built start page has in its `<meta>`. @throws Error where there is none */
export function policyOf(page: string): string {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  if (!policy) throw new Error('the start page has no Content-Security-Policy: it is no build of this app');
  return policy.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.zip': 'application/zip',
};
