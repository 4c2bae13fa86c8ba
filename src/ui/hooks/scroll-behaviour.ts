/** How the page goes somewhere: it glides, unless the person wants no motion. Asked when it goes, for the system's setting may change. */
export function scrollBehaviour(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
