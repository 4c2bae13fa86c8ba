/** Pixels between a button and what opens beneath it, and between that and the window's edge. */
const GAP = 6;

/** Puts an open popover beneath its button, or above where there is more room, within the window. Absolute ones scroll with the page. */
export function placeBeneath(panel: HTMLElement): void {
  const button = document.querySelector(`[popovertarget="${CSS.escape(panel.id)}"]`);
  if (!button) return;
  const { left, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const room = document.documentElement.clientWidth - width - GAP;
  const y = bottom + GAP + height > innerHeight && top > height + GAP ? top - height - GAP : bottom + GAP;
  const scrolled = getComputedStyle(panel).position === 'absolute' ? scrollY : 0;
  Object.assign(panel.style, { left: `${Math.max(GAP, Math.min(left, room))}px`, top: `${y + scrolled}px` });
}
