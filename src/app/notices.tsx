import { ModelNotice } from '../features/models/adding/model-notice.tsx';
import { LinkNotice } from '../features/share/link-notice.tsx';

/** What concerns every view. */
export function Notices() {
  return (
    <>
      <LinkNotice />
      <ModelNotice />
    </>
  );
}
