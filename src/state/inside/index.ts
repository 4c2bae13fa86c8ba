export { useInsideDetails } from './inside-details-store.ts';
export { INSIDE_METHODS, type InsideAnswer, type InsidePlace, type Selection, useInside } from './inside-store.ts';
export type { InsideSubject } from './inside-subject.ts';
