import type { Edit } from '../../state/what-if/index.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** What was done to a word, after its name: 'clever: blanked out'. */
export function editName(edit: Edit): string {
  if (edit.kind === 'replace') return `replaced with ${shortName(edit.word)}`;
  return edit.kind === 'delete' ? 'blanked out' : 'removed';
}
