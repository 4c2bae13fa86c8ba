import { memo, type ReactNode } from 'react';
import { type Explanation, LRP_DEFAULTS, type LrpOptions } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { predictedName, targetName } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { WordHeatMap } from '../../ui/heat-map/word-heat-map.tsx';
import { Card, Fact, Facts, Note } from '../../ui/layout/index.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import styles from './compare-card.module.css';

interface CompareCardProps {
  readonly heading: ReactNode;
  readonly mapId: string;
  readonly name: string;
  readonly explanation: Explanation;
  readonly lrp: LrpOptions;
  /** What the person has noted on the sentence. */
  readonly note: string | null;
  /** [T] of the method that is compared; null: it was not computed. */
  readonly values: readonly number[] | null;
  readonly signed: boolean;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
  /** Not all that is compared is of one model. */
  readonly severalModels: boolean;
  readonly actions: ReactNode;
}

/** One explanation among several: what is explained, what was predicted, and one method's heat map. */
export function CompareCard(props: CompareCardProps) {
  const { heading, name, explanation, lrp, note, severalModels, actions, values, ...map } = props;
  const { model, predicted } = explanation;
  const settings = [
    lrp.eps !== LRP_DEFAULTS.eps && `eps ${lrp.eps}`,
    lrp.biasFactor !== LRP_DEFAULTS.biasFactor && `bias factor ${lrp.biasFactor}`,
  ].filter(Boolean);
  return (
    <Card as="li" long={explanation.tokens.length > 100} className={styles.card}>
      <div className={styles.head}>{heading}</div>
      <Facts names="s" className={styles.facts}>
        <Fact name="explained">
          <ShortName name={targetName(explanation)} />
        </Fact>
        <Fact name={predictedName(model) || 'value'}>
          <ShortName name={`${model.classes[predicted] ?? ''} ${formatOutcome(explanation, predicted)}`} />
        </Fact>
        {settings.length > 0 && (
          <Fact name="LRP">
            <ShortName name={settings.join(', ')} />
          </Fact>
        )}
        {values && (
          <Fact name="strongest colour">
            <ShortName name={formatLimit(props.limit)} />
          </Fact>
        )}
        {severalModels && (
          <Fact name="model">
            <ShortName name={`${model.name} (${model.sha256.slice(0, 8)})`} />
          </Fact>
        )}
      </Facts>
      {note !== null && (
        <Note as="p" dir="auto" className={styles.note}>
          <strong>Note:</strong> {note}
        </Note>
      )}
      {values ? (
        <ComparedWords {...map} name={name} explanation={explanation} values={values} />
      ) : (
        <Note>Not shown when this was pinned. Swap it with the current one, and pin it again.</Note>
      )}
      {actions && <div className={styles.actions}>{actions}</div>}
    </Card>
  );
}

/** Nothing is to be done with a word here and its value stands in its cell, so that the Tab key passes by. */
const NONE = -1;

type ComparedWordsProps = Pick<CompareCardProps, 'mapId' | 'name' | 'explanation' | 'signed' | 'limit'> & {
  readonly values: readonly number[];
};

/** The heat map, drawn as the person chose for all. */
const ComparedWords = memo(function ComparedWords(props: ComparedWordsProps) {
  const { mapId, name, explanation, values, signed, limit } = props;
  const look = useLook();
  return (
    <WordHeatMap
      id={mapId}
      label={`Compared: ${name}`}
      words={explanation.tokens}
      unknown={explanation.unknown}
      read={explanation.read}
      unknownTitle="unknown to the model"
      values={values}
      signed={signed}
      limit={limit}
      look={look}
      tabStop={NONE}
    />
  );
});
