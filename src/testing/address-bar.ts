/** A browser's address bar and history, for tests in Node. */
import { vi } from 'vitest';

export const bar = { entries: ['#'], place: 0, listeners: new Map<string, () => void>() };
export const here = (): string => bar.entries[bar.place] ?? '';
export function go(step: number): void {
  bar.place += step;
  bar.listeners.get('popstate')?.();
  bar.listeners.get('hashchange')?.();
}
export function paste(fragment: string): void {
  bar.entries = [...bar.entries.slice(0, bar.place + 1), fragment];
  go(1);
}

/** A new window: at no entry, in the place of the test's globals. */
export function stubAddressBar(): void {
  Object.assign(bar, { entries: [''], place: 0, listeners: new Map() });
  vi.stubGlobal('location', {
    get hash() {
      return here();
    },
    get href() {
      return `https://lens.example/${here()}`;
    },
  });
  vi.stubGlobal('history', {
    pushState: (_: unknown, __: string, fragment: string) => {
      bar.entries = [...bar.entries.slice(0, bar.place + 1), fragment];
      bar.place++;
    },
    replaceState: (_: unknown, __: string, fragment: string) => {
      bar.entries[bar.place] = fragment;
    },
  });
  vi.stubGlobal('document', { addEventListener: () => undefined });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => bar.listeners.set(type, listener));
}
