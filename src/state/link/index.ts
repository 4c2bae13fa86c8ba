export { connectEdits, experimentLinkHere, followAddress, linkHere, startModels, useLink } from './link-store.ts';
export { type LinkProblem, MAX_LINKED_CHARACTERS } from './url-state.ts';
