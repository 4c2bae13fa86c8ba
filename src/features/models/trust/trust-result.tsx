import { useEffect, useRef } from 'react';
import { useModel, useModels, useTrust } from '../../../state/models/index.ts';
import { CheckIcon, WarningIcon } from '../../../ui/controls/icons.tsx';
import { Callout, Note, Stack, Title } from '../../../ui/layout/index.ts';
import { FindWhatFits } from './find-what-fits.tsx';
import { TrustTable } from './trust-table.tsx';
import { usualCauses } from './trust-texts.ts';
import { verdictOf } from './trust-verdict.ts';

/** A check under way, and how it ended, for the eye and for screen readers. Always there, or what changes in it would not be told. */
export function TrustStatus() {
  const result = useTrust((state) => state.result);
  const status = useTrust((state) => state.status);
  if (status !== 'idle') {
    return <Note role="status">{status === 'checking' ? 'Comparing…' : 'Reading the model again…'}</Note>;
  }
  return (
    <p role="status" className="visually-hidden">
      {result && verdictOf(result.check, result.references, result.model).headline}
    </p>
  );
}

/** What the last check came to, and what can be done about it. */
export function TrustResult() {
  const result = useTrust((state) => state.result);
  const verdictHere = useRef<HTMLElement>(null);
  // However long the dialog is: how it ended is seen at once.
  useEffect(() => {
    if (result) verdictHere.current?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  if (!result) return null;
  const { check, references, model } = result;
  const verdict = verdictOf(check, references, model);
  const { verified } = check;
  return (
    <Stack>
      <Callout ref={verdictHere} tone={verified ? 'framed' : 'danger'} icon={verified ? <CheckIcon /> : <WarningIcon />}>
        <Title as="p" size="s">
          {verdict.headline}
        </Title>
        {verdict.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {verdict.unexplained && <p>{usualCauses(model.input)}</p>}
      </Callout>
      {!verified && <FindForModel />}
      <TrustTable check={check} references={references} model={model} />
    </Stack>
  );
}

/** For the model in use: what is taken over is kept with it, and checked at once. */
function FindForModel() {
  const references = useTrust((state) => state.file?.text ?? state.text);
  const idle = useTrust((state) => state.status === 'idle');
  const read = useModel((state) => state.info);
  const model = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId));
  const { filesOf } = useModels.getState();
  const searched =
    model && read && idle ? { files: () => filesOf(model.id), options: model.options, references: () => references, read } : null;
  return <FindWhatFits model={searched} onUse={(options) => void useTrust.getState().readAs(options)} />;
}
