import { create } from 'zustand';

interface AppUpdateState {
  /** Whether the app would open without network. 'off': no service worker here (development, an old browser, plain http). */
  readonly offline: 'off' | 'preparing' | 'ready' | 'failed';
  /**
   * 'ready': a new version waits to be announced; 'later': the person has put it off, and gets it at the next visit; 'coming': it has
   * been asked for, and the page loads again as soon as the service worker of the old one lets go.
   */
  readonly update: 'none' | 'ready' | 'later' | 'coming';
  /** Registers the service worker. Safe to call again; never throws and tells the person of no failure: all works without. */
  start(): void;
  /** Puts the new version into use: the page loads again. To be called on the person's wish alone. */
  reload(): void;
  postpone(): void;
}

let started = false;
let registered: Promise<() => Promise<void>> | undefined;

export const useAppUpdate = create<AppUpdateState>()((set) => ({
  offline: 'off',
  update: 'none',

  start() {
    if (started || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    started = true;
    set({ offline: 'preparing' });
    void register();
  },

  reload() {
    set({ update: 'coming' });
    void registered?.then((takeNewVersion) => takeNewVersion());
  },

  postpone() {
    set({ update: 'later' });
  },
}));

/** What does it is loaded late: nothing of it is needed before all of the page is there. */
async function register(): Promise<void> {
  try {
    registered = import('./app-worker.ts').then(({ registerWorker }) =>
      registerWorker((change) => useAppUpdate.setState(change)),
    );
    await registered;
    useAppUpdate.setState({ offline: 'ready' });
  } catch {
    useAppUpdate.setState({ offline: 'failed' });
  }
}
