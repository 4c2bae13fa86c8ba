import { latePart } from '../ui/late/late-part.tsx';
import styles from './app.module.css';
import { Footer } from './footer.tsx';
import { Notices } from './notices.tsx';

const ExperimentsWork = latePart({
  name: 'The experiments',
  load: async () => (await import('./experiments-work.tsx')).ExperimentsWork,
});

export function ExperimentsPage() {
  return (
    <div className={`${styles.work} ${styles.wideWork}`}>
      <main>
        <Notices />
        <ExperimentsWork />
      </main>
      <Footer />
    </div>
  );
}
