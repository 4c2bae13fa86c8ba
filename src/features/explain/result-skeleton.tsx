import { Card, Stack } from '../../ui/layout/index.ts';
import styles from './result-skeleton.module.css';

/** Where the words of a sentence of everyday length would stand: widths in rem. */
const WORDS = [2.6, 2.6, 2.6, 2.8, 2.6, 2.6, 2.6, 4.2, 2.6, 3.2, 2.6];
const CARDS = [0, 1, 2, 3, 4];

/** The shapes of a result before there is one, each as large as what will stand there, so that nothing jumps. */
export function ResultSkeleton() {
  return (
    <Stack className={styles.skeleton} data-skeleton aria-hidden="true">
      <div className={styles.cards}>
        {CARDS.map((card) => (
          <Card key={card} className={styles.card}>
            <span className={styles.line} />
            <span className={styles.bar} />
          </Card>
        ))}
      </div>
      <div className={styles.why}>
        <span className={styles.line} />
        <span className={styles.long} />
        <span className={styles.long} />
      </div>
      <Card className={styles.method}>
        <span className={styles.line} />
        <div className={styles.words}>
          {WORDS.map((width, index) => (
            <span key={wordKey(index)} className={styles.word} style={{ width: `${width}rem` }} />
          ))}
        </div>
      </Card>
      <Card className={styles.below} />
    </Stack>
  );
}

function wordKey(index: number): string {
  return `word-${index}`;
}
