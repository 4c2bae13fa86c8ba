import { useExplain, useUnit } from '../../state/sentence/index.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import { Card, Disclosure, Note } from '../../ui/layout/index.ts';
import styles from './word-table.module.css';

const Table = latePart({
  name: 'The word table',
  load: async () => (await import('./current-word-table.tsx')).CurrentWordTable,
});

/** Every word as a row, behind a heading that opens it: there may be hundreds. */
export function WordTableSection() {
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const isRow = useUnit() === 'row';
  return (
    <section aria-label={isRow ? 'Row table' : 'Word table'}>
      <Card className={styles.card}>
        <Disclosure
          lazy
          data-opened-by-index
          className={styles.section}
          summary={
            <>
              <span className="eyebrow">{isRow ? 'Row table' : 'Word table'}</span>{' '}
              <Note as="span">every {isRow ? 'row' : 'word'} with every value and rank, to sort and to copy</Note>
            </>
          }
        >
          <div className={styles.body}>
            {explanation ? (
              <Table explanation={explanation} />
            ) : (
              <Note>
                {isRow
                  ? 'Once there are rows, this lists what each is worth.'
                  : 'Once there is a sentence, this lists its words, one per row.'}
              </Note>
            )}
          </div>
        </Disclosure>
      </Card>
    </section>
  );
}
