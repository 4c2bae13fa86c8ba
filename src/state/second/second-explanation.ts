/** The sentence in hand, explained by the second model as well. Loaded late. */
import { create } from 'zustand';
import { type ExplainRequest, type Explanation, LensError, type LensErrorFields, type ModelInfo } from '../../engine/protocol.ts';
import { errorFields, isAbort } from '../engine.ts';
import { inputOf, useExplain, withEveryMethod } from '../sentence/index.ts';
import { secondEngine } from './second-model.ts';

export interface SecondAnswer {
  /** What the model in use said. */
  readonly first: Explanation;
  readonly second: Explanation;
  /** Whether both are of the same class; else the second is of the class that its model predicts. */
  readonly sameTarget: boolean;
}

interface SecondExplanation {
  /** The last good one; it may be of an earlier sentence. */
  readonly answer: SecondAnswer | null;
  readonly error: LensErrorFields | null;
  /** Asks for that of what is explained, which `first` is the answer of. */
  want(first: Explanation, info: ModelInfo): Promise<void>;
  forget(): void;
}

let current: AbortController | undefined;

export const useSecondExplanation = create<SecondExplanation>()((set) => ({
  answer: null,
  error: null,

  async want(first, info) {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      const target = sameClass(first.model.classes, first.target, info);
      const { explanation } = await secondEngine().explain(mine.signal, requestFor(first, info, target));
      if (!mine.signal.aborted) set({ answer: { first, second: explanation, sameTarget: target !== null }, error: null });
    } catch (error) {
      if (!mine.signal.aborted && !isAbort(error)) set({ error: errorFields(error), answer: null });
    }
  },

  forget() {
    current?.abort();
    set({ answer: null, error: null });
  },
}));

/** The place of a class of the first model in the second, by name; null: it has none of that name, or no classes at all. */
function sameClass(classes: readonly string[], target: number, info: ModelInfo): number | null {
  const place = info.classes.indexOf(classes[target] ?? '');
  return place < 0 ? null : place;
}

/** @throws LensError where one model reads words and the other numbers */
function requestFor(first: Explanation, info: ModelInfo, target: number | null): ExplainRequest {
  const { text, tokens, lrp } = useExplain.getState();
  const { contrast } = first;
  const beside = target === null || contrast === undefined ? null : sameClass(first.model.classes, contrast, info);
  const rest = withEveryMethod({ target: target ?? 'predicted', contrast: beside === target ? null : beside, lrp });
  const numbers = first.numbers !== undefined;
  if (numbers !== (info.input === 'numbers')) {
    const [here, there] = numbers ? ['numbers', 'words'] : ['words', 'numbers'];
    throw new LensError({
      name: 'InputError',
      where: `the model “${info.name}”`,
      problem: `reads ${there}, and the model in use reads ${here}`,
      advice: 'Choose a second model that reads the same.',
    });
  }
  return { ...rest, input: numbers ? inputOf(first) : tokens ? { tokens } : { text } };
}
