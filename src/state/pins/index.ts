export type { Pin } from './pins-kept.ts';
export { MAX_SHOWN, usePins } from './pins-store.ts';
