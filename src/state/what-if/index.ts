export type { EditEffects, Scores } from './edit-effects.ts';
export { editedInput } from './edited-input.ts';
export { type Edit, withEdit } from './edits.ts';
export { takeOver } from './take-over.ts';
export { type Compared, useWhatIf } from './what-if-store.ts';
export { type MenuWord, useWordMenu } from './word-menu-store.ts';
export { judge, type Verdict } from './word-suggestions.ts';
