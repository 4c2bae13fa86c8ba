import { answerError, judge, markedNumbers, RULE, truthOf, type Verdict } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import { formatCount, formatFixed } from '../../ui/text/format-number.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { listed, methodLabel, sequenceCount } from './figures-text.ts';

/** The three parts of the rule, for a reader. */
export const RULE_TEXT = `A method passes where the relevance of each marked number correlates with the truth by ${RULE.correlation} or more, the root mean squared error is at most ${RULE.error} (the numbers have sizes from 0.5 to 1), and at most ${100 * RULE.elsewhere}\u00a0% of the relevance falls on other numbers. The rule is this page’s own and was laid down before any method was run.`;

/** What follows the score: for a network whose answer is nearly a sum, they cannot go far wrong. */
const FOLLOW_THE_SCORE: readonly MethodId[] = ['lrp', 'gi', 'occlusion', 'ig', 'shapley'];

const GATE_RULES: readonly MethodId[] = ['lrp_half', 'lrp_abs', 'lrp_prop'];

export function knownAnswersReading({ result, settings }: Finished<'known'>): Reading {
  if (result.sentences.length === 0) {
    return nothingLeft(result.failures, { shows: 'No sequence was made.', surprising: 'Ask for more of them.' });
  }
  const verdicts = judge(result, settings);
  const passed = verdicts.filter(({ passes }) => passes);
  const failed = verdicts.filter(({ passes }) => !passes);
  const named = (some: readonly Verdict[]) => listed(some.map(({ id }) => methodLabel(id)));
  const deed = settings.task === 'addition' ? 'adds' : 'subtracts';
  return {
    shows:
      `On ${sequenceCount(result.sentences.length)} the network ${deed} with a root mean squared error of ${formatFixed(answerError(result, settings), 3)}. ` +
      `${formatCount(passed.length)} of ${formatCount(verdicts.length)} methods pass${passed.length > 0 ? `: ${named(passed)}` : ''}.` +
      (failed.length > 0 ? ` Not passed: ${named(failed)}.` : '') +
      lostToEps(verdicts, settings.lrp.eps) +
      takenByGates(failed, settings.lrp.biasFactor),
    surprising: surprise(verdicts),
  };
}

/** LRP's stabiliser takes from every step as much as it is large beside the network's states, which are small here. */
function lostToEps(verdicts: readonly Verdict[], eps: number): string {
  const lrp = verdicts.find(({ id }) => id === 'lrp');
  if (!lrp || !(lrp.error > RULE.error / 5) || eps < 1e-5) return '';
  return ` LRP’s error of ${formatFixed(lrp.error, 3)} is what its stabiliser takes: ε = ${eps} is not small beside this network’s states. With a smaller ε, set below the ledger in Explain, it comes closer.`;
}

/** A gate that stands open whatever it reads owes that to its bias. */
function takenByGates(failed: readonly Verdict[], biasFactor: number): string {
  if (biasFactor > 0 || !failed.some(({ id }) => GATE_RULES.includes(id))) return '';
  return ' Where gates take a share, it ends in their biases, which keep them open whatever they read: the numbers hardly get any of it.';
}

function surprise(verdicts: readonly Verdict[]): string {
  const following = verdicts.filter(({ id }) => FOLLOW_THE_SCORE.includes(id));
  const wrong = following.filter(({ passes }) => !passes).map(({ id }) => methodLabel(id));
  const outcome = wrong.length === 0 ? 'None of them does.' : `${listed(wrong)} ${wrong.length === 1 ? 'does' : 'do'}.`;
  const sa = verdicts.some(({ id }) => id === 'sa')
    ? ' Sensitivity cannot pass: it has no sign, and says how strongly the answer would react, not what a number contributed.'
    : '';
  if (following.length === 0)
    return `The answer is nearly a plain sum, so that a method which accounts for the score must not fail; none of those is among the chosen.${sa}`;
  return `The answer is nearly a plain sum, so that a method which accounts for the score must not fail: ${listed(following.map(({ id }) => methodLabel(id)))}. ${outcome}${sa}`;
}

export function knownAnswersTables({ result, settings }: Finished<'known'>): ResultTable[] {
  return [
    {
      name: 'methods',
      columns: ['method', 'passes', 'error', 'correlation_first', 'correlation_second', 'share_on_others', 'sum_error', 'task'],
      rows: judge(result, settings).map(({ id, passes, error, first, second, elsewhere, sum }) => [
        id,
        passes ? 'yes' : 'no',
        error,
        first,
        second,
        elsewhere,
        sum,
        settings.task,
      ]),
    },
    {
      name: 'steps',
      columns: ['sequence', 'step', 'number', 'mark', 'truth', ...result.methods.map(({ id }) => id), 'answer'],
      rows: Array.from(result.sentences).flatMap((n, k) => {
        const sequence = markedNumbers(settings.seed + n);
        const truth = truthOf(sequence, settings.task);
        return Array.from(sequence.numbers, (number, t) => [
          n + 1,
          t + 1,
          number,
          t === sequence.first ? 'first' : t === sequence.second ? 'second' : '',
          truth[t] ?? null,
          ...result.methods.map(({ values }) => values[(result.starts[k] ?? 0) + t] ?? null),
          result.answers[k] ?? null,
        ]);
      }),
    },
  ];
}
