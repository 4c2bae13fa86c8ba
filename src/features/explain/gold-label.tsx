import type { Explanation } from '../../engine/protocol.ts';
import { goldClassesOf, hasGold, labelClasses, useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { useExplain } from '../../state/sentence/index.ts';

/** What the chosen example's author says it is, and whether the model agrees; nothing for a sentence that was typed. */
export function GoldLabel({ explanation: { model, predicted } }: { readonly explanation: Explanation }) {
  const example = useExplain((state) => state.example);
  const goldClasses = useExamples((state) => goldClassesOf(state, example));
  const output = useModel((state) => state.info?.output ?? 'softmax');
  // While an answer is awaited, `predicted` still belongs to the sentence before.
  const current = useExplain((state) => state.status === 'current');
  const classes = labelClasses({ classes: model.classes, output });
  const gold = example?.gold ?? null;
  if (gold === null || !hasGold({ goldClasses }, classes)) return null;
  return (
    <span>
      true label <strong>{classes[gold]}</strong>
      {current && (predicted === gold ? ' · predicted correctly' : ' · ✗ predicted incorrectly')}
    </span>
  );
}
