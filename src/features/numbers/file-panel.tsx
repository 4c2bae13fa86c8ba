import { useEffect, useState } from 'react';
import type { ModelInfo } from '../../engine/protocol.ts';
import { useNumbersFile } from '../../state/numbers/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import { FilePicker } from '../../ui/controls/file-picker.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Card, CardHead, Disclosure, Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { FirstRows } from './first-rows.tsx';
import { ReadingFields } from './reading-fields.tsx';
import { ScalingDetails, ScalingField } from './scaling-fields.tsx';
import { TextFields } from './text-fields.tsx';

/** A file of sequences, and all that says how it is read. */
export function FilePanel({ info }: { readonly info: ModelInfo }) {
  const { file, given, see, status, error, table, scalingChoice } = useNumbersFile();
  const take = useNumbersFile((state) => state.take);
  const [kind, setKind] = useState(scalingChoice.kind);
  const [reading, setReading] = useState(false);
  // A link brings its own.
  useEffect(() => setKind(scalingChoice.kind), [scalingChoice.kind]);
  useEffect(() => {
    // What is wrong is often how it is read; it stays open while that is mended.
    if (status === 'failed') setReading(true);
  }, [status]);
  return (
    <Card>
      <CardHead>
        <Title as="h2">{file ? shortName(file.name) : 'A file of sequences of numbers'}</Title>
        {table && <Summary />}
      </CardHead>
      <Stack gap={3} above={2}>
        <Row gap={2}>
          <FilePicker
            label={file ? 'Another file …' : 'Choose a file …'}
            className={`${controls.button} ${file ? '' : controls.primary}`}
            accept=".csv,.tsv,.tab,.txt,.json,.npy"
            onFiles={([one]) => one && void take(one)}
          />
          {!table && (
            <Note>
              CSV, TSV, JSON or a numpy array: a row per time step, {formatCount(info.embeddingSize)}{' '}
              {info.embeddingSize === 1 ? 'number' : 'numbers'} each. It stays on this computer.
            </Note>
          )}
        </Row>
        {error && status === 'failed' && <ErrorBanner title="This file could not be read" error={error} />}
        {file && <ScalingField kind={kind} onKind={setKind} />}
        {file && <ScalingDetails kind={kind} features={table?.features ?? null} />}
        {see && <Note>What you should see: {see}</Note>}
        {table && <Notes />}
        <Row gap={4} align="start">
          {file && (
            <Disclosure
              summary="How its rows are read"
              open={reading}
              onToggle={({ currentTarget }) => setReading(currentTarget.open)}
            >
              <Row gap={4} align="start">
                <ReadingFields key={given} />
              </Row>
            </Disclosure>
          )}
          {table && (
            <Disclosure summary="The first rows, as they were read" lazy>
              <FirstRows table={table} />
            </Disclosure>
          )}
          <Disclosure summary="Text as vectors: one place for each character, or a file of word vectors" lazy>
            <TextFields width={info.embeddingSize} />
          </Disclosure>
        </Row>
      </Stack>
    </Card>
  );
}

function Summary() {
  const table = useNumbersFile((state) => state.table);
  if (!table) return null;
  const rows = table.values.length / table.features.length;
  const many = table.sequences.length;
  const width = table.features.length;
  return (
    <Note size="xs">
      {formatCount(rows)} {rows === 1 ? 'row' : 'rows'} of {formatCount(width)} {width === 1 ? 'number' : 'numbers'},{' '}
      {many === 1 ? 'one sequence' : `${formatCount(many)} sequences`}
    </Note>
  );
}

/** As many missing values are named. */
const NAMED = 6;

function Notes() {
  const table = useNumbersFile((state) => state.table);
  if (!table || (table.notes.length === 0 && table.missingCount === 0)) return null;
  const { missing, missingCount, settled, notes } = table;
  const places = missing.slice(0, NAMED).map(({ where, feature }) => `${where}, ${feature}`);
  const more = missingCount - places.length;
  return (
    <Callout tone="sunken">
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {missingCount > 0 && (
        <Note>
          {settled.missing === 'zero' ? '0' : 'The last value'} stands for {formatCount(missingCount)} missing{' '}
          {missingCount === 1 ? 'value' : 'values'}: {places.join('; ')}
          {more > 0 && `; and ${formatCount(more)} more`}.
        </Note>
      )}
    </Callout>
  );
}
