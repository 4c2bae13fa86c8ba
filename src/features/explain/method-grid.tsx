import { useMemo } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { type ShownMethod, useDisplay, useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { failureText, targetName, unitOf } from '../../state/sentence/index.ts';
import { AlignedHeatMap, type HeatRow } from '../../ui/heat-map/aligned-heat-map.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { Card, Note } from '../../ui/layout/index.ts';
import styles from './aligned-card.module.css';
import { EmptyMap } from './empty-map.tsx';
import { Total } from './method-card.tsx';
import { unknownMeaning } from './unknown-meaning.ts';

interface MethodGridProps {
  readonly explanation: Explanation | null;
  readonly shown: readonly ShownMethod[];
  readonly tabRow: string;
  readonly tabStop: number;
}

/** Methods beneath one another, word by word. */
export function MethodGrid({ explanation, shown, tabRow, tabStop }: MethodGridProps) {
  const look = useLook();
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  const rows = useMemo(() => (explanation ? shown.map((one) => rowOf(one, explanation)) : []), [explanation, shown]);
  const methods = useDisplay((state) => state.methods);
  const failed = explanation?.failed?.filter(({ id }) => methods.includes(id)) ?? [];
  const unsigned = shown.filter(({ method }) => !method.signed).map(({ method }) => method.label);
  return (
    <Card className={styles.card}>
      {explanation && rows.length > 0 ? (
        <AlignedHeatMap
          label={`Methods by ${unitOf(explanation)}: what each ${unitOf(explanation)} does for ${targetName(explanation)}`}
          words={explanation.tokens}
          unknown={explanation.unknown}
          read={explanation.read}
          unknownTitle={unknownMeaning(unkToken)}
          rows={rows}
          look={look}
          tabRow={tabRow}
          tabStop={tabStop}
        />
      ) : (
        failed.length === 0 && <EmptyMap />
      )}
      {failed.map((one) => (
        <EmptyMap key={one.id}>{failureText(one)}</EmptyMap>
      ))}
      {unsigned.length > 0 && (
        <div className={styles.foot}>
          <ColourLegend
            signed={false}
            size="small"
            low={`${unsigned.join(', ')}: weak effect`}
            high="strong effect, in either direction"
            colours={look}
          />
        </div>
      )}
    </Card>
  );
}

function rowOf({ method, result, limit }: ShownMethod, explanation: Explanation): HeatRow {
  return {
    id: method.id,
    values: result.words,
    signed: method.signed,
    limit,
    header: (
      <span className={styles.rowHeader}>
        <strong title={method.about}>{method.label}</strong>
        <Note as="span" className={styles.detail}>
          strongest colour = {formatLimit(limit)}
        </Note>
        <Note as="span" className={`${styles.detail} ${styles.wide}`}>
          <Total method={method} explanation={explanation} result={result} />
        </Note>
      </span>
    ),
  };
}
