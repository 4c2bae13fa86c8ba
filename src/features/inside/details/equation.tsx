import type { InsideEquation, InsideMethod, InsidePart } from '../../../engine/inside-protocol.ts';
import { Columns, Note, Stack, Title } from '../../../ui/layout/index.ts';
import styles from './details.module.css';
import { asSummand, fourDigits } from './four-digits.ts';
import { ShareTable } from './share-table.tsx';

interface EquationProps {
  readonly equation: InsideEquation;
  readonly method: InsideMethod;
  readonly eps: number;
  /** '1 of 2'; '': it is the only one. */
  readonly count: string;
  /** Where this flow's part goes, and where all others go. */
  readonly nameOf: (part: InsidePart) => string;
  /** The last one's sum is the number in the picture. */
  readonly isLast: boolean;
  /** Of the unit that is worked out, where it is the score that is explained. */
  readonly className: string | null;
}

const FORMULAS: Readonly<Record<InsideEquation['step'], string>> = {
  cell: 'The cell: c = f · (cell before) + i · g',
  state: 'The state: h = z · (state before) + (1 − z) · n',
  merge: 'Two directions added',
  layer: 'The layer: z = Σ w x + b',
  pass: 'Each unit hands on what it has',
  g: 'Before the tanh of the source g: z = W x + U (state before) + b',
  n: 'Before the tanh of n: z = W x + r · (U (state before)) + b',
  h: 'Before the activation of the state: z = W x + U (state before) + b',
  i: 'Before the sigmoid of the input gate i: z = W x + U (state before) + b',
  f: 'Before the sigmoid of the forget gate f: z = W x + U (state before) + b',
  o: 'Before the sigmoid of the output gate o: z = W x + U (state before) + b',
  r: 'Before the sigmoid of the reset gate r: z = W x + U (state before) + b',
  z: 'Before the sigmoid of the update gate z: z = W x + U (state before) + b',
  weights: 'Before the softmax of the attention weights',
};

/** One linear step with this sentence's numbers: one unit worked out, then all units together. */
export function Equation({ equation, method, eps, count, nameOf, isLast, className }: EquationProps) {
  const { step, unit, all, lowerUnits } = equation;
  const weight = step === 'cell' || step === 'state' ? 'gate' : 'w';
  const what = method === 'lrp' ? 'relevance' : 'derivative × value';
  return (
    <Stack gap={2}>
      <Title as="h3" size="m">
        {count && `Step ${count}. `}
        {FORMULAS[step]}
      </Title>
      <Columns least="figure" gap={4}>
        {unit && (
          <Stack gap={2} className={styles.column}>
            <Note>
              Unit {unit.unit}
              {className !== null && `, the class “${className}”,`} worked out: of all the units above, it has the{' '}
              {method === 'lrp' ? 'most relevance' : 'steepest derivative'}.
            </Note>
            <div className={styles.working}>
              <p>
                z<sub>{unit.unit}</sub> = {unit.parts.map((part, index) => partText(part, index, nameOf)).join(' ')}
                {unit.bias !== 0 && ` ${asSummand(unit.bias)} (bias)`} = <b>{fourDigits(unit.z)}</b>
              </p>
              {method === 'lrp' ? (
                <p>
                  q<sub>{unit.unit}</sub> = R<sub>{unit.unit}</sub> / (z<sub>{unit.unit}</sub> {unit.z < 0 ? '−' : '+'} ε) ={' '}
                  {fourDigits(unit.relevance)} / ({fourDigits(unit.z)} {unit.z < 0 ? '−' : '+'} {fourDigits(eps)}) ={' '}
                  <b>{fourDigits(unit.quotient)}</b>
                </p>
              ) : (
                <p>
                  d<sub>{unit.unit}</sub> = ∂score / ∂z<sub>{unit.unit}</sub> = <b>{fourDigits(unit.quotient)}</b>
                </p>
              )}
            </div>
            <ShareTable
              caption={`From unit ${unit.unit} alone`}
              share={unit.share}
              weight={weight}
              result={`${weight} · x · ${method === 'lrp' ? 'q' : 'd'}`}
              foot={`from unit ${unit.unit}`}
            />
            {method === 'lrp' && <Others unit={unit} nameOf={nameOf} />}
          </Stack>
        )}
        <Stack gap={2} className={styles.column}>
          <Note>
            {unit
              ? `The same from every unit above, added up. The step reads ${lowerUnits} units in all.`
              : 'No weights, nothing to share out: a unit below gets what the unit above has.'}
          </Note>
          <ShareTable
            caption="From all units together"
            share={all.share}
            weight={weight}
            result={what}
            foot={isLast ? 'the number in the picture' : 'goes on to the next step'}
          />
        </Stack>
      </Columns>
    </Stack>
  );
}

function partText(part: InsidePart, index: number, nameOf: (part: InsidePart) => string): string {
  const value = index === 0 ? fourDigits(part.value) : asSummand(part.value);
  return `${value} (${nameOf(part)})`;
}

interface OthersProps {
  readonly unit: NonNullable<InsideEquation['unit']>;
  readonly nameOf: (part: InsidePart) => string;
}

/** The unit's relevance in full, that nothing is lost. */
function Others({ unit: { unit, relevance, parts, kept }, nameOf }: OthersProps) {
  const summands = [
    ...parts.map((part) => ({ name: nameOf(part), value: part.relevance })),
    { name: 'kept by the bias', value: kept.bias },
    { name: 'kept by ε', value: kept.stabiliser },
  ].filter(({ value }) => value !== 0);
  return (
    <p className={styles.working}>
      R<sub>{unit}</sub> = {fourDigits(relevance)} ={' '}
      {summands.map(({ name, value }, index) => `${index === 0 ? fourDigits(value) : asSummand(value)} (${name})`).join(' ')}
    </p>
  );
}
