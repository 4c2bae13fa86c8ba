import { useRef } from 'react';
import { useExplain } from '../../state/sentence/index.ts';
import { type Edit, useWhatIf } from '../../state/what-if/index.ts';
import { CloseIcon } from '../../ui/controls/icons.tsx';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { shortName } from '../../ui/text/short-name.ts';
import styles from './edit-chips.module.css';
import { editName } from './edit-names.ts';

/** The edits, each to be taken back. */
export function EditChips() {
  const list = useRef<HTMLUListElement>(null);
  const edits = useWhatIf((state) => state.edits);
  const takeBack = useWhatIf((state) => state.takeBack);
  const tokens = useExplain((state) => state.response?.explanation.tokens);

  const remove = (edit: Edit, index: number) => {
    // The focus goes on to a neighbour, or with the last chip to Undo, which brings it back.
    const buttons = Array.from(list.current?.querySelectorAll('button') ?? []);
    const next =
      buttons[index + 1] ?? buttons[index - 1] ?? list.current?.parentElement?.querySelector<HTMLElement>('[data-undo]');
    next?.focus();
    takeBack(edit.position);
  };

  return (
    <ul ref={list} className={styles.list} aria-label="Edits">
      {edits.map((edit, index) => {
        const word = tokens?.[edit.position] ?? `word ${edit.position + 1}`;
        return (
          <li key={edit.position} className={styles.chip}>
            <span className={styles.text}>
              <EditText word={word} edit={edit} />
            </span>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Take back: ${shortName(word)}, ${editName(edit)}`}
              onClick={() => remove(edit, index)}
            >
              <CloseIcon />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function EditText({ word, edit }: { readonly word: string; readonly edit: Edit }) {
  if (edit.kind === 'replace') {
    return (
      <>
        <ShortName name={word} /> <span aria-hidden="true">→</span>
        <span className="visually-hidden">replaced with</span> <ShortName className={styles.word} name={edit.word} />
      </>
    );
  }
  return (
    <>
      <bdi>
        <s>{shortName(word)}</s>
      </bdi>{' '}
      <span className={styles.kind}>{editName(edit)}</span>
    </>
  );
}
