/** What a request may need that the page does not begin with: slices of the data, and known answers. Loaded late. */
import { createSliceReader, type SliceReader } from './data-slice.ts';
import { knownAnswersRequest } from './known-answers-request.ts';

export interface LateRequests {
  readonly readSlice: SliceReader;
  readonly knownAnswersRequest: typeof knownAnswersRequest;
}

export const LATE_REQUESTS: LateRequests = { readSlice: createSliceReader(), knownAnswersRequest };
