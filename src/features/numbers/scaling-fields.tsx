import { type ScalingChoice, useNumbersFile } from '../../state/numbers/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import { FilePicker } from '../../ui/controls/file-picker.tsx';
import controls from '../../ui/controls.module.css';
import { Field, Note, Row, Stack } from '../../ui/layout/index.ts';
import { digitsFor, formatFixed } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

const KINDS: readonly { readonly value: ScalingChoice['kind']; readonly label: string }[] = [
  { value: 'none', label: 'none: numbers as they are' },
  { value: 'file', label: 'a scaler of scikit-learn' },
  { value: 'typed', label: 'means and deviations' },
];
const LINKED = { value: 'linked', label: 'that of the link' } as const;

/** How many features' figures are shown. */
const SHOWN = 4;

interface ScalingProps {
  /** As chosen, though its file may not have been given yet. */
  readonly kind: ScalingChoice['kind'];
  readonly onKind: (kind: ScalingChoice['kind']) => void;
}

/** How the file's numbers become those that the model was trained with: a wrong scale is the usual reason for wrong outputs. */
export function ScalingField({ kind, onKind }: ScalingProps) {
  const setScaling = useNumbersFile((state) => state.setScaling);
  const isLinked = useNumbersFile((state) => state.scalingChoice.kind === 'linked');
  const kinds = isLinked ? [...KINDS, LINKED] : KINDS;
  const choose = (chosen: ScalingChoice['kind']) => {
    onKind(chosen);
    if (chosen === 'none') void setScaling({ kind: 'none' });
    if (chosen === 'typed') void setScaling({ kind: 'typed', means: '0', deviations: '1' });
  };
  return (
    <Field label="Scaling">
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={kind}
          onChange={(event) => {
            const chosen = kinds.find(({ value }) => value === event.target.value);
            if (chosen) choose(chosen.value);
          }}
        >
          {kinds.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What the choice needs, and what it comes to. */
export function ScalingDetails({ kind, features }: Pick<ScalingProps, 'kind'> & { readonly features: readonly string[] | null }) {
  const choice = useNumbersFile((state) => state.scalingChoice);
  const error = useNumbersFile((state) => state.scalingError);
  const setScaling = useNumbersFile((state) => state.setScaling);
  const pick = async (file: File) =>
    setScaling({ kind: 'file', file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } });
  return (
    <Stack gap={2}>
      {kind === 'file' && (
        <div>
          <FilePicker
            label={choice.kind === 'file' ? shortName(choice.file.name, 24) : 'Choose its file …'}
            className={controls.button ?? ''}
            title="A StandardScaler or MinMaxScaler, saved by pickle or joblib. Nothing in it is run."
            accept=".pkl,.pickle,.joblib,.save,.gz"
            onFiles={([file]) => file && void pick(file)}
          />
        </div>
      )}
      {choice.kind === 'typed' && <TypedFields choice={choice} />}
      {error ? <ErrorBanner title="These numbers cannot be scaled" error={error} /> : <Shown features={features} />}
    </Stack>
  );
}

function TypedFields({ choice }: { readonly choice: Extract<ScalingChoice, { kind: 'typed' }> }) {
  const setScaling = useNumbersFile((state) => state.setScaling);
  const fields = [
    ['means', 'Means'],
    ['deviations', 'Deviations'],
  ] as const;
  return (
    <Row gap={4} align="start">
      {fields.map(([key, label]) => (
        <Field key={key} label={label} hint="one for all, or one per feature">
          {(id, hintId) => (
            <input
              id={id}
              aria-describedby={hintId}
              className={controls.input}
              value={choice[key]}
              onChange={(event) => void setScaling({ ...choice, [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </Row>
  );
}

function Shown({ features }: { readonly features: readonly string[] | null }) {
  const scaling = useNumbersFile((state) => state.scaling);
  if (!scaling || scaling.kind === 'none') {
    return (
      <Note size="xs">The model reads the numbers as they stand in the file. If it was trained with scaled ones, say how.</Note>
    );
  }
  const figure = (value: number) => formatFixed(value, digitsFor(value));
  const parts = scaling.offsets.slice(0, SHOWN).map((offset, k) => {
    const name = features?.[k] ?? scaling.names?.[k] ?? `input ${k + 1}`;
    return `${name}: (value − ${figure(offset)}) × ${figure(scaling.factors[k] ?? 1)}`;
  });
  const more = scaling.offsets.length - parts.length;
  return (
    <Note size="xs">
      The model reads {parts.join('; ')}
      {more > 0 && `; and ${more} more`}
      {scaling.clip && `; kept between ${figure(scaling.clip[0])} and ${figure(scaling.clip[1])}`}.
      {scaling.names && features && scaling.names.join() !== features.join() && (
        <> The scaler’s columns are called {scaling.names.slice(0, SHOWN).join(', ')}: their order is taken for the file’s.</>
      )}
    </Note>
  );
}
