import { METHODS } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { colourScale } from '../../ui/heat-map/colour-scale.ts';
import { PALETTES, type Palette } from '../../ui/heat-map/palettes.ts';
import { Fact, Facts, Note, Stack, Title } from '../../ui/layout/index.ts';
import styles from './reading-guide.module.css';

type Names = Palette['names'];
const SAMPLES: readonly { readonly value: number; readonly words: (names: Names) => string }[] = [
  { value: 1, words: ({ forTarget }) => `${forTarget}: speaks for the target` },
  { value: 0.35, words: ({ forTarget }) => `a little ${forTarget}: a little for it` },
  { value: 0, words: ({ zero }) => `${zero}: no influence` },
  { value: -0.35, words: ({ against }) => `a little ${against}: a little against it` },
  { value: -1, words: ({ against }) => `${against}: speaks against the target` },
];

/** One minute for someone who has never heard of relevance: what is asked, what the colours say, what they do not. */
export function ReadingGuide() {
  const look = useLook();
  const scale = colourScale(1, look);
  const bothEnds = useModel((state) => state.info?.bidirectional ?? true);
  const { names } = PALETTES[look.palette];
  return (
    <Stack gap={5} className={styles.guide}>
      <section>
        <Title below={1}>A network has read the sentence</Title>
        <p>
          It reads the words one after another, {bothEnds ? 'once from each end' : 'from the first to the last'}, and gives every
          class a <strong>score</strong>. The class with the highest score is its <strong>prediction</strong>. The percentages are
          the same scores, made to add up to 100.
        </p>
      </section>
      <section>
        <Title below={1}>You ask: why this class?</Title>
        <p>
          The class in question is the <strong>target</strong>. It is the prediction until you choose another card: “why
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
          The number beneath a word is its exact share; point at a word for all its digits.
        </p>
      </section>
      <section>
        <Title below={1}>Three methods, three answers</Title>
        <Facts names="m" gap={2}>
          {METHODS.map(({ id, label, about, source }) => (
            <Fact key={id} name={<strong>{label}</strong>}>
              {about} <Note as="span">{source}.</Note>
            </Fact>
          ))}
        </Facts>
      </section>
      <section>
        <Title below={1}>Does it add up?</Title>
        <p>
          For LRP, yes: words, the states the network starts from, its biases and a small stabiliser make up the score exactly.
          “Where the score went” shows each part.
        </p>
      </section>
      <section>
        <Title below={1}>What it does not tell</Title>
        <p>
          It explains why <em>this network</em> decided as it did, not whether it is right. A surprising colour is often the best
          clue that the network is looking at the wrong thing.
        </p>
      </section>
    </Stack>
  );
}
