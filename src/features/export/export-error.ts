/** What went wrong with an export and what to do about it, in words for the person. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

/** Any failure as a sentence. */
export function explainFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
