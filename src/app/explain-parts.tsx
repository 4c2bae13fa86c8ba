/** What stands around the explanation and is loaded once that is on the screen; each in a place of its size. */

import type { ReactNode } from 'react';
import { FaithfulnessFrame, NoFigures } from '../features/evidence/faithfulness-frame.tsx';
import { ExamplesAwaited } from '../features/examples/examples-awaited.tsx';
import { LedgerFrame } from '../features/explain/ledger-frame.tsx';
import { InsideFrame, InsideInvitation } from '../features/inside/inside-frame.tsx';
import { WaitingPhrases } from '../features/phrases/phrases-frame.tsx';
import { PinFace } from '../features/pins/pin-face.tsx';
import { Invitation, WhatIfFrame } from '../features/question/what-if-frame.tsx';
import { SecondFrame } from '../features/second/second-frame.tsx';
import { NoteIcon } from '../ui/controls/icons.tsx';
import { Popover } from '../ui/controls/popover.tsx';
import { latePart } from '../ui/late/late-part.tsx';

const when = 'page is there';

export const ExamplesPanel = latePart({
  name: 'The examples',
  when,
  load: async () => (await import('../features/examples/examples-panel.tsx')).ExamplesPanel,
  waiting: <ExamplesAwaited />,
});

const Nothing = () => null;

export const NoteButton = latePart({
  name: 'Notes',
  when,
  load: async () => (await import('../features/notes/note-button.tsx')).NoteButton,
  waiting: <Popover label="Note" icon={<NoteIcon />} content={Nothing} />,
});

/** The bundled model has none. */
export const UnverifiedNote = latePart({
  name: 'What is known of the model',
  when,
  load: async () => (await import('../features/models/trust/unverified-note.tsx')).UnverifiedNote,
  waiting: null,
});

/** Nothing is there before the first note. */
export const NoteText = latePart({
  name: 'Your note',
  when,
  load: async () => (await import('../features/notes/note-text.tsx')).NoteText,
  waiting: null,
});

/** Nothing is there before a figure's sentences are listed. */
export const OnlyNotice = latePart({
  name: 'What is listed',
  when,
  load: async () => (await import('../features/examples/only-notice.tsx')).OnlyNotice,
  waiting: null,
});

export const PinButton = latePart({
  name: 'Pinning',
  when,
  load: async () => (await import('../features/pins/pin-button.tsx')).PinButton,
  waiting: <PinFace />,
});

export const WhatIfPanel = latePart({
  name: 'What if',
  when,
  load: async () => {
    const [{ WhatIfPanel }, { ExactValues }] = await Promise.all([
      import('../features/question/what-if-panel.tsx'),
      import('../features/explain/exact-values.tsx'),
    ]);
    return () => <WhatIfPanel wordValues={ExactValues} />;
  },
  waiting: (
    <WhatIfFrame printed={false}>
      <Invitation explained />
    </WhatIfFrame>
  ),
});

export const LedgerCard = latePart({
  name: 'The ledger',
  when,
  load: async () => (await import('../features/explain/ledger-card.tsx')).LedgerCard,
  waiting: <LedgerFrame />,
});

/** Nothing is there before the first pin. */
export const PinsSection = latePart({
  name: 'The pinned explanations',
  when,
  load: async () => (await import('../features/pins/pins-section.tsx')).PinsSection,
  waiting: null,
});

export const FaithfulnessSection = latePart({
  name: 'The faithfulness test',
  when,
  load: async () => (await import('../features/evidence/faithfulness-section.tsx')).FaithfulnessSection,
  waiting: (
    <FaithfulnessFrame busy printed={false}>
      <NoFigures explained />
    </FaithfulnessFrame>
  ),
});

export const InsideSection = latePart({
  name: 'The view of what flows inside',
  when,
  load: async () => (await import('../features/inside/inside-section.tsx')).InsideSection,
  waiting: (
    <InsideFrame>
      <InsideInvitation />
    </InsideFrame>
  ),
});

/** Around the view of typed rows, where the model reads numbers. */
export const NumbersPage = latePart<{ readonly typed: ReactNode }>({
  name: 'The view of sequences',
  load: async () => {
    const [{ NumbersPage }, { MethodMenu }] = await Promise.all([
      import('../features/numbers/numbers-page.tsx'),
      import('../features/explain/method-menu.tsx'),
    ]);
    return ({ typed }) => <NumbersPage typed={typed} methodMenu={MethodMenu} />;
  },
});

export const SecondSection = latePart({
  name: 'The second model',
  when,
  load: async () => (await import('../features/second/second-section.tsx')).SecondSection,
  waiting: <SecondFrame />,
});

export const PhrasesSection = latePart({
  name: 'Phrases and tree',
  when,
  load: async () => {
    const [{ PhrasesSection }, { TreeExport }] = await Promise.all([
      import('../features/phrases/phrases-section.tsx'),
      import('../features/export/tree-export.tsx'),
    ]);
    return () => <PhrasesSection Export={TreeExport} />;
  },
  waiting: <WaitingPhrases />,
});
