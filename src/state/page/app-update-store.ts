import type { Workbox } from 'workbox-window';
import { create } from 'zustand';

/** A tab that stays open asks for a new version when it is looked at again, at most this often. */
const ASK_EVERY_MS = 60 * 60 * 1000;

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
let reloading = false;
let worker: Workbox | undefined;

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
    void activate();
  },

  postpone() {
    set({ update: 'later' });
  },
}));

async function register(): Promise<void> {
  const announce = () => useAppUpdate.setState({ update: 'ready' });
  const { serviceWorker } = navigator;
  try {
    const { Workbox } = await import('workbox-window');
    worker = new Workbox('./sw.js');
    worker.addEventListener('waiting', announce);
    // The first worker could not fetch or keep all it needs; a later one that could not leaves the one in use as it is.
    worker.addEventListener('redundant', ({ isUpdate }) => {
      if (!isUpdate && !serviceWorker.controller) useAppUpdate.setState({ offline: 'failed' });
    });
    // A worker taking over from another one: this page asked for it, or another tab did; then this page is the old version.
    let controlled = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => {
      if (reloading) location.reload();
      else if (controlled) announce();
      controlled = true;
    });
    await worker.register();
    askAgainWhenSeen(worker);
    await serviceWorker.ready;
    useAppUpdate.setState({ offline: 'ready' });
  } catch {
    useAppUpdate.setState({ offline: 'failed' });
  }
}

async function activate(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  // Another tab may have put it into use already: then loading again is all there is to do.
  if (!registration?.waiting) {
    location.reload();
    return;
  }
  reloading = true;
  worker?.messageSkipWaiting();
}

function askAgainWhenSeen(worker: Workbox): void {
  let asked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_EVERY_MS) return;
    asked = Date.now();
    worker.update().catch(() => undefined); // without network there is nothing new
  });
}
