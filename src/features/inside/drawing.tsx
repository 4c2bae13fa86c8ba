import { memo } from 'react';
import { formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import type { Paths } from './net/paths.ts';
import type { Place } from './net/ribbon-paths.ts';
import type { Paint } from './picture/paint.ts';
import type { Picture } from './picture/picture.ts';

interface DrawingProps {
  readonly picture: Picture;
  readonly paint: Paint;
  /** How many steps are done, and what each box has got by then. */
  readonly step: number;
  readonly arrived: readonly number[];
  /** What is looked at, and so stands out; null: everything. */
  readonly lit?: Paths | null;
  readonly chosenBox?: number | null;
  readonly chosenRibbon?: number | null;
  /** The ribbons of the last step grow, rather than being there at once. */
  readonly grows?: boolean;
  /** Draws connections also beneath their ribbons: for a page whose ribbons come and go by themselves. */
  readonly allWires?: boolean;
  /** As net.boxes: what each is. With them keys reach the boxes; a file has none. */
  readonly names?: readonly string[];
  /** The box that the Tab key reaches. */
  readonly tabStop?: number;
}

/** The network as SVG shapes, to stand in an <svg> of the layout's size: wires, ribbons, drips, boxes. */
export function Drawing({
  picture,
  paint,
  step,
  arrived,
  lit = null,
  chosenBox,
  chosenRibbon,
  grows = false,
  allWires = false,
  names,
  tabStop,
}: DrawingProps) {
  const { net, layout } = picture;
  return (
    <>
      <Wires picture={picture} paint={paint} step={allWires ? null : step} />
      <g fill="none">
        {net.ribbons.map(({ amount, stage, flow }, index) => {
          const { path = '', thickness = 0 } = layout.ribbons[index] ?? {};
          if (thickness === 0) return null;
          return (
            <RibbonShape
              key={flow}
              index={index}
              path={path}
              thickness={thickness}
              colour={paint.ribbon(amount)}
              stage={stage}
              state={stage >= step ? 'waits' : grows && stage === step - 1 ? 'grows' : 'there'}
              dimmed={lit !== null && !lit.ribbons.has(index)}
              chosen={chosenRibbon === index ? paint.ink : null}
            />
          );
        })}
      </g>
      {net.boxes.map(({ stage, drips }, index) => {
        const place = layout.boxes[index];
        if (!place || stage === null || Math.abs(drips) * layout.scale < LEAST_DRIP) return null;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is its index
            key={index}
            d={`M${place.x + place.width - 9} ${place.y + place.height - 4}l11 24`}
            stroke={paint.drip}
            strokeWidth={Math.min(MOST_DRIP, Math.max(1, Math.abs(drips) * layout.scale))}
            strokeLinecap="round"
            data-stage={stage}
            visibility={stage >= step ? 'hidden' : undefined}
            opacity={lit && !lit.boxes.has(index) ? FAINT : undefined}
          />
        );
      })}
      {net.boxes.map(({ reached, isPad }, index) => {
        const place = layout.boxes[index];
        if (!place) return null;
        const { text, background, ink } = boxText(picture, index, step, arrived[index] ?? 0, paint);
        return (
          <BoxShape
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is its index
            key={index}
            index={index}
            place={place}
            background={background}
            ink={ink}
            edge={index === 0 ? paint.ink : paint.edge}
            heavy={index === 0}
            dashed={isPad}
            name={picture.words[index] ?? ''}
            text={text}
            label={names && `${names[index]}${text && `, ${text}`}`}
            isTabStop={tabStop === index}
            fresh={grows && reached === step}
            dimmed={lit !== null && !lit.boxes.has(index)}
            chosen={chosenBox === index ? paint.accent : null}
          />
        );
      })}
      <HitLines picture={picture} />
    </>
  );
}

/** What stands in a box beside its word, and in which colours: nothing before anything has come to it. Box 0 is the score. */
export function boxText({ net, scoreName, digits }: Picture, box: number, step: number, amount: number, paint: Paint) {
  const plain = { background: paint.paper, ink: paint.ink };
  if (box === 0) return { text: `${scoreName} ${formatFixed(amount, digits)}`, ...plain };
  const isThere = (net.boxes[box]?.reached ?? 0) <= step;
  return isThere ? { text: formatSigned(amount, digits), ...paint.cell(amount) } : { text: '', ...plain };
}

/** Below this nothing is seen, beyond it a drip is as wide as its box's corner. */
const LEAST_DRIP = 0.3;
const MOST_DRIP = 14;
const FAINT = 0.12;

interface WiresProps extends Pick<DrawingProps, 'picture' | 'paint'> {
  /** Connections through which something flows by this step have their ribbon instead; null: all are drawn. */
  readonly step: number | null;
}

/** What there is of connections, whether anything flows through them or not: one path for all. */
const Wires = memo(function Wires({ picture: { net, layout }, paint, step }: WiresProps) {
  const waiting = layout.ribbons.filter(
    ({ thickness }, index) => step === null || thickness === 0 || (net.ribbons[index]?.stage ?? 0) >= step,
  );
  return <path d={waiting.map(({ path }) => path).join('')} fill="none" stroke={paint.line} strokeWidth={1} />;
});

/** A thin ribbon is no small target: what the pointer meets is wider than what one sees. Thin ones above thick ones. */
const HitLines = memo(function HitLines({ picture: { net, layout } }: Pick<DrawingProps, 'picture'>) {
  const thicknessOf = (index: number) => layout.ribbons[index]?.thickness ?? 0;
  const order = [...net.ribbons.keys()].filter((index) => thicknessOf(index) > 0).sort((a, b) => thicknessOf(b) - thicknessOf(a));
  return (
    <g fill="none" stroke="transparent" data-screen-only="">
      {order.map((index) => (
        <path
          key={index}
          d={layout.ribbons[index]?.path}
          strokeWidth={Math.max(9, thicknessOf(index))}
          data-ribbon={index}
          pointerEvents="stroke"
        />
      ))}
    </g>
  );
});

interface RibbonShapeProps {
  readonly index: number;
  readonly path: string;
  readonly thickness: number;
  readonly colour: string;
  readonly stage: number;
  readonly state: 'waits' | 'grows' | 'there';
  readonly dimmed: boolean;
  /** The colour of its edge where it is chosen. */
  readonly chosen: string | null;
}

const RibbonShape = memo(function RibbonShape({ path, thickness, colour, stage, state, dimmed, chosen }: RibbonShapeProps) {
  return (
    <>
      {chosen && <path d={path} stroke={chosen} strokeWidth={thickness + 4} />}
      <path
        d={path}
        stroke={colour}
        strokeWidth={thickness}
        strokeOpacity={dimmed ? FAINT : chosen ? 1 : 0.45 + 0.35 * Math.min(1, thickness / 20)}
        visibility={state === 'waits' ? 'hidden' : undefined}
        pathLength={1}
        data-stage={stage}
        data-grows={state === 'grows' || undefined}
      />
    </>
  );
});

interface BoxShapeProps {
  readonly index: number;
  readonly place: Place;
  readonly background: string;
  readonly ink: string;
  readonly edge: string;
  readonly heavy: boolean;
  readonly dashed: boolean;
  /** The word, if it is one. */
  readonly name: string;
  readonly text: string;
  /** What is said of it where keys reach it. */
  readonly label: string | undefined;
  readonly isTabStop: boolean;
  /** Something has come to it with the last step. */
  readonly fresh: boolean;
  readonly dimmed: boolean;
  readonly chosen: string | null;
}

const BoxShape = memo(function BoxShape(props: BoxShapeProps) {
  const { index, place, background, ink, edge, heavy, dashed, name, text, label, isTabStop, fresh, dimmed, chosen } = props;
  const { x, y, width, height } = place;
  const middle = x + width / 2;
  const texts = heavy
    ? [{ line: text, at: y + height / 2 + 5, size: 15, weight: 700 }]
    : name
      ? [
          { line: name, at: y + 20, size: 14, weight: 500 },
          { line: text, at: y + 38, size: 12, weight: 400 },
        ]
      : [{ line: text, at: y + height / 2 + 4, size: 12, weight: 400 }];
  const reached = label === undefined ? {} : { role: 'button', 'aria-label': label, tabIndex: isTabStop ? 0 : -1 };
  return (
    <g opacity={dimmed ? 0.3 : undefined} data-box={index} data-fresh={fresh || undefined} {...reached}>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={heavy ? 9 : 7}
        fill={background}
        stroke={chosen ?? edge}
        strokeWidth={chosen ? 3 : heavy ? 2 : 1}
        strokeOpacity={chosen || heavy ? 1 : 0.55}
        strokeDasharray={dashed ? '4 3' : undefined}
      />
      {texts.map(({ line, at, size, weight }) => (
        <text key={at} x={middle} y={at} fontSize={size} fontWeight={weight} textAnchor="middle" fill={ink}>
          {line}
        </text>
      ))}
    </g>
  );
});
