import type { ReactNode } from 'react';
import { type Explanation, METHODS } from '../../engine/protocol.ts';
import { useDisplay, useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { failureOf, failureText, isLoneValue, questionOf } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { Row, Stack, Title } from '../../ui/layout/index.ts';
import { digitsFor, formatSigned } from '../../ui/text/format-number.ts';
import { ContrastSelect } from './contrast-select.tsx';
import { DisplayToolbar } from './display-toolbar.tsx';
import { ScaleLine } from './scale-line.tsx';
import { type StrongWord, strongestWords } from './strongest-words.ts';
import styles from './why-heading.module.css';

const STRONGEST = 3;

interface WhyHeadingProps {
  readonly explanation: Explanation | null;
  /** Buttons right of the question. */
  readonly tools?: ReactNode;
}

/** The question the heat maps answer, its answer in one line, how it is shown, and what the colours mean. */
export function WhyHeading({ explanation, tools }: WhyHeadingProps) {
  return (
    <Stack as="header" gap={2} below={3}>
      <Row gap={5} spread>
        {explanation ? (
          <Question explanation={explanation} />
        ) : (
          <Title as="h2" size="xl" id="why-heading" className={styles.title}>
            Why?
          </Title>
        )}
        {tools && (
          <Row gap={2} className={styles.tools}>
            {tools}
          </Row>
        )}
      </Row>
      <p className={styles.answer}>{explanation && <Answer explanation={explanation} />}</p>
      <DisplayToolbar>
        <Legend explanation={explanation} />
      </DisplayToolbar>
      <ScaleLine explanation={explanation} />
    </Stack>
  );
}

/** The contrast is chosen in the sentence itself; the heading's name has it too, for those who hear it. */
function Question({ explanation }: { readonly explanation: Explanation }) {
  const { model, target, contrast } = explanation;
  const question = questionOf(explanation);
  if (model.classes.length === 1) {
    return (
      <Title as="h2" size="xl" id="why-heading" className={styles.title}>
        {question}
      </Title>
    );
  }
  return (
    <div className={styles.question}>
      <Title as="h2" size="xl" id="why-heading" className={styles.title} aria-label={question}>
        Why “<bdi>{model.classes[target]}</bdi>”?
      </Title>
      <span className={styles.contrast} data-chosen={contrast !== undefined || undefined}>
        <span aria-hidden="true">compared with:</span>
        <ContrastSelect explanation={explanation} />
      </span>
    </div>
  );
}

function Legend({ explanation }: { readonly explanation: Explanation | null }) {
  const look = useLook();
  const layout = useDisplay((state) => state.layout);
  const info = useModel((state) => state.info);
  const model = explanation?.model ?? info;
  if (model && isLoneValue(model)) return <ColourLegend signed low="lowers the value" high="raises it" colours={look} />;
  if (layout === 'classes')
    return <ColourLegend signed low="speaks against the row’s class" high="speaks for it" colours={look} />;
  const name = (index: number | undefined) => <strong>{explanation?.model.classes[index ?? -1] ?? 'this class'}</strong>;
  const contrast = explanation?.contrast;
  return (
    <ColourLegend
      signed
      low={contrast === undefined ? 'speaks against' : <>speaks for {name(contrast)}</>}
      high={<>speaks for {name(explanation?.target)}</>}
      colours={look}
    />
  );
}

function Answer({ explanation }: { readonly explanation: Explanation }) {
  const methods = useDisplay((state) => state.methods);
  // The first method shown that has a sign and values; where none is, LRP all the same.
  const method = METHODS.find(({ id, signed }) => signed && methods.includes(id) && !failureOf(explanation, id)) ?? METHODS[0];
  const failed = method && failureOf(explanation, method.id);
  if (failed) return failureText(failed);
  const by = !method || method.id === 'lrp' ? '' : ` by ${method.label}`;
  const values = explanation.methods.find(({ id }) => id === method?.id)?.words ?? [];
  const digits = digitsFor(Math.max(0, ...values.map(Math.abs)));
  const strongFor = strongestWords(explanation.tokens, values, 1, STRONGEST);
  const strongAgainst = strongestWords(explanation.tokens, values, -1, STRONGEST);
  return (
    <>
      <Side name={`Most for${by}`} words={strongFor} digits={digits} />
      <Side name="Most against" words={strongAgainst} digits={digits} />
    </>
  );
}

function Side({
  name,
  words,
  digits,
}: {
  readonly name: string;
  readonly words: readonly StrongWord[];
  readonly digits: number;
}) {
  return (
    <span className={styles.side}>
      {name}:{' '}
      {words.length === 0
        ? 'no strong word'
        : words.map(({ position, word, value }, index) => (
            <span key={position}>
              {index > 0 && ' · '}
              <ShortName className={styles.word} name={word} />{' '}
              <span className={styles.number}>{formatSigned(value, digits)}</span>
            </span>
          ))}
    </span>
  );
}
