import type { Explanation } from '../../engine/protocol.ts';
import { targetScoreName, unitOf } from '../../state/sentence/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import controls from '../../ui/controls.module.css';
import { Row, Stack } from '../../ui/layout/index.ts';
import { digitsFor, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { type Deed, deedOf, strongestWord, type TourWord } from './tour-deed.ts';

/** The deed: the person takes the word out, and sees what the score lost beside what LRP had said. */
export function TourTask({ explanation }: { readonly explanation: Explanation }) {
  const compared = useWhatIf((state) => (state.status === 'current' ? state.compared : null));
  const waiting = useWhatIf((state) => state.status === 'waiting');
  const deed = compared && deedOf(compared);
  const word = strongestWord(explanation);
  return (
    <Stack gap={2}>
      {!deed && <Request explanation={explanation} word={word} waiting={waiting} />}
      {/* There before its text is, so that screen readers tell it. */}
      <div role="status">{deed && <Result deed={deed} explanation={explanation} />}</div>
    </Stack>
  );
}

interface RequestProps {
  readonly explanation: Explanation;
  readonly word: TourWord | null;
  readonly waiting: boolean;
}

function Request({ explanation, word, waiting }: RequestProps) {
  const apply = useWhatIf((state) => state.apply);
  const unit = unitOf(explanation);
  const scoreName = targetScoreName(explanation);
  if (waiting) return <p>Computing …</p>;
  if (!word) {
    return (
      <p>
        No {unit} speaks for this class here, so there is nothing to take away from it. Choose another class or sentence, and the
        tour goes on.
      </p>
    );
  }
  return (
    <>
      <p>
        LRP says that “<ShortName name={word.word} />” is worth{' '}
        <strong>{formatSigned(word.relevance, digitsFor(word.relevance))}</strong>. If that is so, the {scoreName} should lose
        about as much without it. Click it in the heat map and choose <strong>Blank out</strong>.
      </p>
      <Row gap={2}>
        <button type="button" className={controls.button} onClick={() => focusCell(word.position)}>
          Show me the {unit}
        </button>
        <button type="button" className={controls.button} onClick={() => apply({ kind: 'delete', position: word.position })}>
          Blank it out for me
        </button>
      </Row>
    </>
  );
}

/**
 * The cell that the Tab key reaches, or else the first of this word. It is marked while it has the focus: browsers draw no ring for who
 * pressed the button by mouse or finger.
 */
function focusCell(position: number): void {
  const cells = [...document.querySelectorAll<HTMLElement>(`table[role="grid"] td[data-index="${position}"]`)];
  const cell = cells.find(({ tabIndex }) => tabIndex === 0) ?? cells[0];
  if (!cell) return;
  cell.focus();
  cell.dataset.tourWord = '';
  cell.addEventListener('blur', () => delete cell.dataset.tourWord, { once: true });
}

const VERDICTS: Readonly<Record<Deed['outcome'], string>> = {
  'as said': 'LRP told you beforehand, from one look at the network, about how much would be lost.',
  'same way':
    'The direction is as LRP said, the amount is not: LRP divides the score of the sentence as it is, and without this word the others are read differently.',
  'other way':
    'Here LRP and the test disagree, which happens where words depend on one another. That is why this page tests its own explanations.',
};

function Result({ deed, explanation }: { readonly deed: Deed; readonly explanation: Explanation }) {
  const scoreName = targetScoreName(explanation);
  const digits = digitsFor(Math.max(Math.abs(deed.before), Math.abs(deed.after), Math.abs(deed.said)));
  const show = (value: number) => formatFixed(value, digits);
  return (
    <Stack gap={2}>
      <p>
        Without{' '}
        {deed.words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: words may repeat, their places do not
          <span key={index}>
            {index > 0 && ', '}
            “<ShortName name={word} />”
          </span>
        ))}{' '}
        the {scoreName} {deed.lost < 0 ? 'rose' : 'fell'} from {show(deed.before)} to {show(deed.after)}: it{' '}
        {deed.lost < 0 ? 'gained' : 'lost'} <strong>{show(Math.abs(deed.lost))}</strong>. LRP had given it{' '}
        <strong>{show(deed.said)}</strong>.
      </p>
      <p>{VERDICTS[deed.outcome]}</p>
    </Stack>
  );
}
