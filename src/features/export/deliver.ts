import { copyText } from '../../ui/text/copy-text.ts';
import { ExportError } from './export-error.ts';
import type { PreparedFile } from './formats.ts';

/** Whether this browser can copy what the file holds. */
export function canCopy(text: string | null): boolean {
  return text !== null || (typeof ClipboardItem !== 'undefined' && 'clipboard' in navigator);
}

/** @throws ExportError when the browser refuses */
export async function copyFile({ blob, text }: PreparedFile): Promise<void> {
  const copied = text === null ? await copyPicture(blob) : await copyText(text);
  if (!copied) throw new ExportError('The browser did not let this page copy. Allow access to the clipboard, or use Download.');
}

async function copyPicture(blob: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return true;
  } catch {
    return false;
  }
}
