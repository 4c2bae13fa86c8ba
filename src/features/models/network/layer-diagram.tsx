import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Note } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import styles from './layer-diagram.module.css';
import { layerTexts, type NetworkShape, parameterCount } from './layer-texts.ts';

/** The layers from input to output, one box each; beneath one another where there is little room. */
export function LayerDiagram({ network }: { readonly network: NetworkShape }) {
  const texts = layerTexts(network);
  const parameters = parameterCount(texts);
  return (
    <div>
      <ol className={styles.layers}>
        {texts.map(({ name, size, detail, parameters, from }, index) => (
          <li key={boxKey(index)} className={styles.layer}>
            <span className={styles.name}>
              {name} <span className={styles.size}>{size}</span>
            </span>
            {detail && <span className={styles.detail}>{detail}</span>}
            {from && <ShortName name={from} most={28} className={styles.from} />}
            {parameters > 0 && <span className={styles.detail}>{formatCount(parameters)} parameters</span>}
          </li>
        ))}
      </ol>
      {parameters > 0 && (
        <Note size="xs" above={2}>
          {formatCount(parameters)} parameters in all
        </Note>
      )}
    </div>
  );
}

/** Two layers may be alike, but their places are not. */
function boxKey(index: number): string {
  return `layer-${index}`;
}
