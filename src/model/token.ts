/** A token and where it stands in the text: UTF-16 offsets, `end` exclusive. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
