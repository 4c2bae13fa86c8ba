import { useModel } from '../../state/models/index.ts';
import { Note, Stack } from '../../ui/layout/index.ts';
import { ExamplesHeading } from './examples-heading.tsx';

/** Before the examples are there. Without a worker they do not come: no second one is started beside it. */
export function ExamplesAwaited() {
  const isStuck = useModel(({ error }) => error?.name === 'WorkerError');
  return (
    <Stack gap={3}>
      <ExamplesHeading />
      {isStuck && <Note>They come once the worker answers.</Note>}
    </Stack>
  );
}
