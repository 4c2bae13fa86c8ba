import { type FoundReading, type ModelOptions, type ReferenceSearch, searchWords } from '../../../engine/protocol.ts';
import { CopyButton } from '../../../ui/controls/copy-button.tsx';
import { CheckIcon, WarningIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Fact, Facts, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { formatFixed } from '../../../ui/text/format-number.ts';
import styles from './found-fits.module.css';

interface FoundFitsProps {
  readonly result: ReferenceSearch;
  readonly onUse: (options: ModelOptions) => void;
}

/** How many combinations were tried, and those that fit: each can be taken over. */
export function FoundFits({ result, onUse }: FoundFitsProps) {
  const { fits, apart } = result;
  const { verdict, more } = searchWords(result);
  const isFound = fits.length === 1 && apart === null;
  const tokens = apart?.sentence?.tokens;
  return (
    <Callout tone={toneOf(result)} icon={isFound ? <CheckIcon /> : <WarningIcon />}>
      <Title as="p" size="s">
        {verdict}
      </Title>
      {more.map((sentence) => (
        <p key={sentence} className={styles.text}>
          {sentence}
        </p>
      ))}
      {tokens && <CopyButton text={() => tokens.join(' ')} done="Copied" />}
      <Stack as="ul" gap={3} above={1}>
        {fits.map((fit, index) => (
          <li key={JSON.stringify(fit.options)}>
            <Fit fit={fit} keys={apart?.keys ?? null} scores={apart?.sentence?.scores[index]} onUse={onUse} />
          </li>
        ))}
      </Stack>
    </Callout>
  );
}

function toneOf({ fits, apart }: ReferenceSearch) {
  if (fits.length === 0) return 'danger';
  return apart === null ? 'framed' : 'accent';
}

interface FitProps {
  readonly fit: FoundReading;
  /** Of the settings that are shown; null: all. */
  readonly keys: readonly string[] | null;
  /** Of the sentence that tells it from others. */
  readonly scores: readonly number[] | undefined;
  readonly onUse: (options: ModelOptions) => void;
}

function Fit({ fit, keys, scores, onUse }: FitProps) {
  const shown = keys === null || keys.length === 0 ? fit.settings : fit.settings.filter(({ key }) => keys.includes(key));
  return (
    <Stack gap={2}>
      <Facts names="l" gap={1}>
        {shown.map(({ key, label, value }) => (
          <Fact key={key} name={label}>
            {value}
          </Fact>
        ))}
        {scores && <Fact name="Scores of that sentence">{scores.map((score) => formatFixed(score, 4)).join(', ')}</Fact>}
      </Facts>
      <Row gap={2}>
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={() => onUse(fit.options)}>
          Use this
        </button>
      </Row>
    </Stack>
  );
}
