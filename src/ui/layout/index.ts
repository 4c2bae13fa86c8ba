/** The face of the kit: frames, texts and tables that every view is made of. */
export { Callout } from './callout.tsx';
export { Card, CardHead } from './card.tsx';
export { DataTable } from './data-table.tsx';
export { Disclosure } from './disclosure.tsx';
export { Fact, Facts } from './facts.tsx';
export { Field } from './field.tsx';
export { Columns, Row, Stack } from './flow.tsx';
export { Raised } from './raised.tsx';
export { ScrollArea } from './scroll-area.tsx';
export { Note, SectionHead, Title } from './text.tsx';
export { useStaleMarks } from './use-stale-marks.ts';
