import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Explanation, MethodName } from '../../engine/protocol.ts';
import { shownMethods, useDisplay } from '../../state/display/index.ts';
import { isOutcomeOf, retryMethod, useMethodAnswers, useMethodOptions, withOutcomes } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Stack } from '../../ui/layout/index.ts';
import { MethodCard } from './method-card.tsx';
import { MethodOptionFields } from './method-option-fields.tsx';
import { MethodProgress } from './method-progress.tsx';

interface SlowMethodCardProps {
  readonly method: MethodName;
  /** As it came with the sentence, without the methods that take longer. */
  readonly explanation: Explanation | null;
  readonly tabStop: number;
}

/** The heat map of a method that is computed in the background: until it is there, how far it is, above the one before. */
export function SlowMethodCard({ method, explanation, tabStop }: SlowMethodCardProps) {
  const { id, label } = method;
  const outcome = useMethodAnswers((state) => state.outcomes[id]);
  const options = useMethodOptions();
  const display = useDisplay(useShallow(({ methods, scale, fixedLimit }) => ({ methods, scale, fixedLimit })));
  const outcomes = useMethodAnswers((state) => state.outcomes);
  const isThere = explanation !== null && isOutcomeOf(outcome, id, explanation, options);
  const drawn = useMemo(
    () => outcome && withOutcomes(outcome.explanation, outcomes, display.methods),
    [outcome, outcomes, display.methods],
  );
  const limit = useMemo(
    () => (drawn && shownMethods(drawn, display).find((one) => one.method.id === id)?.limit) ?? 0,
    [drawn, display, id],
  );
  const progress = explanation && !isThere && <MethodProgress id={id} label={label} />;
  return (
    <Stack stale={explanation !== null && !isThere && outcome !== undefined}>
      <MethodCard
        method={method}
        explanation={(explanation && drawn) ?? null}
        limit={limit}
        tabStop={tabStop}
        waiting={progress}
        foot={
          <>
            {drawn && progress}
            {isThere && outcome.broken && (
              <button type="button" className={controls.button} onClick={() => retryMethod(id)}>
                Try again
              </button>
            )}
            <MethodOptionFields id={id} />
          </>
        }
      />
    </Stack>
  );
}
