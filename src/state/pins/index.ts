export { type Pin, pinSchema } from './pins-kept.ts';
export { MAX_SHOWN, usePins } from './pins-store.ts';
