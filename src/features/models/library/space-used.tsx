import { useModels } from '../../../state/models/index.ts';
import { Note } from '../../../ui/layout/index.ts';
import { formatBytes } from '../../../ui/text/format-number.ts';

/** What the kept models take of the space that the browser gives the page. */
export function SpaceUsed() {
  const { usedBytes, quotaBytes } = useModels((state) => state.space);
  const kept = useModels(({ models }) => models.filter(({ source, stored }) => source !== 'bundled' && stored).length);
  if (kept === 0) return null;
  const share = quotaBytes === null ? '' : ` of ${formatBytes(quotaBytes)} that this browser gives the page`;
  return (
    <Note>
      {kept === 1 ? 'Your model takes' : `Your ${kept} models take`} {formatBytes(usedBytes)}
      {share}, and {kept === 1 ? 'is' : 'are'} kept in this browser alone.
    </Note>
  );
}
