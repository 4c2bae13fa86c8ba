/** Text fields and selects, and whatever stands in an open dialogue. */
const NEEDS_KEYS =
  'select, textarea, dialog, [role="dialog"], input:not([type="file"], [type="checkbox"], [type="radio"], [type="range"])';

/** Whether keys pressed on an event's target belong to it: then no shortcut of the page may take them. */
export function needsKeys(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(NEEDS_KEYS) !== null);
}
