import type { Inside, InsideEquation, InsidePart, InsideStep } from '../../../engine/inside-protocol.ts';
import { Note, Stack } from '../../../ui/layout/index.ts';
import { nodeName } from '../picture/flow-names.ts';
import type { Picture } from '../picture/picture.ts';
import { Equation } from './equation.tsx';
import { GateTable } from './gate-table.tsx';

interface StepDetailsProps {
  readonly step: InsideStep;
  /** Of the step's flow, where it leaves the score: the class that is explained. */
  readonly className: string | null;
  readonly inside: Inside;
  readonly picture: Picture;
}

const PARTS: Readonly<Record<InsidePart['of'], string>> = {
  row: 'row below',
  before: 'state before',
  cell: 'f · cell before',
  source: 'i · g',
  state: 'state of a direction',
  outside: 'beyond the ends',
};
/** Of a GRU's state, whose parts are products with its gate. */
const STATE_PARTS: Partial<typeof PARTS> = { before: 'z · state before', source: '(1 − z) · n' };

/** One flow in full: its equations with this sentence's numbers, and the gates on its way. */
export function StepDetails({ step, className, inside, picture }: StepDetailsProps) {
  const { equations, gates } = step;
  const nameIn =
    (kind: InsideEquation['step']) =>
    ({ of, node }: InsidePart) => {
      if (of === 'row' && node !== null) return nodeName(node, inside, picture);
      return (kind === 'state' ? STATE_PARTS[of] : undefined) ?? PARTS[of];
    };
  return (
    <Stack gap={4}>
      {equations.map((equation, index) => (
        <Equation
          key={equation.step}
          equation={equation}
          method={inside.method}
          eps={inside.parameters.eps ?? 0}
          count={equations.length > 1 ? `${index + 1} of ${equations.length}` : ''}
          nameOf={nameIn(equation.step)}
          isLast={index === equations.length - 1}
          className={index === 0 && equation.unit?.unit === inside.target ? className : null}
        />
      ))}
      {gates.map((gate) => (
        <GateTable key={`${gate.gate} ${gate.source}`} gate={gate} />
      ))}
      <Note size="xs">Units are counted from 0. Four digits are shown; the sums are made of all of them.</Note>
    </Stack>
  );
}
