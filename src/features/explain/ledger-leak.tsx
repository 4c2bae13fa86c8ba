import { Disclosure } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';
import styles from './ledger-card.module.css';

/** Why the words do not add up to the score by default. */
export function LeakExplanation() {
  return (
    <Disclosure className={styles.leak} summary="Why the default leaks">
      <p>
        Each neuron’s sum <i>z</i> is made of what its inputs bring and of a bias. LRP hands relevance down in proportion to these
        parts, divided by <i>z</i> ± <i>ε</i>, where <i>ε</i> keeps the division away from zero. With bias factor 0 each input
        gets its own part alone; what belongs to the bias and to <i>ε</i> goes to no word. That is the{' '}
        <Term id="bias-share">bias share</Term> and the <Term id="stabiliser-share">stabiliser share</Term>, added up over the
        whole network; either may have either sign.
      </p>
      <p>
        Bias factor 1 spreads both evenly over all inputs. Then everything adds up, but words are given relevance that they did
        not earn: use it to check the arithmetic, not to explain. A smaller <i>ε</i> leaks less and lets small sums grow large; a
        larger one damps them.
      </p>
      <p>
        The paper of 2017 always spread <i>ε</i>’s part and applied the factor to the bias alone. The reference program of today,
        and this page, apply it to both.
      </p>
    </Disclosure>
  );
}
