import type { LensErrorFields } from '../../../engine/protocol.ts';
import { WarningIcon } from '../../../ui/controls/icons.tsx';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Callout, Stack, Title } from '../../../ui/layout/index.ts';
import { countOf } from './trust-figures.ts';

/** After these, one knows what is wrong. */
const SHOWN = 5;

/** Lines that cannot be read: which, what is wrong, what was expected. */
export function TrustProblems({ problems }: { readonly problems: readonly LensErrorFields[] }) {
  const more = problems.length - SHOWN;
  return (
    <Callout tone="danger" role="alert" icon={<WarningIcon />}>
      <Title as="p" size="s">
        Nothing was checked: {problems.length === 1 ? 'this' : 'these'} cannot be read
      </Title>
      <Stack as="ul" gap={1}>
        {problems.slice(0, SHOWN).map(({ where, problem, expected, found }) => (
          <li key={where}>
            <strong>{where}</strong> {problem}; expected {expected}, found <ShortName name={found ?? ''} />.
          </li>
        ))}
      </Stack>
      {more > 0 && <p>And {countOf(more, 'more line')}.</p>}
    </Callout>
  );
}
