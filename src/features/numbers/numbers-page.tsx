import { type ComponentType, type ReactNode, useEffect } from 'react';
import { useModel } from '../../state/models/index.ts';
import { followNumbers, followSequenceLink, followStudy, useNumbers, useNumbersFile } from '../../state/numbers/index.ts';
import type { PopoverContentProps } from '../../ui/controls/popover.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import { Row, Stack } from '../../ui/layout/index.ts';
import { AwaitedFile } from './awaited-file.tsx';
import { ExplainedSequence } from './explained-sequence.tsx';
import { FilePanel } from './file-panel.tsx';
import { Study } from './study.tsx';

interface NumbersPageProps {
  /** The view of rows that are typed in. */
  readonly typed: ReactNode;
  readonly methodMenu: ComponentType<PopoverContentProps>;
}

let follows = false;

/** Of a model that reads numbers: rows that are typed in, or the sequences of a file. */
export function NumbersPage({ typed, methodMenu }: NumbersPageProps) {
  const isShown = useNumbersFile((state) => state.isShown);
  const show = useNumbersFile((state) => state.show);
  useEffect(() => {
    if (!follows) {
      followNumbers();
      followStudy();
    }
    void useNumbersFile.getState().refresh();
    // What a link says is read last, and so stays.
    if (!follows) followSequenceLink();
    follows = true;
  }, []);
  return (
    <Stack gap={4}>
      <Row>
        <Segmented
          label="What is explained"
          value={isShown ? 'file' : 'typed'}
          segments={[
            { value: 'typed', label: 'Rows typed in' },
            { value: 'file', label: 'Sequences of a file' },
          ]}
          onChange={(value) => show(value === 'file')}
        />
      </Row>
      {isShown ? <Sequences methodMenu={methodMenu} /> : typed}
    </Stack>
  );
}

function Sequences({ methodMenu }: Pick<NumbersPageProps, 'methodMenu'>) {
  const info = useModel((state) => state.info);
  const isThere = useNumbers((state) => state.sequence !== null);
  if (info?.input !== 'numbers') return null;
  return (
    <Stack gap={4}>
      <AwaitedFile />
      <FilePanel info={info} />
      {isThere && <ExplainedSequence info={info} methodMenu={methodMenu} />}
      {isThere && <Study />}
    </Stack>
  );
}
