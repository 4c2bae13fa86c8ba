/**
 * Why a part could not be loaded: the site has a newer version, which no longer has this page's parts; it cannot be reached; or it
 * answers, but not with the part.
 */
export type LateFailure = 'new version' | 'unreachable' | 'broken';

/** So long, and the site counts as one that cannot be reached. */
const PATIENCE_MS = 20_000;

/** Asks the site for its start page, which names the script that the page begins with: another name, another version. */
export async function whyFailed(): Promise<LateFailure> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  try {
    const answer = await fetch(new URL('./', document.baseURI), { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) return 'broken';
    const there = entryOf(await answer.text());
    return own && there && own !== there ? 'new version' : 'broken';
  } catch {
    return 'unreachable';
  }
}

/** null: this is not a start page of ours, but perhaps that of a network one has to log in to. */
function entryOf(page: string): string | null {
  if (!page.includes('id="root"')) return null;
  const [, source] = /<script\b[^>]*\btype="module"[^>]*\bsrc="([^"]+)"/.exec(page) ?? [];
  return source ?? null;
}
