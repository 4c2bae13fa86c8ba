import { useId } from 'react';
import type { ModelOptions, NetworkChoice } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Field, Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { FoundLayers } from './found-layers.tsx';
import { GateOrderField } from './gate-order-field.tsx';
import { LengthField } from './length-field.tsx';
import fields from './model-settings.module.css';
import styles from './network-settings.module.css';
import { ReferencesToCome } from './references-to-come.tsx';

/** The network that is read, what the files leave open of it, and the scores by which one can tell whether it is the right one. */
export function NetworkSettings() {
  const id = useId();
  const choices = useNewModel((state) => state.inspection?.choices ?? NONE);
  const said = useNewModel((state) => state.options.choices);
  const guessed = choices.filter((choice) => saidOf(choice, said) === 'guess').length;
  return (
    <Stack as="section" gap={3} parted aria-labelledby={id}>
      <Title as="h3" id={id}>
        {choices.length > 0 ? 'What the file does not say' : 'The network'}
      </Title>
      {choices.length > 0 && (
        <Note>
          {guessed > 0
            ? `Weights alone do not say how they are used. ${guessed === 1 ? 'One thing is a guess' : `${guessed} things are guesses`}: correct whatever your program does differently.`
            : 'Weights alone do not say how they are used.'}
        </Note>
      )}
      {choices.map((choice) => (
        <ChoiceField key={choice.key} choice={choice} chosen={said?.[choice.key]} />
      ))}
      <LengthField />
      <GateOrderField />
      <FoundLayers />
      <ReferencesToCome />
    </Stack>
  );
}

const NONE: readonly NetworkChoice[] = [];

/** The option in force, before the files have been looked at with it. */
function saidOf({ key, said }: NetworkChoice, choices: ModelOptions['choices']): NetworkChoice['said'] {
  return choices?.[key] === undefined ? said : 'user';
}

const MARKS: Readonly<Record<NetworkChoice['said'], string>> = {
  guess: 'guessed',
  file: 'from the file',
  user: 'your choice',
};

function ChoiceField({ choice, chosen }: { readonly choice: NetworkChoice; readonly chosen: string | undefined }) {
  const { key, label, options, value } = choice;
  const said = chosen === undefined ? choice.said : 'user';
  return (
    <Field beside label={label}>
      {(id) => (
        <Row gap={2} className={styles.choice}>
          <select
            id={id}
            className={`${controls.input} ${fields.input} ${styles.select}`}
            aria-describedby={`${id}-said`}
            value={chosen ?? value}
            onChange={(event) => useNewModel.getState().choose(key, event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <span id={`${id}-said`} className={styles.mark} data-said={said}>
            {MARKS[said]}
          </span>
        </Row>
      )}
    </Field>
  );
}
