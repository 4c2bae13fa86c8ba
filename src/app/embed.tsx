import { EmbedView } from '../features/explain/embed-view.tsx';
import { LinkNotice } from '../features/share/link-notice.tsx';

/** In a frame of another page: the heat maps alone, and what of their link could not be used. */
export function Embed() {
  return <EmbedView notice={<LinkNotice />} />;
}
