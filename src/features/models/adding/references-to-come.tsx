import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Disclosure, Note, Row, Stack } from '../../../ui/layout/index.ts';
import { ReferenceHelp } from '../trust/reference-help.tsx';
import { ReferenceFile, ReferenceInput } from '../trust/reference-input.tsx';

/** Scores of the model's own program, against which the model is held as soon as it is in use. */
export function ReferencesToCome() {
  const references = useNewModel((state) => state.references);
  const classes = useNewModel((state) => state.settled?.classes ?? null);
  const { giveReferences } = useNewModel.getState();
  const file = references instanceof File ? references : null;
  return (
    <Disclosure summary="Reference scores: is it read as your program reads it?">
      <Stack gap={1} above={2}>
        <Note>
          Scores of your own program for a few sentences, before softmax. They are compared with this page’s as soon as the model
          is used.
        </Note>
        <ReferenceInput classes={classes} text={typeof references === 'string' ? references : ''} onText={giveReferences} />
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
          <ReferenceHelp />
        </Row>
      </Stack>
    </Disclosure>
  );
}
