import { METHOD_TABLE } from '../../engine/methods-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import controls from '../../ui/controls.module.css';
import { colourScale } from '../../ui/heat-map/colour-scale.ts';
import { PALETTES, type Palette } from '../../ui/heat-map/palettes.ts';
import { Fact, Facts, Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';
import { GuideLinks } from './guide-links.tsx';
import { GuideTerms } from './guide-terms.tsx';
import { GuideViews } from './guide-views.tsx';
import styles from './reading-guide.module.css';

type Names = Palette['names'];
const SAMPLES: readonly { readonly value: number; readonly words: (names: Names) => string }[] = [
  { value: 1, words: ({ forTarget }) => `${forTarget}: speaks for the target` },
  { value: 0.35, words: ({ forTarget }) => `faint ${forTarget}: speaks for it a little` },
  { value: 0, words: ({ zero }) => `${zero}: no influence` },
  { value: -0.35, words: ({ against }) => `faint ${against}: speaks against it a little` },
  { value: -1, words: ({ against }) => `${against}: speaks against the target` },
];

/** What the percentages are: of one class or another, of each class for itself; numbers have none. */
const PERCENTAGES: Readonly<Record<ModelInfo['output'], string>> = {
  softmax: 'The percentages are worked out from the scores, by softmax, and add up to 100.',
  sigmoid: 'Each percentage is worked out from the score of its class alone, by the sigmoid: they need not add up to 100.',
  linear: '',
};

interface ReadingGuideProps {
  /** Closes the guide and begins the tour. */
  readonly onTour: () => void;
}

/** One minute for someone who has never heard of relevance: what is asked, what the colours say, what they do not; then where to go on. */
export function ReadingGuide({ onTour }: ReadingGuideProps) {
  const look = useLook();
  const scale = colourScale(1, look);
  const bothEnds = useModel((state) => state.info?.bidirectional ?? true);
  const output = useModel((state) => state.info?.output ?? 'softmax');
  const { names } = PALETTES[look.palette];
  return (
    <Stack gap={5} className={styles.guide}>
      <Row gap={3}>
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onTour}>
          Take the tour
        </button>
        <Note as="span">Five steps with your own sentence, about a minute.</Note>
      </Row>
      <section>
        <Title below={1}>A network has read the sentence</Title>
        <p>
          It reads the words one after another, {bothEnds ? 'once from each end' : 'from the first to the last'}, remembering what
          it has read in its <Term id="hidden-state">hidden state</Term>, and gives every class a <Term id="score">score</Term>.
          The class with the highest score is its <strong>prediction</strong>. {PERCENTAGES[output]}
        </p>
      </section>
      <section>
        <Title below={1}>You ask: why this class?</Title>
        <p>
          The class in question is the <Term id="target">target</Term>. It is the prediction until you choose another class: “why
          positive?” has an answer even where the network said negative.
        </p>
      </section>
      <section>
        <Title below={1}>Each word’s colour is the answer</Title>
        <ul className={styles.samples}>
          {SAMPLES.map(({ value, words }) => {
            const { background, ink } = scale.themedCell(value);
            return (
              <li key={value} style={{ background, color: ink }}>
                {words(names)}
              </li>
            );
          })}
        </ul>
        <p>
          The colours are about the target, not about good and bad: for the target “negative”, a gloomy word is {names.forTarget}.
          The number below a word is its <Term id="relevance">relevance</Term>.
        </p>
      </section>
      <section>
        <Title below={1}>Three methods, three answers</Title>
        <Facts names="m" gap={2}>
          {METHOD_TABLE.filter(({ pace }) => pace === 'at once').map(({ id, label, about, source }) => (
            <Fact key={id} name={<strong>{label}</strong>}>
              {about} <Note as="span">{source}.</Note>
            </Fact>
          ))}
        </Facts>
      </section>
      <section>
        <Title below={1}>Does it add up?</Title>
        <p>
          For LRP, yes: the words, the <Term id="initial-states">initial states</Term>, the network’s biases and a small{' '}
          <Term id="eps">stabiliser</Term> make up the score exactly. “Where the score went” shows every part. That nothing is
          lost is called <Term id="conservation">conservation</Term>.
        </p>
      </section>
      <section>
        <Title below={1}>What it does not tell you</Title>
        <p>
          It explains why <em>this network</em> decided as it did, not whether it is right. A surprising colour is often the best
          clue that the network is looking at the wrong thing.
        </p>
      </section>
      <GuideViews />
      <GuideTerms />
      <GuideLinks />
    </Stack>
  );
}
