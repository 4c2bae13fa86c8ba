import { useDeferredValue, useEffect } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { useExplain, useFaithfulness, useUnit, useWithOutcomes } from '../../state/sentence/index.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import { Card, Disclosure, Note } from '../../ui/layout/index.ts';
import styles from './word-table.module.css';

const WordTable = latePart({ name: 'The word table', load: async () => (await import('./word-table.tsx')).WordTable });

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

function Table({ explanation }: { readonly explanation: Explanation }) {
  const settled = useExplain((state) => state.status === 'current');
  const want = useFaithfulness((state) => state.want);
  const effects = useFaithfulness((state) => (state.tested === explanation ? (state.result?.effects ?? null) : null));
  const methods = useDisplay((state) => state.methods);
  // While one types, hundreds of rows wait until the keystroke is painted.
  const drawn = useDeferredValue(explanation);

  useEffect(() => {
    if (settled) want(explanation);
  }, [settled, explanation, want]);

  return <WordTable explanation={useWithOutcomes(drawn)} effects={drawn === explanation ? effects : null} methods={methods} />;
}
