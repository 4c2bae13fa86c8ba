import type { Explanation } from '../../engine/protocol.ts';
import { goldClassesOf, hasGold, labelClasses, useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { isLoneValue, outputNote, predictedName, useExplain } from '../../state/sentence/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { ClassCards } from '../../ui/heat-map/class-cards.tsx';
import { Note, Row } from '../../ui/layout/index.ts';
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
  const output = useModel((state) => state.info?.output ?? 'softmax');
  const model = explanation?.model ?? { classes, ...(output === 'softmax' ? {} : { output }) };
  const lone = isLoneValue(model);
  const note = outputNote(model);

  return (
    <>
      <Row gap={4} spread below={2}>
        <h2 className="eyebrow" id="prediction-heading">
          {lone ? 'Prediction · the value that is explained' : 'Prediction · choose a class to explain it'}
        </h2>
        <GoldLabel classes={labelClasses({ classes, output })} predicted={predicted} />
        {!lone && (
          <Check
            className={`screen-only ${styles.follow}`}
            checked={follow}
            disabled={!explanation}
            onChange={() => setTarget(follow && explanation ? explanation.target : 'predicted')}
          >
            always explain the {predictedName(model)} {model.output === 'linear' ? 'value' : 'class'}
          </Check>
        )}
      </Row>
      {note && <Note below={2}>{note}</Note>}
      <ClassCards
        classes={classes}
        probabilities={explanation?.probabilities ?? null}
        scores={explanation?.scores ?? null}
        isNumber={model.output === 'linear'}
        predicted={predicted}
        predictedName={predictedName(model)}
        target={explanation ? (follow ? predicted : target) : null}
        contrast={explanation?.contrast ?? null}
        labelledBy="prediction-heading"
        onChoose={(index) => setTarget(index === predicted ? 'predicted' : index)}
      />
    </>
  );
}

/** What the chosen example's author says it is, and whether the model agrees; nothing for a sentence that was typed. */
function GoldLabel({ classes, predicted }: { readonly classes: readonly string[]; readonly predicted: number | null }) {
  const example = useExplain((state) => state.example);
  const goldClasses = useExamples((state) => goldClassesOf(state, example));
  // While an answer is awaited, `predicted` still belongs to the sentence before.
  const current = useExplain((state) => state.status === 'current');
  const gold = example?.gold ?? null;
  if (gold === null || !hasGold({ goldClasses }, classes)) return null;
  const comparable = predicted !== null && current;
  return (
    <Note className={styles.gold}>
      true label <strong>{classes[gold]}</strong>
      {comparable && (predicted === gold ? ' · predicted correctly' : ' · ✗ predicted incorrectly')}
    </Note>
  );
}
