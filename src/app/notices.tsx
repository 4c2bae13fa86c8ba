import { LinkNotice } from '../features/share/link-notice.tsx';
import { latePart } from '../ui/late/late-part.tsx';

const LateNotices = latePart({
  name: 'Notices',
  when: 'page is there',
  load: async () => {
    const [{ SessionNotice }, { ModelNotice }] = await Promise.all([
      import('../features/share/session-notice.tsx'),
      import('../features/models/adding/model-notice.tsx'),
    ]);
    return () => (
      <>
        <SessionNotice />
        <ModelNotice />
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
