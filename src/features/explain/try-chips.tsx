import { TRY_EXAMPLES, useExamples } from '../../state/examples/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import styles from './try-chips.module.css';

/** A few sentences to begin with, and an empty field for one's own. */
export function TryChips() {
  const chosen = useExplain(({ example }) => (example?.set === 'built-in' ? example.number : null));
  const examples = useExamples((state) => state.sets['built-in']?.examples);
  const choose = useExamples((state) => state.choose);
  const setText = useExplain((state) => state.setText);
  const own = () => {
    setText('');
    document.getElementById('sentence')?.focus();
  };
  return (
    <fieldset aria-label="Try" className={`screen-only ${styles.chips}`}>
      <span aria-hidden="true">Try</span>
      {TRY_EXAMPLES.map(({ name, number }) => {
        const example = examples?.[number - 1];
        return (
          example && (
            <button
              key={name}
              type="button"
              className={`${controls.chip} ${styles.chip}`}
              aria-pressed={number === chosen}
              title={example.text}
              onClick={() => choose(example)}
            >
              {name}
            </button>
          )
        );
      })}
      <button type="button" className={`${controls.chip} ${styles.chip}`} onClick={own}>
        Your own…
      </button>
    </fieldset>
  );
}
