import type { ComponentType, ReactNode } from 'react';
import { EXPERIMENT_IDS, type ExperimentId } from '../../engine/experiment-protocol.ts';
import { useExperiments } from '../../state/experiments/index.ts';
import { useModel } from '../../state/models/index.ts';
import { Disclosure, Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { EXPERIMENT_VIEWS } from './experiment-views.ts';
import styles from './experiments-view.module.css';
import type { MethodListProps } from './method-choice.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { RunPanel } from './run-panel.tsx';

interface ExperimentsViewProps {
  /** How the person's own file is read. */
  readonly fileReading: ReactNode;
  /** The methods to choose from. */
  readonly methodList: ComponentType<MethodListProps>;
  /** Chooses the model to compare with, and says why there is none though one is chosen. */
  readonly secondChoice: ReactNode;
  readonly secondProblem: ReactNode;
  /** Right of the experiment's name. */
  readonly tools: ReactNode;
  /** What makes a report of all of them. */
  readonly report: ReactNode;
}

/** A model that reads numbers has neither words nor embeddings. */
const OF_WORDS: readonly ExperimentId[] = ['map', 'context'];

/** The paper's experiments on a whole data set, one at a time. */
export function ExperimentsView({ fileReading, methodList, secondChoice, secondProblem, tools, report }: ExperimentsViewProps) {
  const experiment = useExperiments((state) => state.experiment);
  const choose = useExperiments((state) => state.choose);
  const readsNumbers = useModel((state) => state.info?.input === 'numbers');
  const { title, question, method } = EXPERIMENT_VIEWS[experiment];
  const offered = EXPERIMENT_IDS.filter((id) => !readsNumbers || id === experiment || !OF_WORDS.includes(id));

  return (
    <div className={styles.view}>
      <nav className={styles.list} aria-label="Experiments">
        <ul>
          {offered.map((id) => (
            <li key={id}>
              <button
                type="button"
                className={styles.item}
                aria-current={id === experiment ? 'page' : undefined}
                onClick={() => choose(id)}
              >
                {EXPERIMENT_VIEWS[id].title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Stack>
        <Row spread className={styles.head}>
          <Title as="h2" size="xl" id="experiment" tabIndex={-1}>
            {title}
          </Title>
          {tools}
        </Row>
        <p className={styles.question}>{question}</p>
        <Disclosure summary="How it is done">
          <Note>{method}</Note>
        </Disclosure>
        <RunPanel
          key={experiment}
          fileReading={fileReading}
          methodList={methodList}
          secondChoice={secondChoice}
          secondProblem={secondProblem}
        />
        <OutcomePanel />
        {report}
      </Stack>
    </div>
  );
}
