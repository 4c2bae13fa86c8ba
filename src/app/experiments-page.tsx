import { lazy, Suspense } from 'react';
import styles from './app.module.css';
import { Footer } from './footer.tsx';
import { Notices } from './notices.tsx';

/** Charts and tables that the first heat map does not wait for. */
const ExperimentsView = lazy(async () => ({
  default: (await import('../features/experiments/experiments-view.tsx')).ExperimentsView,
}));

export function ExperimentsPage() {
  return (
    <div className={styles.work}>
      <main>
        <Notices />
        <Suspense fallback={<p role="status">The experiments are being loaded.</p>}>
          <ExperimentsView />
        </Suspense>
      </main>
      <Footer />
    </div>
  );
}
