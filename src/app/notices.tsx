import { LinkNotice } from '../features/share/link-notice.tsx';
import { latePart } from '../ui/late/late-part.tsx';

const LateNotices = latePart({
  name: 'Notices',
  when: 'page is there',
  load: async () => {
    const [{ SessionNotice }, { ModelNotice }, { LinkedModel }] = await Promise.all([
      import('../features/share/session-notice.tsx'),
      import('../features/models/adding/model-notice.tsx'),
      import('../features/numbers/linked-model.tsx'),
    ]);
    return () => (
      <>
        <SessionNotice />
        <ModelNotice />
        <LinkedModel />
      </>
    );
  },
  waiting: null,
});

/** What concerns every view. */
export function Notices() {
  return (
    <>
      <LinkNotice />
      <LateNotices />
    </>
  );
}
