import type { Explanation, MethodResult } from '../../engine/protocol.ts';
import { explosionNote } from '../../state/sentence/index.ts';
import { Note } from '../../ui/layout/index.ts';

interface ExplosionNoteProps {
  readonly explanation: Explanation;
  readonly result: MethodResult;
}

/** Where values are beyond any score, that they are. */
export function ExplosionNote({ explanation, result }: ExplosionNoteProps) {
  const text = explosionNote(explanation, result);
  return text && <Note above={2}>{text}</Note>;
}
