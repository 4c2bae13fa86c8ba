import { ExportError } from './export-error.ts';
import type { PreparedFile } from './formats.ts';

/** Whether this browser can copy what the file holds. */
export function canCopy(text: string | null): boolean {
  return text === null ? typeof ClipboardItem !== 'undefined' && 'clipboard' in navigator : 'clipboard' in navigator;
}

/** @throws ExportError when the browser refuses */
export async function copyFile({ blob, text }: PreparedFile): Promise<void> {
  try {
    if (text === null) await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    else await navigator.clipboard.writeText(text);
  } catch {
    throw new ExportError('The browser did not let this page copy. Allow it to use the clipboard, or take Download.');
  }
}
