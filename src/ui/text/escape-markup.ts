const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text for XML and HTML, as content or as a quoted attribute. Line breaks and tabs become spaces; control characters, lone surrogates
 * and what else XML 1.0 forbids (section 2.2) become U+FFFD, so that any word leaves a well-formed document.
 */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll(/[\t\n\r]/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
