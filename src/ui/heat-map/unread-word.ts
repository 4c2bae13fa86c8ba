/** A model that reads sentences of one length leaves out what is beyond it: such words are struck, and have no colour. */

/** From, up to but not including to: the words that were read; undefined: all. */
export type ReadWords = readonly [from: number, to: number] | undefined;

export function isUnread(read: ReadWords, position: number): boolean {
  return read !== undefined && (position < read[0] || position >= read[1]);
}

/** What stands in the place of its value. */
export const UNREAD = 'not read';
