/** The experiment with known answers, for `npm run experiments`: with its own networks, whatever the model of the others. */
import { fileURLToPath } from 'node:url';
import { takeIntoUse } from '../src/engine/model-in-use.ts';
import type { ToyTask } from '../src/experiments/defaults.ts';
import { type Evaluator, modelEvaluator } from '../src/experiments/evaluator.ts';
import type { KnownAnswersResult } from '../src/experiments/known-answers.ts';
import { answerError, judge, RULE } from '../src/experiments/known-answers-verdict.ts';
import type { SettingsOf } from '../src/experiments/table.ts';
import { readModel } from '../src/formats/read-model.ts';
import { fixed, label as labelOf, percent, table, whole } from './experiments-text.ts';
import { readModelFiles } from './explain-model.ts';

interface Run {
  readonly settings: SettingsOf<'known'>;
  readonly result: KnownAnswersResult;
}

export interface KnownAnswers extends Run {
  /** LRP alone, with an eps that takes next to nothing. */
  readonly withSmallEps: Run;
}

export const SMALL_EPS = 1e-6;

export async function toyEvaluator(task: ToyTask): Promise<Evaluator> {
  const folder = fileURLToPath(new URL(`../public/model/toy-${task}`, import.meta.url));
  return modelEvaluator(takeIntoUse(await readModel(readModelFiles(folder, undefined))).network);
}

export function knownAnswersBlocks(known: readonly KnownAnswers[]): string[] {
  return [
    '## Known answers',
    'After the toy tasks of Arras et al. 2019 (arXiv 1904.11829): an LSTM of one unit reads 4 to 10 numbers of sizes from 0.5 to 1, of which two are marked, and adds ' +
      'them, or subtracts the second from the first. The first contributes itself, the second itself or its negative, all others nothing. Networks: ' +
      '`public/model/toy-addition` and `toy-subtraction`, made by `training/toy_models.py`. ' +
      `A method passes where each marked number’s relevance correlates with the truth by ${RULE.correlation} or more, the root mean squared error over all steps is at most ` +
      `${RULE.error}, and at most ${100 * RULE.elsewhere} % of the absolute relevance falls on other numbers; what breaks the rule is bold. The rule is ours, laid down before any method was run. The paper’s own figures are not ` +
      'set beside these: they were not at hand to be checked.',
    ...known.flatMap(({ result, settings, withSmallEps }) => [
      `${settings.task === 'addition' ? 'Adding' : 'Subtracting'}, ${whole(result.sentences.length)} sequences from seed ${settings.seed}; the network’s own root mean squared error is ` +
        `${fixed(answerError(result, settings), 3)}; LRP: eps = ${settings.lrp.eps}.`,
      table(
        ['', 'verdict', 'error', 'correlation, first', 'correlation, second', 'on other numbers', 'sum of both off by'],
        [
          ...judge(result, settings).map((verdict) => ({ ...verdict, label: labelOf(verdict.id) })),
          ...judge(withSmallEps.result, withSmallEps.settings).map((verdict) => ({
            ...verdict,
            label: `${labelOf(verdict.id)} with eps = ${SMALL_EPS.toExponential()}`,
          })),
        ].map(({ label, passes, keeps, error, first, second, elsewhere, sum }) => [
          label,
          passes ? 'passes' : 'fails',
          bold(fixed(error, 3), !keeps.error),
          bold(fixed(first, 3), !(first >= RULE.correlation)),
          bold(fixed(second, 3), !(second >= RULE.correlation)),
          bold(percent(elsewhere), !keeps.elsewhere),
          fixed(sum, 3),
        ]),
      ),
    ]),
    'What LRP loses with eps = 0.001 it loses to the stabiliser: the cell states of these networks are small, and each step gives up to eps what that is beside them; the last row ' +
      'has a smaller one. Where gates take a share, it ends in their biases, which keep them open whatever they read.',
  ];
}

function bold(text: string, is: boolean): string {
  return is ? `**${text}**` : text;
}
