import { METHODS } from '../../engine/protocol.ts';
import { Card, Stack } from '../../ui/layout/index.ts';
import styles from './result-skeleton.module.css';

/** Where the words of a sentence of everyday length would stand: widths in rem. */
const WORDS = [2.6, 3, 2.6, 4.4, 2.6, 2.8, 2.6, 4.2, 2.6, 3.8, 3, 3.2, 5, 2.6];
const CARDS = [0, 1, 2, 3, 4];

/** The shapes of a result before there is one, each as large as what will stand there, so that nothing jumps. */
export function ResultSkeleton({ still }: { readonly still: boolean }) {
  return (
    <Stack className={styles.skeleton} data-still={still || undefined} aria-hidden="true">
      <div className={styles.cards}>
        {CARDS.map((card) => (
          <Card key={card} className={styles.card}>
            <span className={styles.line} />
            <span className={styles.bar} />
            <span className={styles.short} />
          </Card>
        ))}
      </div>
      <div className={styles.why}>
        <span className={styles.line} />
        <span className={styles.long} />
        <span className={styles.long} />
        <span className={styles.long} />
      </div>
      {METHODS.map(({ id }) => (
        <Card key={id} className={styles.method}>
          <span className={styles.line} />
          <div className={styles.words}>
            {WORDS.map((width, index) => (
              <span key={wordKey(index)} className={styles.word} style={{ width: `${width}rem` }} />
            ))}
          </div>
        </Card>
      ))}
      <Card className={styles.ledger} />
    </Stack>
  );
}

function wordKey(index: number): string {
  return `word-${index}`;
}
