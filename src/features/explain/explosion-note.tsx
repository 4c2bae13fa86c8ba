import { explosionNote } from '../../state/sentence/index.ts';
import { Note } from '../../ui/layout/index.ts';
import type { ResultProps } from './method-card.tsx';

/** Where values are beyond any score, that they are. */
export function ExplosionNote({ explanation, result }: ResultProps) {
  const text = explosionNote(explanation, result);
  return text && <Note above={2}>{text}</Note>;
}
