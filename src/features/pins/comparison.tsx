import { useShallow } from 'zustand/react/shallow';
import { type Explanation, type LrpOptions, METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { scaleLimits, useDisplay } from '../../state/display/index.ts';
import { useFigureToSave } from '../../state/figures/index.ts';
import { noteOf, useNotes } from '../../state/notes/index.ts';
import { usePins } from '../../state/pins/index.ts';
import { parametersOf, useExplain, useWithOutcomes } from '../../state/sentence/index.ts';
import { EditableName } from '../../ui/controls/editable-name.tsx';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import controls from '../../ui/controls.module.css';
import { scaleNote } from '../../ui/heat-map/scale-note.ts';
import { ScaleNoteText } from '../../ui/heat-map/scale-note-text.tsx';
import { Columns, Note, Row, Title } from '../../ui/layout/index.ts';
import { drawOnPaper } from '../../ui/paper/draw-on-paper.tsx';
import { CompareCard } from './compare-card.tsx';
import styles from './comparison.module.css';
import { OtherModel } from './other-model.tsx';
import { PinActions } from './pin-actions.tsx';

interface Compared {
  /** null: the current explanation. */
  readonly id: string | null;
  readonly name: string;
  readonly explanation: Explanation;
  readonly lrp: LrpOptions;
  /** As typed. */
  readonly text: string;
  /** null: the method was not computed. */
  readonly values: readonly number[] | null;
}

/** The current explanation and the pins that are shown, side by side, by one method. */
export function Comparison({ method }: { readonly method: MethodId }) {
  const compared = useCompared(method);
  const display = useDisplay(useShallow(({ scale, fixedLimit, gamma }) => ({ scale, fixedLimit, gamma })));
  const setDisplay = useDisplay((state) => state.set);
  const notes = useNotes();
  const rename = usePins((state) => state.rename);
  const saveFigure = useFigureToSave((state) => state.save);
  // Whose each is, as soon as they are of more than one.
  const several = new Set(compared.map(({ explanation: { model } }) => `${model.sha256} ${model.name}`)).size > 1;
  const signed = METHOD_NAMES.find(({ id }) => id === method)?.signed ?? true;
  const limits = scaleLimits(
    compared.map(({ values }) => values ?? []),
    display,
  );
  const rows = compared.map(({ id, name, values }, index) => ({
    label: id === null ? name : `“${name}”`,
    values: values ?? [],
    signed,
    limit: limits[index] ?? 0,
  }));
  const note = compared.length > 1 && compared.every(({ values }) => values) ? scaleNote(rows, display) : null;
  const pinned = compared.filter(({ id }) => id !== null);
  if (pinned.length === 0) return <Note>Every pin is hidden. Press one to see it beside the current one.</Note>;
  const cardOf = ({ id, name, explanation, lrp, text, values }: Compared, index: number) => ({
    mapId: `compared-${id ?? 'current'}`,
    name,
    explanation,
    lrp,
    note: noteOf(notes, text)?.note ?? null,
    values,
    signed,
    limit: limits[index] ?? 0,
    severalModels: several,
  });
  const label = METHOD_NAMES.find(({ id }) => id === method)?.label ?? '';
  const title = `Explanations side by side · ${label}`;
  const [first] = compared;
  const save = () =>
    first &&
    saveFigure({
      title,
      caption: note?.text ?? '',
      fileName: `pins-${method}`,
      origin: {
        explanation: first.explanation,
        method: `${label}, ${compared.length} explanations`,
        parameters: parametersOf(first.explanation, method),
      },
      draw: (width) =>
        drawOnPaper(
          <Columns as="ul" least="card">
            {compared.map((one, index) => (
              <CompareCard
                key={one.id ?? 'current'}
                {...cardOf(one, index)}
                heading={<Title as="span">{one.id === null ? 'Current' : one.name}</Title>}
                actions={null}
              />
            ))}
          </Columns>,
          width,
        ),
    });
  return (
    <>
      <Row className={styles.noteLine} spread>
        <Note className={styles.note} data-different={note?.different || undefined}>
          {note && <ScaleNoteText note={note} />}
        </Note>
        {note?.different && (
          <button type="button" className={controls.chip} onClick={() => setDisplay({ scale: 'shared' })}>
            Put all on one scale
          </button>
        )}
        <SaveFigure title={title} onSave={save} />
      </Row>
      <Columns as="ul" least="card" aria-label="Side by side">
        {compared.map((one, index) => (
          <CompareCard
            key={one.id ?? 'current'}
            {...cardOf(one, index)}
            heading={
              one.id === null ? (
                <Title as="span">Current</Title>
              ) : (
                <EditableName name={one.name} onRename={(given) => rename(one.id ?? '', given)} />
              )
            }
            actions={
              one.id === null ? (
                <OtherModel />
              ) : (
                <PinActions id={one.id} name={one.name} place={index - 1} count={pinned.length} />
              )
            }
          />
        ))}
      </Columns>
    </>
  );
}

function useCompared(method: MethodId): readonly Compared[] {
  const pins = usePins((state) => state.pins);
  const shown = usePins((state) => state.shown);
  const explanation = useWithOutcomes(useExplain((state) => state.response?.explanation ?? null));
  const lrp = useExplain((state) => state.lrp);
  const text = useExplain((state) => state.text);
  const valuesOf = ({ methods }: Explanation) => methods.find(({ id }) => id === method)?.words ?? null;
  const pinned = pins
    .filter(({ id }) => shown.includes(id))
    .map((pin): Compared => ({ ...pin, lrp: pin.subject.lrp, text: pin.subject.text, values: valuesOf(pin.explanation) }));
  if (!explanation) return pinned;
  return [{ id: null, name: 'the current one', explanation, lrp, text, values: valuesOf(explanation) }, ...pinned];
}
