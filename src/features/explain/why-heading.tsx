import type { ReactNode } from 'react';
import { type Explanation, METHOD_NAMES } from '../../engine/protocol.ts';
import { useDisplay, useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { failureOf, failureText, isLoneValue, questionOf, unitOf } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { Row, Stack, Title } from '../../ui/layout/index.ts';
import { digitsFor, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
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

/** The question the heat maps answer, its answer in one line, and how it is shown. */
export function WhyHeading({ explanation, tools }: WhyHeadingProps) {
  return (
    <Stack as="header" gap={2} below={2} className={styles.header}>
      <Row gap={2} spread className={styles.first}>
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
      <DisplayToolbar />
    </Stack>
  );
}

/** Beneath the heat maps: what the colours mean, and what the full colour stands for. */
export function ColourKey({ explanation }: { readonly explanation: Explanation | null }) {
  return (
    <Row gap={5} above={2} className={styles.key}>
      <Legend explanation={explanation} />
      <ScaleLine explanation={explanation} />
    </Row>
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
  // The first method shown that has a sign and values; else the first shown that has values.
  const works = METHOD_NAMES.filter(({ id }) => methods.includes(id) && explanation.methods.some((result) => result.id === id));
  const method = works.find(({ signed }) => signed) ?? works[0];
  if (!method) {
    const failed = failureOf(explanation, methods[0] ?? 'lrp');
    return failed && failureText(failed);
  }
  const values = explanation.methods.find(({ id }) => id === method.id)?.words ?? [];
  const digits = digitsFor(Math.max(0, ...values.map(Math.abs)));
  const side = (sign: 1 | -1) => strongestWords(explanation.tokens, values, sign, STRONGEST);
  const format = method.signed ? formatSigned : formatFixed;
  const shared = { digits, format };
  return (
    <>
      {knowsNoWord(explanation) && <strong>The model knows none of these {unitOf(explanation)}s.</strong>}
      {method.signed ? (
        <>
          <Side name={`Most for by ${method.label}`} words={side(1)} {...shared} />
          <Side name="Most against" words={side(-1)} {...shared} />
        </>
      ) : (
        <Side name={`Strongest by ${method.label}`} words={side(1)} {...shared} />
      )}
    </>
  );
}

/** A dot or a comma alone is hard to see. */
function isPunctuation(word: string): boolean {
  return !/[\p{L}\p{N}]/u.test(word);
}

/** Whether whatever has letters or digits is unknown: what is left is punctuation. */
function knowsNoWord({ tokens, unknown }: Explanation): boolean {
  const places = tokens.flatMap((token, index) => (isPunctuation(token) ? [] : [index]));
  return places.length > 0 && places.every((index) => unknown[index]);
}

interface SideProps {
  readonly name: string;
  readonly words: readonly StrongWord[];
  readonly digits: number;
  readonly format: (value: number, digits: number) => string;
}

function Side({ name, words, digits, format }: SideProps) {
  return (
    <span className={styles.side}>
      {name}:{' '}
      {words.length === 0
        ? 'no strong word'
        : words.map(({ position, word, value }, index) => (
            <span key={position}>
              {index > 0 && ' · '}
              <ShortName className={styles.word} name={isPunctuation(word) ? `“${word}”` : word} />{' '}
              <span className={styles.number}>{format(value, digits)}</span>
            </span>
          ))}
    </span>
  );
}
