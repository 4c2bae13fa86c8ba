import type { Explanation } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { isLoneValue, outputNote, predictedName, useExplain } from '../../state/sentence/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { Help } from '../../ui/controls/help.tsx';
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
      <Row gap={1} spread below={1}>
        <Row gap={1}>
          <h2 className="eyebrow" id="prediction-heading">
            Prediction
          </h2>
          <Help about="the prediction">
            {lone
              ? 'The value that the model computes is explained.'
              : 'What the model gives each class. Choose a class to explain it: every heat map then shows what speaks for that class and what against it.'}
          </Help>
        </Row>
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
