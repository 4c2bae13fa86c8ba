/** Style sheets of late parts that did not come: Vite's loader does not ask for one again, so that a part would come without its looks. */
const failed = new Set<HTMLLinkElement>();

/** To be called once, before anything is loaded late. */
export function watchStyles(): void {
  // The event does not bubble.
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failed.add(target);
    },
    { capture: true },
  );
}

/** Addresses of those that have failed and not come since. */
export function failedStyles(): readonly string[] {
  return Array.from(failed, ({ href }) => href);
}

/** Fetches those of the addresses that failed once more. @throws Error where one fails again */
export async function reloadStyles(addresses: ReadonlySet<string>): Promise<void> {
  await Promise.all([...failed].filter(({ href }) => addresses.has(href)).map(reload));
}

function reload(link: HTMLLinkElement): Promise<void> {
  failed.delete(link);
  const again = link.cloneNode() as HTMLLinkElement;
  return new Promise((done, fail) => {
    again.addEventListener('load', () => done());
    again.addEventListener('error', () => fail(new Error(`${again.href} could not be loaded`)));
    link.replaceWith(again);
  });
}
