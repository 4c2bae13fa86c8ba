import type { ReactNode, Ref } from 'react';
import { type Unit, useUnit } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Card, Note, Row, SectionHead, Stack, Title } from '../../ui/layout/index.ts';

interface PhrasesFrameProps {
  readonly ref?: Ref<HTMLElement>;
  readonly busy?: boolean;
  readonly printed?: boolean;
  readonly children: ReactNode;
}

export const PHRASES_HEADING = 'phrases-heading';

/** The place of phrases and tree, which is there before they have been loaded. */
export function PhrasesFrame({ ref, busy = false, printed = false, children }: PhrasesFrameProps) {
  return (
    <section ref={ref} aria-labelledby={PHRASES_HEADING} aria-busy={busy} className={printed ? undefined : 'screen-only'}>
      <SectionHead id={PHRASES_HEADING} tabIndex={-1}>
        Phrases and tree
      </SectionHead>
      <Card>{children}</Card>
    </section>
  );
}

/** What stands there until something is selected, and until the tree is opened. */
export function PhraseInvitation({ unit }: { readonly unit: Unit }) {
  return (
    <Note>
      What do several {unit}s do together? Drag over them in a heat map, or click with Shift, or press Shift and an arrow key; by
      touch, from a {unit}’s menu.
    </Note>
  );
}

interface TreeHeadProps {
  readonly open: boolean;
  /** Left out while it cannot be opened. The button’s place is there from the beginning. */
  readonly onToggle?: (() => void) | undefined;
}

export function TreeHead({ open, onToggle }: TreeHeadProps) {
  return (
    <Row gap={3} spread>
      <Title>Tree</Title>
      <button
        type="button"
        className={open ? controls.quiet : controls.button}
        aria-expanded={open}
        disabled={!onToggle}
        onClick={onToggle}
      >
        {open ? 'Hide the tree' : 'Show the tree'}
      </button>
    </Row>
  );
}

/** As long as nothing is selected and nothing is loaded. */
export function WaitingPhrases() {
  return (
    <PhrasesFrame>
      <Stack gap={4}>
        <PhraseInvitation unit={useUnit()} />
        <Stack parted>
          <TreeHead open={false} />
        </Stack>
      </Stack>
    </PhrasesFrame>
  );
}
