import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { METHODS } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { type SecondAnswer, useSecondExplanation, useSecondModel } from '../../state/second/index.ts';
import { targetName, useExplain } from '../../state/sentence/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import { MapPair } from './map-pair.tsx';
import { PredictionTable } from './prediction-table.tsx';
import { SecondChoice, SecondProblem } from './second-choice.tsx';
import { SecondFrame } from './second-frame.tsx';

/** The sentence by a second model, beside the one in use: what each predicts, and both heat maps on one scale. */
export function SecondSection() {
  const status = useSecondModel((state) => state.status);
  const info = useSecondModel((state) => state.info);
  const first = useExplain((state) => (state.status === 'current' ? (state.response?.explanation ?? null) : null));
  const answer = useSecondExplanation((state) => state.answer);
  const error = useSecondExplanation((state) => state.error);
  const want = useSecondExplanation((state) => state.want);
  const forget = useSecondExplanation((state) => state.forget);

  useEffect(() => {
    if (!info) forget();
    else if (first) void want(first, info);
  }, [first, info, want, forget]);

  const isCurrent = answer !== null && answer.first === first;
  const isWanted = status === 'ready' && first !== null;
  return (
    <SecondFrame busy={status === 'loading' || (isWanted && !isCurrent && !error)} printed={answer !== null}>
      <Stack gap={4}>
        <Row gap={4} align="end" className="screen-only">
          <SecondChoice />
        </Row>
        <SecondProblem />
        {error && <ErrorBanner title="The second model cannot explain this" error={error} />}
        {answer && (
          <Stack stale={!isCurrent} gap={4}>
            <Beside answer={answer} />
          </Stack>
        )}
        <p role="status" className="visually-hidden">
          {isCurrent ? spoken(answer) : ''}
        </p>
      </Stack>
    </SecondFrame>
  );
}

function Beside({ answer }: { readonly answer: SecondAnswer }) {
  const chosen = useDisplay(useShallow(({ methods }) => methods));
  const shown = METHODS.filter(({ id }) => chosen.includes(id));
  const { first, second, sameTarget } = answer;
  const maps = shown.length > 0 ? shown : METHODS.slice(0, 1);
  return (
    <>
      <PredictionTable first={first} second={second} />
      {!sameTarget && (
        <Note>
          “{second.model.name}” has no class “{targetName(first)}”: its heat map is for the class that it predicts itself,{' '}
          {targetName(second)}.
        </Note>
      )}
      {maps.map((method) => (
        <MapPair key={method.id} method={method} first={first} second={second} />
      ))}
      {chosen.length > shown.length && (
        <Note>
          Only methods that are computed with every sentence stand here; Experiments compare the models by the others as well.
        </Note>
      )}
    </>
  );
}

function spoken({ first, second }: SecondAnswer): string {
  const says = ({ model, predicted }: typeof first) => `${model.name} says ${model.classes[predicted] ?? ''}`;
  return `${says(first)}, ${says(second)}.`;
}
