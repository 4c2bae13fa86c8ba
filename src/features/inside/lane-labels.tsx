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
  return names.map((name, index) => {
    const lane = lanes[index] ?? { y: 0, height: 0 };
    if (above && index === 0) return null;
    const Label = above ? Above : Beside;
    return <Label key={`${name.name} ${name.detail}`} {...name} {...lane} paint={paint} />;
  });
}

interface LabelProps extends LaneName, PlacedLane {
  readonly paint: Paint;
}

function Beside({ y, height, name, detail, paint }: LabelProps) {
  const top = y + height / 2 + (detail ? -2 : 4);
  return (
    <>
      <text x={0} y={top} fontSize={13} fontWeight={650} fill={paint.ink}>
        {name}
      </text>
      {detail && (
        <text x={0} y={top + 15} fontSize={12} fill={paint.muted}>
          {detail}
        </text>
      )}
    </>
  );
}

/** How high above its lane a name stands: where there are states, above their arcs. */
const RAISED = { states: 30, others: 8 } as const;

/** With a rim of paper, for ribbons run behind it. */
function Above({ y, name, detail, paint }: LabelProps) {
  return (
    <text
      x={8}
      y={y - (detail.startsWith('reads') ? RAISED.states : RAISED.others)}
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
