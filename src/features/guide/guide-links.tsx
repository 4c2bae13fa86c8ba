import type { ReactNode } from 'react';
import { Title } from '../../ui/layout/index.ts';
import styles from './reading-guide.module.css';

interface Source {
  readonly href: string;
  readonly name: string;
  readonly what: string;
}

const PAPERS: readonly Source[] = [
  {
    href: 'https://doi.org/10.18653/v1/W17-5221',
    name: 'Arras et al. 2017',
    what: 'LRP for LSTMs, and the experiments that this page repeats',
  },
  {
    href: 'https://doi.org/10.18653/v1/W19-4813',
    name: 'Arras et al. 2019',
    what: 'how to tell good explanations of recurrent networks from bad ones',
  },
  {
    href: 'https://doi.org/10.1371/journal.pone.0130140',
    name: 'Bach et al. 2015',
    what: 'where LRP was introduced, for networks that look at pictures',
  },
];

/** Where to read more: the papers, and what comes with this page. */
export function GuideLinks() {
  return (
    <section>
      <Title below={1}>Read more</Title>
      <ul className={styles.links}>
        {PAPERS.map(({ href, name, what }) => (
          <li key={href}>
            <Outside href={href}>{name}</Outside>: {what}
          </li>
        ))}
        <li>
          <Outside href="./own-model.txt">A model of your own</Outside>: every format, from training script to explained sentence
        </li>
        <li>
          <Outside href="./licence.txt">Licence of LRP Lens</Outside> (MIT), and its{' '}
          <Outside href={import.meta.env.SOURCE_URL}>source</Outside>, from which this page was built
        </li>
        <li>
          <Outside href="https://github.com/ArrasL/LRP_for_LSTM">The authors’ own program</Outside>, whose figures this page
          reproduces
        </li>
      </ul>
    </section>
  );
}

function Outside({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
