import type { PlacedLane } from './net/layout.ts';
import type { LaneName } from './picture/lane-names.ts';
import type { Paint } from './picture/paint.ts';

/** How wide the labels are where they stand beside the drawing. */
export const LABELS_WIDTH = 136;

interface LaneLabelsProps {
  readonly lanes: readonly PlacedLane[];
  readonly names: readonly LaneName[];
  readonly paint: Paint;
  /** Left of each lane, in two lines; or above it in one, where there is little room. */
  readonly above?: boolean;
}

/** What each lane is, as SVG texts. */
export function LaneLabels({ lanes, names, paint, above = false }: LaneLabelsProps) {
  return names.map(({ name, detail }, index) => {
    const { y, height } = lanes[index] ?? { y: 0, height: 0 };
    // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its index
    if (above) return index === 0 ? null : <Above key={index} y={y - 7} name={name} detail={detail} paint={paint} />;
    const top = y + height / 2 + (detail ? -2 : 4);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its index
      <g key={index}>
        <text x={0} y={top} fontSize={13} fontWeight={650} fill={paint.ink}>
          {name}
        </text>
        {detail && (
          <text x={0} y={top + 15} fontSize={12} fill={paint.muted}>
            {detail}
          </text>
        )}
      </g>
    );
  });
}

interface AboveProps extends LaneName {
  readonly y: number;
  readonly paint: Paint;
}

/** With a rim of paper, for ribbons run behind it. */
function Above({ y, name, detail, paint }: AboveProps) {
  return (
    <text
      x={8}
      y={y}
      fontSize={12}
      fill={paint.ink}
      stroke={paint.paper}
      strokeWidth={4}
      paintOrder="stroke"
      strokeLinejoin="round"
    >
      <tspan fontWeight={650}>{name}</tspan> {detail}
    </text>
  );
}
