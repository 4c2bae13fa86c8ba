import { COPIED_BYTES, useModels } from '../../../state/models/index.ts';
import { Note } from '../../../ui/layout/index.ts';
import { formatBytes } from '../../../ui/text/format-number.ts';

/** What the kept models take of the space that the browser gives the page. */
export function SpaceUsed() {
  const { usedBytes, quotaBytes } = useModels((state) => state.space);
  const kept = useModels(({ models }) => models.filter(({ source, stored }) => source !== 'bundled' && stored).length);
  const isLarge = useModels(({ models }) => models.some(({ bytes, stored }) => stored && bytes > COPIED_BYTES));
  if (kept === 0) return null;
  const share = quotaBytes === null ? '' : ` of ${formatBytes(quotaBytes)} that this browser gives the page`;
  return (
    <Note>
      {kept === 1 ? 'Your model takes' : `Your ${kept} models take`} {formatBytes(usedBytes)}
      {share}, and {kept === 1 ? 'is' : 'are'} kept in this browser alone.
      {isLarge &&
        ` Of a file of more than ${formatBytes(COPIED_BYTES)}, a private window keeps only where it lies: leave it there as it is until you close that window.`}
    </Note>
  );
}
