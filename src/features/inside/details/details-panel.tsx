import { type RefObject, useEffect } from 'react';
import { type InsideAnswer, type Selection, useInside, useInsideDetails } from '../../../state/inside/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { capitalised } from '../../../ui/text/capitalised.ts';
import { formatSigned } from '../../../ui/text/format-number.ts';
import { boxName } from '../picture/box-names.ts';
import { flowName, VIA_NAMES } from '../picture/flow-names.ts';
import type { Paint } from '../picture/paint.ts';
import type { Picture } from '../picture/picture.ts';
import { CHOSEN_HEADING, ChosenBar } from './chosen-bar.tsx';
import styles from './details.module.css';
import { StateDetails } from './state-details.tsx';
import { StepDetails } from './step-details.tsx';

interface DetailsPanelProps {
  readonly answer: InsideAnswer;
  readonly picture: Picture;
  /** What is told of: what is chosen, else the state that was looked at last. */
  readonly shown: Selection | null;
  readonly paintFor: (limit: number) => Paint;
  readonly drawing: RefObject<Element | null>;
}

/** One state, or one flow's equation, beneath the drawing. */
export function DetailsPanel({ answer, picture, shown, paintFor, drawing }: DetailsPanelProps) {
  const want = useInsideDetails((state) => state.want);
  const details = useInsideDetails((state) => state.details);
  const error = useInsideDetails((state) => state.error);
  const selected = useInside((state) => state.selected);
  const select = useInside((state) => state.select);
  const lost = useInside((state) => state.lost);

  useEffect(() => void want(answer, shown), [want, answer, shown]);

  const { inside } = answer;
  const current = details && details.answer === answer ? details : null;
  return (
    <section aria-label="What is chosen" className={styles.panel}>
      <Stack gap={3} parted>
        {shown ? (
          <Row spread align="start" className={styles.headline}>
            <Title as="h3" size="l" id={CHOSEN_HEADING} tabIndex={-1} aria-live="polite">
              {headline(shown, answer, picture)}
            </Title>
            {selected && (
              <button type="button" className={controls.chip} onClick={() => select(null)}>
                Clear
              </button>
            )}
          </Row>
        ) : (
          <Note>
            Point at a word to light up the paths to it, or at a state to see its gates and units. Click a ribbon for its equation
            with this sentence’s numbers; keys and the tables below lead there too.
          </Note>
        )}
        {lost && (
          <Callout tone="sunken">
            The link points at a state or a ribbon that this network does not have: nothing is selected.
          </Callout>
        )}
        {error && <ErrorBanner title="This could not be computed" error={error} />}
        {shown && current?.kind === 'state' && <StateDetails state={current.state} method={inside.method} paintFor={paintFor} />}
        {shown && current?.kind === 'flow' && (
          <StepDetails step={current.step} className={classOf(shown, answer)} inside={inside} picture={picture} />
        )}
      </Stack>
      {selected && (
        <ChosenBar drawing={drawing} isFlow={selected.kind === 'flow'} headline={nameAndAmount(selected, answer, picture)} />
      )}
    </section>
  );
}

/** Where a flow leaves the score of a class of its own: one sigmoid output is the score of the second of two, and a contrast one of both. */
function classOf({ kind, index }: Selection, { inside, subject }: InsideAnswer): string | null {
  const flow = kind === 'flow' ? inside.flows[index] : undefined;
  const leavesScore = flow !== undefined && inside.nodes[flow.from]?.kind === 'score' && inside.contrast === undefined;
  return (leavesScore && subject.explanation.model.classes[inside.target]) || null;
}

/** With the way that a flow takes. */
function headline(shown: Selection, answer: InsideAnswer, picture: Picture): string {
  const flow = shown.kind === 'flow' && answer.inside.flows[shown.index];
  return `${nameAndAmount(shown, answer, picture)}${flow ? `, ${VIA_NAMES[flow.via]}` : ''}`;
}

function nameAndAmount({ kind, index }: Selection, { inside }: InsideAnswer, picture: Picture): string {
  const { digits } = picture;
  if (kind === 'state') {
    const box = picture.net.boxes[picture.net.boxOf[index] ?? 0];
    return box
      ? `${capitalised(boxName(box, picture.net, picture.lanes, picture.columns))}: ${formatSigned(box.amount, digits)}`
      : '';
  }
  const flow = inside.flows[index];
  if (!flow) return '';
  return `${capitalised(flowName(index, inside, picture))}: ${formatSigned(flow.amount, digits)}`;
}
