import { ModelNotice } from '../features/models/adding/model-notice.tsx';
import { LinkNotice } from '../features/share/link-notice.tsx';
import { latePart } from '../ui/late/late-part.tsx';

const SessionNotice = latePart({
  name: 'What there is to say of sessions',
  when: 'page is there',
  load: async () => (await import('../features/share/session-notice.tsx')).SessionNotice,
  waiting: null,
});

/** What concerns every view. */
export function Notices() {
  return (
    <>
      <LinkNotice />
      <SessionNotice />
      <ModelNotice />
    </>
  );
}
