import type { ReactNode, Ref } from 'react';
import { useUnit } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Card, Note, Row, SectionHead, Stack } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';

interface InsideFrameProps {
  readonly ref?: Ref<HTMLElement>;
  readonly busy?: boolean;
  readonly printed?: boolean;
  readonly children: ReactNode;
}

const HEADING_ID = 'inside-heading';

/** What had the focus is gone when the view is shown or hidden: its heading takes it. */
export function focusHeading(): void {
  document.getElementById(HEADING_ID)?.focus();
}

/** The place of the view, which is there before it has been loaded. */
export function InsideFrame({ ref, busy = false, printed = false, children }: InsideFrameProps) {
  return (
    <section ref={ref} id="inside" aria-labelledby={HEADING_ID} aria-busy={busy} className={printed ? undefined : 'screen-only'}>
      <SectionHead id={HEADING_ID} tabIndex={-1}>
        Inside: how relevance flows
      </SectionHead>
      <Card>{children}</Card>
    </section>
  );
}

interface InsideInvitationProps {
  /** Opens it; left out while it is not loaded. The button's place is there from the beginning. */
  readonly onShow?: () => void;
}

/** What stands there until it is opened. */
export function InsideInvitation({ onShow }: InsideInvitationProps) {
  const unit = useUnit();
  return (
    <Stack gap={3}>
      <Note>
        The network as it is, drawn for this {unit === 'row' ? 'input' : 'sentence'}: watch the <Term id="score">score</Term>{' '}
        being handed back as <Term id="relevance">relevance</Term>, layer by layer and step by step, until it arrives at the{' '}
        {unit}s. Every number can be followed down to the weights.
      </Note>
      <Row>
        <button type="button" className={`${controls.button} ${controls.primary}`} disabled={!onShow} onClick={onShow}>
          Show how it flows
        </button>
      </Row>
    </Stack>
  );
}
