import type { Edit } from '../../state/what-if/index.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** What was done to a word, after its name: 'clever: deleted'. */
export function editName(edit: Edit): string {
  if (edit.kind === 'replace') return `replaced by ${shortName(edit.word)}`;
  return edit.kind === 'delete' ? 'deleted' : 'left out';
}
