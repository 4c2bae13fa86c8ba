import type { Explanation } from '../../engine/protocol.ts';
import { useExplain } from '../../state/explain-store.ts';
import { ClassCards } from '../../ui/class-cards.tsx';
import styles from './target-cards.module.css';

interface TargetCardsProps {
  readonly classes: readonly string[];
  /** null: nothing is explained yet. */
  readonly explanation: Explanation | null;
}

/** The classes with what the model gives them; the chosen one is the target of the explanation. */
export function TargetCards({ classes, explanation }: TargetCardsProps) {
  const target = useExplain((state) => state.target);
  const setTarget = useExplain((state) => state.setTarget);
  const predicted = explanation?.predicted ?? null;
  const follow = target === 'predicted';

  return (
    <>
      <div className={styles.heading}>
        <h2 className="eyebrow" id="prediction-heading">
          Prediction · choose a class to explain it
        </h2>
        <label className={styles.follow}>
          <input
            type="checkbox"
            checked={follow}
            disabled={!explanation}
            onChange={() => setTarget(follow && explanation ? explanation.target : 'predicted')}
          />
          follow the prediction
        </label>
      </div>
      <ClassCards
        classes={classes}
        probabilities={explanation?.probabilities ?? null}
        scores={explanation?.scores ?? null}
        predicted={predicted}
        target={explanation ? (follow ? predicted : target) : null}
        labelledBy="prediction-heading"
        onChoose={(index) => setTarget(index === predicted ? 'predicted' : index)}
      />
    </>
  );
}
