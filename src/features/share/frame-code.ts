import { escapeMarkup } from '../../ui/text/escape-markup.ts';

/** How high the frame is until it has told its size, or where scripts do not run. */
const HEIGHT_BEFORE = '20rem';

/**
 * HTML for another page: a frame with the heat maps of a link, and the script that makes it as high as they are (docs/architecture.md).
 *
 * @param link of this page; its query gives way to `?embed`
 * @param title what the frame shows, for those who do not see it
 */
export function frameCode(link: string, title: string): string {
  const address = new URL(link);
  address.search = '?embed';
  return `<iframe title="${escapeMarkup(title)}" src="${escapeMarkup(address.href)}" style="width: 100%; height: ${HEIGHT_BEFORE}; border: 0"></iframe>
<script>
  {
    const frame = document.currentScript.previousElementSibling;
    addEventListener('message', ({ source, data }) => {
      if (source === frame.contentWindow && data?.type === 'lrp-lens-size') frame.style.height = \`\${data.height}px\`;
    });
  }
</script>
`;
}
