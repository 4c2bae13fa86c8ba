import { useId } from 'react';
import { scoresOfForm, useNewModel } from '../../../state/models/index.ts';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import controls from '../../../ui/controls.module.css';
import { Disclosure, Note, Row, Stack } from '../../../ui/layout/index.ts';
import { FindWhatFits } from '../trust/find-what-fits.tsx';
import { ReferenceHelp } from '../trust/reference-help.tsx';
import { ReferenceFile, ReferenceInput } from '../trust/reference-input.tsx';
import { askFor } from '../trust/trust-texts.ts';

/** Scores of the model's own program: what the files do not say is found by them, and the model is held against them once it is in use. */
export function ReferencesToCome() {
  const id = useId();
  const references = useNewModel((state) => state.references);
  const model = useNewModel((state) => state.settled);
  const files = useNewModel((state) => state.files);
  const options = useNewModel((state) => state.options);
  const among = useNewModel(({ given }) => given.find(({ role }) => role === 'scores')?.name);
  const { giveReferences, change } = useNewModel.getState();
  if (!model) return null;
  const isGiven = among !== undefined || references instanceof File || references.trim() !== '';
  const file = references instanceof File ? references : null;
  return (
    <Disclosure summary="Reference scores: is it read as your program reads it?">
      <Stack gap={1} above={2}>
        <Note>{askFor(model)}</Note>
        {among && references === '' && (
          <Note>
            They are in <ShortName name={among} />; what you enter here takes precedence over that file.
          </Note>
        )}
        <ReferenceInput id={id} model={model} text={typeof references === 'string' ? references : ''} onText={giveReferences} />
        <Row gap={2}>
          <ReferenceFile onFile={giveReferences} />
          {file && (
            <>
              <Note as="span">Given: {file.name}</Note>
              <button type="button" className={controls.chip} onClick={() => giveReferences('')}>
                Remove
              </button>
            </>
          )}
          <ReferenceHelp model={model} />
        </Row>
        <FindWhatFits
          model={isGiven ? { files: async () => files, options, references: scoresOfForm, read: model } : null}
          onUse={change}
        />
      </Stack>
    </Disclosure>
  );
}
