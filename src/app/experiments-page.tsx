import { useEffect } from 'react';
import { ReadAs } from '../features/examples/read-as.tsx';
import { useExamples } from '../state/examples/index.ts';
import { latePart } from '../ui/late/late-part.tsx';
import styles from './app.module.css';
import { Footer } from './footer.tsx';
import { Notices } from './notices.tsx';

/** Charts and tables that the first heat map does not wait for. */
const ExperimentsView = latePart({
  name: 'The experiments',
  load: async () => (await import('../features/experiments/experiments-view.tsx')).ExperimentsView,
});

export function ExperimentsPage() {
  // Their data sets are the example sets.
  useEffect(() => useExamples.getState().start(), []);
  return (
    <div className={`${styles.work} ${styles.wideWork}`}>
      <main>
        <Notices />
        <ExperimentsView fileReading={<ReadAs />} />
      </main>
      <Footer />
    </div>
  );
}
