/** A browser's address bar and history, for tests in Node. */
import { vi } from 'vitest';

export const bar = { entries: ['#'], states: [null] as unknown[], place: 0, listeners: new Map<string, Set<() => void>>() };
export const here = (): string => bar.entries[bar.place] ?? '';
export function go(step: number): void {
  bar.place += step;
  for (const type of ['popstate', 'hashchange']) for (const listener of bar.listeners.get(type) ?? []) listener();
}
export function paste(fragment: string): void {
  bar.entries = [...bar.entries.slice(0, bar.place + 1), fragment];
  bar.states = bar.states.slice(0, bar.place + 1);
  go(1);
}

/** A new window: at no entry, in the place of the test's globals. */
export function stubAddressBar(): void {
  Object.assign(bar, { entries: [''], states: [null], place: 0, listeners: new Map() });
  vi.stubGlobal('location', {
    get hash() {
      return here();
    },
    get href() {
      return `https://lens.example/${here()}`;
    },
  });
  vi.stubGlobal('history', {
    get state() {
      return bar.states[bar.place] ?? null;
    },
    go,
    pushState: (state: unknown, _: string, fragment: string) => {
      bar.entries = [...bar.entries.slice(0, bar.place + 1), fragment];
      bar.states = [...bar.states.slice(0, bar.place + 1), state];
      bar.place++;
    },
    replaceState: (state: unknown, _: string, fragment = here()) => {
      bar.entries[bar.place] = fragment;
      bar.states[bar.place] = state;
    },
  });
  vi.stubGlobal('document', { addEventListener: () => undefined });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    bar.listeners.set(type, new Set(bar.listeners.get(type)).add(listener));
  });
  vi.stubGlobal('removeEventListener', (type: string, listener: () => void) => bar.listeners.get(type)?.delete(listener));
}
