import { useState } from 'react';

interface NumberDraft {
  /** What stands in the field. */
  readonly shown: string;
  /** What stands there is not allowed. */
  readonly invalid: boolean;
  readonly type: (text: string) => void;
  /** Back to the value that holds. */
  readonly forget: () => void;
}

/**
 * A number while it is typed: what is typed stays as typed; while it is not allowed (`parse` gives null) the last good value holds.
 * Where the value was changed from elsewhere (a link, a slider), that counts, not what was typed before.
 */
export function useNumberDraft(
  value: number,
  format: (value: number) => string,
  parse: (text: string) => number | null,
  onChange: (value: number) => void,
): NumberDraft {
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft === null ? value : parse(draft);
  return {
    shown: draft === null || (typed !== null && typed !== value) ? format(value) : draft,
    invalid: typed === null,
    type: (text) => {
      setDraft(text);
      const number = parse(text);
      if (number !== null) onChange(number);
    },
    forget: () => setDraft(null),
  };
}
