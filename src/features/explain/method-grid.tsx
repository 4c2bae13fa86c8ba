import { useMemo } from 'react';
import { type Explanation, METHOD_NAMES, type MethodId, type MethodName } from '../../engine/protocol.ts';
import { type ShownMethod, useDisplay, useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { failureOf, failureText, targetName, unitOf } from '../../state/sentence/index.ts';
import { AlignedHeatMap, type HeatRow } from '../../ui/heat-map/aligned-heat-map.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { Card, Note } from '../../ui/layout/index.ts';
import styles from './aligned-card.module.css';
import { EmptyMap } from './empty-map.tsx';
import { ExplosionNote, Total } from './method-card.tsx';
import { MethodProgress } from './method-progress.tsx';
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
  const methods = useDisplay((state) => state.methods);
  const rows = useMemo(() => (explanation ? rowsOf(explanation, shown, methods) : []), [explanation, shown, methods]);
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
      {explanation && shown.map(({ result }) => <ExplosionNote key={result.id} explanation={explanation} result={result} />)}
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

/** Methods that are on their way have their row already. */
function rowsOf(explanation: Explanation, shown: readonly ShownMethod[], wanted: readonly MethodId[]): HeatRow[] {
  return METHOD_NAMES.filter(({ id }) => wanted.includes(id) && !failureOf(explanation, id)).map((method) => {
    const found = shown.find((one) => one.method.id === method.id);
    return found ? rowOf(found, explanation) : waitingRow(method, explanation);
  });
}

function waitingRow({ id, label, signed }: MethodName, { tokens }: Explanation): HeatRow {
  const header = (
    <span className={styles.rowHeader}>
      <strong>{label}</strong>
      <MethodProgress id={id} label={label} />
    </span>
  );
  return { id, values: tokens.map(() => Number.NaN), signed, limit: 0, header };
}

function rowOf({ method, result, limit }: ShownMethod, explanation: Explanation): HeatRow {
  return {
    id: method.id,
    values: result.words,
    signed: method.signed,
    limit,
    header: (
      <span className={styles.rowHeader}>
        <strong title={method.hint}>{method.label}</strong>
        <Note as="span" className={styles.detail}>
          strongest colour = {formatLimit(limit)}
        </Note>
        <Note as="span" className={`${styles.detail} ${styles.wide}`}>
          <Total signed={method.signed} explanation={explanation} result={result} />
        </Note>
      </span>
    ),
  };
}
