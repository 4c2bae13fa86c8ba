import { useEffect } from 'react';
import { useModel } from '../state/models/index.ts';
import { useShortcuts, useView } from '../state/page/index.ts';
import { useExplain } from '../state/sentence/index.ts';
import { needsKeys } from '../ui/hooks/needs-keys.ts';

/** The shortcuts of the whole page: `?`, `/`, digits. The table is shortcuts.ts. */
export function useAppShortcuts(showList: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { key, ctrlKey, metaKey, altKey, defaultPrevented, target } = event;
      if (!useShortcuts.getState().singleKeys || defaultPrevented || needsKeys(target)) return;
      // AltGr, with which some keyboards type these, is Ctrl+Alt to some systems; Ctrl or Alt alone belongs to the browser.
      if (metaKey || ctrlKey !== altKey) return;
      if (key === '?') showList();
      else if (key === '/') document.getElementById('sentence')?.focus();
      else if (!chooseTarget(key)) return;
      event.preventDefault(); // or the character would be typed into the field that has just got the focus
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [showList]);
}

/** A digit: the class at that place, 0 the prediction. @returns whether there is such a class */
function chooseTarget(key: string): boolean {
  // Elsewhere nobody would see it.
  if (!/^\d$/.test(key) || useView.getState().view !== 'explain') return false;
  const place = Number(key);
  if (place > (useModel.getState().info?.classes.length ?? 0)) return false;
  useExplain.getState().setTarget(place === 0 ? 'predicted' : place - 1);
  return true;
}
