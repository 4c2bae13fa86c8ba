export { useSteps } from './history-steps.ts';
export {
  connectEdits,
  experimentLinkHere,
  followAddress,
  fragmentHere,
  linkHere,
  openLink,
  startModels,
} from './link-store.ts';
export { type LinkProblem, MAX_LINKED_CHARACTERS } from './url-state.ts';
export { useLink } from './use-link.ts';
