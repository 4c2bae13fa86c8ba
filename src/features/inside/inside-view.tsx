import { type ReactNode, useMemo, useRef, useState } from 'react';
import { scaleLimits, useDisplay, useLook } from '../../state/display/index.ts';
import { type FigureFacts, useFigureToSave } from '../../state/figures/index.ts';
import { INSIDE_METHODS, type InsideAnswer, type Selection, useInside } from '../../state/inside/index.ts';
import { useSize } from '../../state/page/index.ts';
import { questionOf, targetName, unitOf } from '../../state/sentence/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { textWidth } from '../../ui/drawing/text-width.ts';
import { useWidth } from '../../ui/hooks/use-width.ts';
import { Note, Row } from '../../ui/layout/index.ts';
import { DetailsPanel } from './details/details-panel.tsx';
import { drawPage, drawStep } from './drawn-files.tsx';
import { framesOf } from './frames.ts';
import styles from './inside.module.css';
import { focusHeading } from './inside-frame.tsx';
import { LABELS_WIDTH } from './lane-labels.tsx';
import { LEDGER_WIDTH, LedgerDrawing, ledgerEntries, ledgerHeight } from './ledger-drawing.tsx';
import { progressAt } from './net/progress.ts';
import { NetworkCanvas } from './network-canvas.tsx';
import { NumberTables } from './number-tables.tsx';
import { legendText } from './picture/legend-text.ts';
import { narrate } from './picture/narration.ts';
import { pagePaint, paperPaint } from './picture/paint.ts';
import { pictureOf } from './picture/picture.ts';
import { PlayerControls } from './player-controls.tsx';
import { usePlayer } from './use-player.ts';

interface InsideViewProps {
  readonly answer: InsideAnswer;
}

const METHOD_NAMES = { lrp: 'LRP', gradient: 'Gradient' } as const;
const WHAT_FLOWS = { lrp: 'relevance', gradient: 'the gradient' } as const;

/** Widths from which on there is room for the ledger right of the drawing, and for the names of the lanes left of it where it is no wider. */
const LEDGER_BESIDE = 860;
const LABELS_BESIDE = 560;

/** How much larger everything is drawn for a projector: at 1280 x 720 the bundled model still fits. */
const LARGE = 1.25;

/** The drawing with its controls. */
export function InsideView({ answer }: InsideViewProps) {
  const { inside } = answer;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 900);
  const zoom = useSize((state) => state.large) ? LARGE : 1;
  const hasSide = width >= LEDGER_BESIDE * zoom;
  const whole = width / zoom - (hasSide ? LEDGER_WIDTH + 24 / zoom : 0);
  const isSmall = width < LABELS_BESIDE * zoom;
  const picture = useMemo(
    () => pictureOf(answer, (least) => roomFor(least, whole, isSmall), textWidth),
    [answer, whole, isSmall],
  );
  const room = roomFor(picture.layout.least, whole, isSmall);
  const { net, digits } = picture;
  const player = usePlayer(net);
  const progress = useMemo(() => progressAt(net, inside, player.step), [net, inside, player.step]);
  const unit = unitOf(answer.subject.explanation);
  const colours = useLook();
  const limit = useLimit(answer);
  const paint = useMemo(() => pagePaint(limit, colours), [limit, colours]);
  const selected = useInside((state) => state.selected);
  const [looked, setLooked] = useState<Selection | null>(null);
  const [lastState, setLastState] = useState<Selection | null>(null);
  const look = (found: Selection | null) => {
    if (found?.kind === looked?.kind && found?.index === looked?.index) return;
    setLooked(found);
    if (found?.kind === 'state') setLastState(found);
  };
  const isThere = lastState !== null && lastState.index < inside.nodes.length;
  const narration = narrate({ ...picture, what: WHAT_FLOWS[inside.method] }, player.step);
  const isPadded = net.boxes.some((box) => box.isPad);
  const entries = ledgerEntries(progress.ledger, progress.onItsWay, inside.method, unit, isPadded);
  const perRow = hasSide ? 1 : Math.max(1, Math.floor(width / (LEDGER_WIDTH * zoom)));
  const largest = Math.max(Math.abs(inside.score), ...Object.values(inside.ledger).map(Math.abs));

  const saveFigure = useFigureToSave((state) => state.save);
  const { explanation } = answer.subject;
  const title = `How ${WHAT_FLOWS[inside.method]} flows: ${questionOf(explanation)}`;
  const hasStates = net.lanes.some(({ kind }) => kind === 'left' || kind === 'right');
  const legend = legendText({
    method: inside.method,
    palette: colours.palette,
    limit,
    hasStates,
    target: targetName(explanation),
  });
  const paper = paperPaint(limit, colours);
  const drawing = (step: number, laidOut = picture) => {
    const there = progressAt(net, inside, step);
    const shares = ledgerEntries(there.ledger, there.onItsWay, inside.method, unit, isPadded);
    return { picture: laidOut, paint: paper, step, progress: there, entries: shares, largest };
  };
  const save = () =>
    saveFigure({
      title,
      caption: legend,
      fileName: 'inside',
      origin: { explanation, method: METHOD_NAMES[inside.method], parameters: inside.parameters },
      draw: (given) =>
        drawStep(
          drawing(
            player.step,
            pictureOf(answer, () => given - LABELS_WIDTH - LEDGER_WIDTH - 16, textWidth),
          ),
        ),
      drawPage: (facts: FigureFacts) =>
        drawPage(
          { ...drawing(net.steps), title, legend, facts },
          framesOf({
            picture,
            inside,
            paint: paper,
            unit,
            isPadded,
            largest,
            what: WHAT_FLOWS[inside.method],
            stepTime: player.stepTime,
          }),
        ),
    });

  return (
    <>
      <Toolbar>
        <SaveFigure title={title} onSave={save} />
      </Toolbar>
      <PlayerControls player={player} drawing={canvas} narration={narration} />
      <Note aria-live={player.playing ? 'off' : 'polite'} className={styles.narration}>
        {narration}
      </Note>
      <div ref={frame} className={styles.frame}>
        <NetworkCanvas
          ref={canvas}
          picture={picture}
          paint={paint}
          player={player}
          arrived={progress.arrived}
          room={room * zoom}
          zoom={zoom}
          narrow={room === whole}
          alone={!hasSide}
          looked={looked}
          onLook={look}
        />
        <svg
          className={styles.ledger}
          role="img"
          aria-label={`Where it went: ${entries.map(({ name, amount }) => `${name} ${amount.toFixed(4)}`).join(', ')}`}
          width={LEDGER_WIDTH * perRow * zoom}
          height={ledgerHeight(entries.length, perRow) * zoom}
          viewBox={`0 0 ${LEDGER_WIDTH * perRow} ${ledgerHeight(entries.length, perRow)}`}
        >
          <LedgerDrawing entries={entries} largest={largest} paint={paint} digits={digits} perRow={perRow} />
        </svg>
      </div>
      <Note size="xs" className={styles.legend}>
        {legend}
      </Note>
      <DetailsPanel
        answer={answer}
        picture={picture}
        shown={selected ?? (isThere ? lastState : null)}
        paintFor={(most) => pagePaint(most, colours)}
        drawing={frame}
      />
      <NumberTables inside={inside} picture={picture} />
    </>
  );
}

/**
 * The width for the network: beside the names of its lanes, or all of it, where they stand above their lanes. They do on a small screen, and where
 * it would fit but for them.
 */
function roomFor(least: number, whole: number, isSmall: boolean): number {
  const beside = whole - LABELS_WIDTH;
  return isSmall || (least > beside && least <= whole) ? whole : beside;
}

/** The amount that gets the full colour: the heat map's. */
function useLimit({ inside }: InsideAnswer): number {
  const scale = useDisplay((state) => state.scale);
  const fixedLimit = useDisplay((state) => state.fixedLimit);
  return useMemo(() => {
    const words = inside.nodes.flatMap(({ word, amount }) => (word === null ? [] : [amount]));
    const [limit = 0] = scaleLimits([words], { scale, fixedLimit });
    // No word has got anything: then the colours are those of what there is on the way.
    return limit > 0 ? limit : inside.nodes.reduce((most, { amount }) => Math.max(most, Math.abs(amount)), 0);
  }, [inside, scale, fixedLimit]);
}

function Toolbar({ children }: { readonly children: ReactNode }) {
  const method = useInside((state) => state.method);
  const setMethod = useInside((state) => state.setMethod);
  const setOpen = useInside((state) => state.setOpen);
  const edited = useInside((state) => state.edited);
  const showEdited = useInside((state) => state.showEdited);
  const hide = () => {
    setOpen(false);
    focusHeading();
  };
  const hasEdits = useWhatIf((state) => state.compared !== null);
  return (
    <Row gap={3} spread className="screen-only">
      <Row gap={3}>
        <Segmented
          label="What flows"
          segments={INSIDE_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
          value={method}
          onChange={setMethod}
        />
        {hasEdits && (
          <Segmented
            label="Sentence"
            segments={[
              { value: 'written', label: 'As written' },
              { value: 'edited', label: 'With my edits' },
            ]}
            value={edited ? 'edited' : 'written'}
            onChange={(value) => showEdited(value === 'edited')}
          />
        )}
      </Row>
      <Row gap={2}>
        {children}
        <button type="button" className={controls.quiet} onClick={hide}>
          Hide
        </button>
      </Row>
    </Row>
  );
}
