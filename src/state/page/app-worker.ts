/** The service worker that keeps the site (docs/adr/0008-offline.md): registered, watched, and changed for the one of a new version. */
import { Workbox } from 'workbox-window';

/** A tab that stays open asks for a new version when it is looked at again, at most this often. */
const ASK_EVERY_MS = 60 * 60 * 1000;

type Tell = (change: { readonly offline: 'failed' } | { readonly update: 'ready' }) => void;

/**
 * Registers it and waits until it keeps the site.
 * @param tell of a new version, or that the first worker could not keep all it needs
 * @returns what puts a new version into use: the page loads again
 * @throws where the browser refuses it
 */
export async function registerWorker(tell: Tell): Promise<() => Promise<void>> {
  const announce = () => tell({ update: 'ready' });
  const { serviceWorker } = navigator;
  const worker = new Workbox('./sw.js');
  let reloading = false;
  worker.addEventListener('waiting', announce);
  // The first worker could not fetch or keep all it needs; a later one that could not leaves the one in use as it is.
  worker.addEventListener('redundant', ({ isUpdate }) => {
    if (!isUpdate && !serviceWorker.controller) tell({ offline: 'failed' });
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
  return async () => {
    const registration = await serviceWorker.getRegistration();
    // Another tab may have put it into use already: then loading again is all there is to do.
    if (!registration?.waiting) {
      location.reload();
      return;
    }
    reloading = true;
    worker.messageSkipWaiting();
  };
}

function askAgainWhenSeen(worker: Workbox): void {
  let asked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_EVERY_MS) return;
    asked = Date.now();
    worker.update().catch(() => undefined); // without network there is nothing new
  });
}
