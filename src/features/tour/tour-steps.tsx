import type { ReactNode } from 'react';
import { type Explanation, METHODS } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { isLoneValue, targetScore, targetScoreName, unitOf } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { PALETTES } from '../../ui/heat-map/palettes.ts';
import { Term } from '../../ui/terms/term.tsx';
import { digitsFor, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import { isPartOf } from '../../ui/text/part-of.ts';
import { strongestWord } from './tour-deed.ts';
import { TourTask } from './tour-task.tsx';

export interface TourStep {
  /** Ids of the heading or field whose section the step is about; the first that is there. */
  readonly anchors: readonly string[];
  /** What the step tells of and would lie beneath the panel: a selector within the section. */
  readonly down?: string;
  readonly title: string;
  readonly Text: (props: { readonly explanation: Explanation }) => ReactNode;
}

/** LRP's own card, or what holds it in the other layouts. */
const HEAT_MAP = ['method-lrp', 'why-heading'];

export const STEPS: readonly TourStep[] = [
  { anchors: ['sentence'], title: 'A network has read this', Text: Reading },
  { anchors: ['prediction-heading'], title: 'It decided', Text: Deciding },
  { anchors: HEAT_MAP, title: 'LRP says which words count', Text: Sharing },
  { anchors: ['ledger-heading'], down: 'tr[data-kind="total"]', title: 'The books balance', Text: Balancing },
  { anchors: HEAT_MAP, title: 'Now put LRP to the test', Text: TourTask },
];

function Reading({ explanation }: { readonly explanation: Explanation }) {
  const unit = unitOf(explanation);
  return (
    <p>
      It has read these {explanation.tokens.length} {unit}s one after another. Type {unit === 'row' ? 'rows' : 'a sentence'} of
      your own whenever you like: everything below follows as you type, and so does this tour.
    </p>
  );
}

function Deciding({ explanation }: { readonly explanation: Explanation }) {
  const { model, predicted, target } = explanation;
  const name = model.classes[predicted] ?? '';
  const score = explanation.scores[predicted] ?? Number.NaN;
  if (isLoneValue(model)) {
    return (
      <p>
        It answers with a number, here <strong>{formatOutcome(explanation, predicted)}</strong>. The question of this page is: why
        this one?
      </p>
    );
  }
  return (
    <p>
      It gives every class a <Term id="score">score</Term>, and the highest wins: here{' '}
      <strong>
        {name} with {formatFixed(score, digitsFor(score))}
      </strong>
      {explanation.probabilities.length > 0 && <> (as a probability: {formatOutcome(explanation, predicted)})</>}. The question of
      this page is why, and you can ask it of any class
      {target === predicted ? '.' : <>; you are asking about “{model.classes[target]}”.</>}
    </p>
  );
}

function Sharing({ explanation }: { readonly explanation: Explanation }) {
  const strongest = strongestWord(explanation);
  const unit = unitOf(explanation);
  const scoreName = targetScoreName(explanation);
  const { forTarget, against } = PALETTES[useLook().palette].names;
  return (
    <p>
      LRP passes the {scoreName} back through the network until it reaches the {unit}s. The colour of each {unit} is its share,
      its <Term id="relevance">relevance</Term>: {forTarget} speaks for the answer, {against} against it.{' '}
      {strongest ? (
        <>
          The largest share here goes to “<ShortName name={strongest.word} />
          ”, <strong>{formatSigned(strongest.relevance, digitsFor(strongest.relevance))}</strong>.
        </>
      ) : (
        `Here no ${unit} speaks for it.`
      )}
    </p>
  );
}

function Balancing({ explanation }: { readonly explanation: Explanation }) {
  const words = explanation.methods.find(({ id }) => id === 'lrp')?.words;
  const unit = unitOf(explanation);
  const score = targetScore(explanation);
  const scoreName = targetScoreName(explanation);
  if (!words) return <p>{METHODS[0]?.label} has no values here, so there is nothing to add up.</p>;
  const sum = words.reduce((total, value) => total + value, 0);
  const digits = digitsFor(Math.max(Math.abs(sum), Math.abs(score)));
  const held = <strong>{formatFixed(sum, digits)}</strong>;
  return (
    <p>
      {isPartOf(sum, score, digits) ? (
        <>
          Of the {scoreName} {formatFixed(score, digits)}, the {unit}s hold {held}. The rest stays inside the network, with its
          biases and a small stabiliser.
        </>
      ) : (
        <>
          The {scoreName} is {formatFixed(score, digits)}, and the {unit}s hold {held}. The difference lies inside the network,
          with its biases and a small stabiliser.
        </>
      )}{' '}
      Nothing gets lost: the parts add up to the {scoreName}.
    </p>
  );
}
