/** Files of which others, given later, take the place. */
import type { BlobFile, TakenFile } from '../../engine/protocol.ts';

export interface Exchange {
  readonly files: readonly BlobFile[];
  /** One a file. */
  readonly given: readonly TakenFile[];
  /** What happened, a sentence each. */
  readonly told: readonly string[];
  /** Whether the weights are others now. */
  readonly otherWeights: boolean;
}

/** Without those that gave way, and without what is of no use and has the name of one that stays. `given`: one a file. */
export function exchangeFiles(files: readonly BlobFile[], given: readonly TakenFile[]): Exchange {
  const told: string[] = [];
  let otherWeights = false;
  const stays = given.map((one, index) => {
    if (one.replacedBy !== null) {
      otherWeights ||= one.role === 'weights' || one.role === 'archive';
      told.push(
        one.replacedBy === one.name
          ? `${one.name} replaces the earlier file of that name.`
          : `${one.replacedBy} replaces ${one.name}.`,
      );
      return false;
    }
    const isTwin =
      one.role === 'foreign' && given.some(({ name, role }, at) => at < index && name === one.name && role !== 'foreign');
    if (isTwin)
      told.push(`${one.name} is ${one.kind ?? 'of no use'} now: the earlier file is kept.${one.advice ? ` ${one.advice}` : ''}`);
    return !isTwin;
  });
  return {
    files: files.filter((_, index) => stays[index]),
    given: given.filter((_, index) => stays[index]),
    told,
    otherWeights,
  };
}
