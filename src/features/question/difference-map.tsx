import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import { METHODS, type MethodId } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { useFigureToSave } from '../../state/figures/index.ts';
import { useModel } from '../../state/models/index.ts';
import { isLoneValue, parametersOf, targetName, type Unit, unitOf } from '../../state/sentence/index.ts';
import type { Compared } from '../../state/what-if/index.ts';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import { Tooltip } from '../../ui/controls/tooltip.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { WordHeatMap } from '../../ui/heat-map/word-heat-map.tsx';
import { Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { drawOnPaper } from '../../ui/paper/draw-on-paper.tsx';
import { DifferenceDetails } from './difference-details.tsx';
import { type WordDifference, wordDifferences } from './differences.ts';
import { ScoreChanges } from './score-changes.tsx';

const TITLE_ID = 'difference-map-title';
const TOOLTIP_ID = 'difference-details';

/** What the edits changed in what every other word is worth: one method's new values less the old ones. */
export function DifferenceMap({ compared }: { readonly compared: Compared }) {
  const [chosen, setChosen] = useState<MethodId>('lrp');
  const method = METHODS.find(({ id }) => id === chosen);
  const differences = useMemo(() => wordDifferences(compared, chosen), [compared, chosen]);
  const unknown = useMemo(() => unknownWords(compared), [compared]);
  const name = targetName(compared.before);
  const saveFigure = useFigureToSave((state) => state.save);
  if (!method) return null;
  const title = `What the edits changed for each ${unitOf(compared.before)} · ${method.label}`;
  const note = noteOf(unitOf(compared.before));
  const save = () =>
    saveFigure({
      title,
      caption: note,
      fileName: `what-if-${chosen}`,
      origin: {
        explanation: compared.before,
        method: `${method.label} of the edited sentence “${compared.after.tokens.join(' ')}” less that as written`,
        parameters: parametersOf(compared.before, chosen),
      },
      draw: (width) =>
        drawOnPaper(
          <Stack gap={4}>
            <ScoreChanges compared={compared} />
            <DifferenceLegend compared={compared} signed={method.signed} />
            <Words label={title} differences={differences} unknown={unknown} />
          </Stack>,
          width,
        ),
    });
  return (
    <Stack as="section" gap={0} above={5} aria-labelledby={TITLE_ID}>
      <Row as="header" gap={4} below={3}>
        <Title id={TITLE_ID}>What changed for each {unitOf(compared.before)}</Title>
        <Segmented
          label="Method of the difference heat map"
          segments={METHODS.map(({ id, label }) => ({ value: id, label }))}
          value={chosen}
          onChange={setChosen}
        />
        <DifferenceLegend compared={compared} signed={method.signed} />
        <SaveFigure title={title} onSave={save} />
      </Row>
      <Words
        label={`Change of ${method.label}: new value minus old value of each word, for ${name}`}
        differences={differences}
        unknown={unknown}
      />
      <Note size="xs" above={2}>
        {note}
      </Note>
    </Stack>
  );
}

interface DifferenceLegendProps {
  readonly compared: Compared;
  readonly signed: boolean;
}

function DifferenceLegend({ compared: { before }, signed }: DifferenceLegendProps) {
  const look = useLook();
  const more = isLoneValue(before.model) ? (
    'raises the value more than before'
  ) : (
    <>
      speaks more for <strong>{targetName(before)}</strong> than before
    </>
  );
  return (
    <ColourLegend
      signed
      size="small"
      colours={look}
      low={signed ? 'less than before' : 'moves the score less'}
      high={signed ? more : 'more strongly than before, in either direction'}
    />
  );
}

const noteOf = (unit: Unit) =>
  `New value minus old value; a removed ${unit} loses its old value. Strongest colour: the largest change here.`;

/** Of a replaced word, whether what stands in its place is unknown. */
function unknownWords({ before, after, edited }: Compared): boolean[] {
  return before.unknown.map((unknown, position) => {
    const place = edited.places[position] ?? null;
    return place === null ? unknown : (after.unknown[place] ?? false);
  });
}

interface WordsProps {
  readonly label: string;
  readonly differences: readonly WordDifference[];
  readonly unknown: readonly boolean[];
}

/** The words; one set of listeners and one tooltip serve them all. */
function Words({ label, differences, unknown }: WordsProps) {
  const [active, setActive] = useState<HTMLElement | null>(null);
  const [tabStop, setTabStop] = useState(0);
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  const look = useLook();
  const words = useMemo(() => differences.map((word) => word.label), [differences]);
  const values = useMemo(() => differences.map(({ difference }) => difference), [differences]);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const shown = active?.isConnected ? differences[Number(active.dataset.index)] : undefined;

  const onFocus = (event: FocusEvent) => {
    const cell = cellOf(event.target);
    setActive(cell?.matches(':focus-visible') ? cell : null);
    if (cell) setTabStop(Number(cell.dataset.index));
  };

  const putAway = useCallback(() => setActive(null), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbourOf(cellOf(event.target), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <fieldset
      aria-label="Difference heat map: the arrow keys move between words"
      onFocus={onFocus}
      onBlur={() => setActive(null)}
      onPointerOver={(event: PointerEvent) => setActive(cellOf(event.target))}
      onPointerLeave={() => setActive(null)}
      onKeyDown={onKeyDown}
    >
      <WordHeatMap
        id="difference"
        label={label}
        words={words}
        unknown={unknown}
        unknownTitle={unkToken === null ? 'unknown: counts as a zero embedding' : `unknown: read as ${unkToken}`}
        values={values}
        signed
        limit={largest}
        look={look}
        tabStop={Math.min(tabStop, words.length - 1)}
      />
      {active && shown && (
        <Tooltip id={TOOLTIP_ID} anchor={active} placement="bottom" onDismiss={putAway}>
          <DifferenceDetails word={shown} />
        </Tooltip>
      )}
    </fieldset>
  );
}

function cellOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
}

/** The word a key leads to, in the direction the sentence runs. */
function neighbourOf(cell: HTMLElement | null, key: string): HTMLElement | null {
  const cells = Array.from(cell?.parentElement?.querySelectorAll<HTMLElement>('[data-index]') ?? []);
  if (!cell || cells.length === 0) return null;
  const step = getComputedStyle(cell).direction === 'rtl' ? -1 : 1;
  const places = new Map([
    ['ArrowRight', cells.indexOf(cell) + step],
    ['ArrowLeft', cells.indexOf(cell) - step],
    ['Home', 0],
    ['End', cells.length - 1],
  ]);
  return cells[places.get(key) ?? -1] ?? null;
}
