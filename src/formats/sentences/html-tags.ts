/** Tags that reviews gathered from the web are full of, such as <br />. Marks of other programs (<s>, <unk>, <user>) are none of them. */
const TAG =
  /<\/?(?:a|abbr|b|blockquote|br|center|cite|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,500})?\/?>/gi;

export function hasTags(text: string): boolean {
  return text.includes('<') && text.search(TAG) >= 0;
}

/** The text with a space in the place of each tag; white space around it becomes one. */
export function withoutTags(text: string): string {
  return text.replaceAll(TAG, ' ').replaceAll(/\s+/g, ' ').trim();
}
