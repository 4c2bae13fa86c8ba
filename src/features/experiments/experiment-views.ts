import type { ExperimentId } from '../../engine/experiment-protocol.ts';
import { ACCURACY_PARTS } from './accuracy-parts.tsx';
import { AGREEMENT_PARTS } from './agreement-parts.tsx';
import { CONTEXT_PARTS } from './context-parts.tsx';
import { DELETION_PARTS } from './deletion-parts.tsx';
import type { ExperimentParts } from './experiment-parts.ts';
import { FAITHFULNESS_PARTS } from './faithfulness-parts.tsx';
import { KNOWN_ANSWERS_PARTS } from './known-answers-parts.tsx';
import { MAP_PARTS } from './map-parts.tsx';
import { POSITION_PARTS_VIEW } from './position-parts.tsx';
import { WORDS_PARTS } from './words-parts.tsx';

export const EXPERIMENT_VIEWS: { readonly [Id in ExperimentId]: ExperimentParts<Id> } = {
  accuracy: ACCURACY_PARTS,
  deletion: DELETION_PARTS,
  position: POSITION_PARTS_VIEW,
  words: WORDS_PARTS,
  map: MAP_PARTS,
  context: CONTEXT_PARTS,
  faithfulness: FAITHFULNESS_PARTS,
  agreement: AGREEMENT_PARTS,
  known: KNOWN_ANSWERS_PARTS,
};
