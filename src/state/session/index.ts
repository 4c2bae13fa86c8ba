export { isSession } from './session-file.ts';
export { useSession } from './session-store.ts';
