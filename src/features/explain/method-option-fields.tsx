import { useId } from 'react';
import { isAllowed, METHOD_OPTIONS, METHOD_TABLE } from '../../engine/methods-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import { OPTION_DEFAULTS, type OwnOptions, useMethodOptions } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { useNumberDraft } from '../../ui/hooks/use-number-draft.ts';
import { Note, Row } from '../../ui/layout/index.ts';
import { capitalised } from '../../ui/text/capitalised.ts';
import styles from './method-option-fields.module.css';

const OWN_OPTIONS = Object.keys(OPTION_DEFAULTS) as readonly (keyof OwnOptions)[];

/** What can be set of a method, beside LRP's settings, which stand with its ledger; nothing where there is nothing. */
export function MethodOptionFields({ id }: { readonly id: MethodId }) {
  const all = METHOD_TABLE.find((method) => method.id === id)?.options ?? [];
  const own = OWN_OPTIONS.filter((option) => all.includes(option));
  if (own.length === 0) return null;
  return (
    <Row gap={4} above={2}>
      {own.map((option) => (
        <OptionField key={option} option={option} />
      ))}
    </Row>
  );
}

function OptionField({ option }: { readonly option: keyof OwnOptions }) {
  const { label, about, least, most, said } = METHOD_OPTIONS[option];
  const id = useId();
  const value = useMethodOptions((state) => state[option]);
  const parse = (text: string) => {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    return isAllowed(option, number) ? number : null;
  };
  const { shown, invalid, type, forget } = useNumberDraft(value, String, parse, (number) =>
    useMethodOptions.setState({ [option]: number }),
  );
  return (
    <span className={styles.option}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        className={`${controls.input} ${styles.number}`}
        title={about}
        aria-invalid={invalid || undefined}
        aria-describedby={invalid ? `${id}-problem` : undefined}
        min={least}
        max={most}
        step={1}
        value={shown}
        onChange={(event) => type(event.target.value)}
        onBlur={forget}
      />
      {invalid && (
        <Note as="span" size="xs" id={`${id}-problem`} className={styles.problem}>
          {capitalised(said)}
        </Note>
      )}
    </span>
  );
}
