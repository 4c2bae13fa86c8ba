import { type Explanation, MAX_TOKENS, type NotRead } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { firstWords, MOST_CHARACTERS, madeUpRows, useExplain } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Callout, Note } from '../../ui/layout/index.ts';
import { formatCount, formatMegabytes } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { GoldLabel } from './gold-label.tsx';
import styles from './token-status.module.css';
import { TryChips } from './try-chips.tsx';
import { UnknownWords } from './unknown-words.tsx';
import { UnreadWords } from './unread-words.tsx';

/** Of the words left out, as many are shown; a pasted novel must not fill the page. */
const OMITTED_SHOWN = 40;
/** Characters. */
const ASIDE_SHOWN = 40;

/** The lines beneath the sentence: what the model makes of the text, or how far it has loaded. */
export function TokenStatus() {
  const shown = useExplain((state) => state.response);
  const empty = useExplain((state) => state.status === 'empty');
  const loading = useModel((state) => state.status === 'loading');
  const fullLength = useExplain((state) => state.fullLength);
  const isNumbers = useModel((state) => state.info?.input === 'numbers');
  const awaitsModel = useModel((state) => state.info === null && state.status !== 'failed');
  return (
    <Note as="div" className={styles.status}>
      <UnknownWords explanation={shown?.explanation ?? null}>{!isNumbers && <TryChips />}</UnknownWords>
      <p id="token-status" className={styles.line}>
        {loading ? (
          <LoadingProgress />
        ) : empty ? (
          isNumbers ? (
            <NoRows />
          ) : (
            'Nothing to explain yet: type a sentence, or choose an example.'
          )
        ) : shown ? (
          <Counts explanation={shown.explanation} />
        ) : (
          awaitsModel && 'Waiting for the model.'
        )}
        {shown && !empty && <GoldLabel explanation={shown.explanation} />}
      </p>
      {shown?.explanation.notRead && <NotReadWords words={shown.explanation.notRead} />}
      <Aside />
      {fullLength !== null && (
        <p role="status" className={styles.omitted}>
          <strong>Only the first {formatCount(MOST_CHARACTERS)} characters are kept.</strong> The text had{' '}
          {formatCount(fullLength)}.
        </p>
      )}
      {shown && <UnreadWords explanation={shown.explanation} />}
      {shown && shown.omitted.length > 0 && <Omitted words={shown.omitted} />}
    </Note>
  );
}

function NoRows() {
  const info = useModel((state) => state.info);
  const setText = useExplain((state) => state.setText);
  return (
    <>
      Nothing to explain yet: type or paste rows of numbers, or{' '}
      <button type="button" className={controls.link} onClick={() => info && setText(madeUpRows(info))}>
        try made-up ones
      </button>
      .
    </>
  );
}

/** What the person wrote for a model that reads something else. */
function Aside() {
  const last = useExplain(({ aside }) => aside.findLast(({ example }) => example === null));
  if (!last) return null;
  return (
    <p dir="auto" className={styles.rest}>
      Kept for a model that reads it: “{firstWords(last.text, ASIDE_SHOWN)}”
    </p>
  );
}

function LoadingProgress() {
  const { loadedBytes, totalBytes } = useModel((state) => state.progress);
  const known = totalBytes > 0;
  return (
    <span className={styles.loading}>
      <progress aria-label="Loading the model" {...(known ? { value: loadedBytes, max: totalBytes } : {})} />
      <span>
        Loading the model{' '}
        <span className={styles.number}>
          {loadedBytes > 0 && `· ${formatMegabytes(loadedBytes)}${known ? ` of ${formatMegabytes(totalBytes)}` : ''} MB`}
        </span>
      </span>
    </span>
  );
}

function Counts({ explanation: { unknown, numbers, notRead = [] } }: { readonly explanation: Explanation }) {
  if (numbers) {
    const [rows, each] = [numbers.length, numbers[0]?.length ?? 0];
    return (
      <span className={styles.number}>
        {formatCount(rows)} {rows === 1 ? 'row' : 'rows'} of {formatCount(each)} {each === 1 ? 'number' : 'numbers'}
      </span>
    );
  }
  const strangers = unknown.filter(Boolean).length;
  const tokens = `${formatCount(unknown.length)} ${unknown.length === 1 ? 'token' : 'tokens'}`;
  if (notRead.length > 0) {
    return (
      <span className={styles.number}>
        {tokens} read, <strong>{formatCount(notRead.length)} not read</strong>
      </span>
    );
  }
  if (strangers === 0) {
    return (
      <span className={styles.number}>
        {tokens}, all known<span className={styles.wide}> to the model</span>
      </span>
    );
  }
  return (
    <span className={styles.number}>
      {tokens}, {formatCount(unknown.length - strangers)} known, <strong>{formatCount(strangers)} unknown</strong>
    </span>
  );
}

/** What the model's own program does with words it does not know: it goes on as if they were not there. */
function NotReadWords({ words }: { readonly words: readonly NotRead[] }) {
  const different = [...new Set(words.map(({ word }) => word))];
  const more = different.length - OMITTED_SHOWN;
  return (
    <p dir="auto" className={styles.rest}>
      <strong>Not read</strong>, since the model does not know {different.length === 1 ? 'it' : 'them'}:{' '}
      {different
        .slice(0, OMITTED_SHOWN)
        .map((word) => shortName(word))
        .join(', ')}
      {more > 0 && <span className={styles.more}> … and {formatCount(more)} more</span>}
    </p>
  );
}

function Omitted({ words }: { readonly words: readonly string[] }) {
  const more = words.length - OMITTED_SHOWN;
  return (
    <Callout className={styles.omitted}>
      <p>
        <strong>Only the first {formatCount(MAX_TOKENS)} tokens are explained.</strong> Left out ({formatCount(words.length)}):
      </p>
      <p dir="auto">
        <s>
          {words
            .slice(0, OMITTED_SHOWN)
            .map((word) => shortName(word))
            .join(' ')}
        </s>
        {more > 0 && <span className={styles.more}> … and {formatCount(more)} more</span>}
      </p>
    </Callout>
  );
}
