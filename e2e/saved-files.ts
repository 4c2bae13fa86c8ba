/** What stands in the files that the page saves. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** Of a download. */
export async function textOf(download: { path(): Promise<string> }): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** As a browser reads the file. */
export function svgFacts(page: Page, text: string): Promise<object> {
  return page.evaluate((source) => {
    const file = new DOMParser().parseFromString(source, 'image/svg+xml');
    const texts = [...file.querySelectorAll('text')];
    // Drawn, to see whether any text leaves the picture.
    const drawn = document.body.appendChild(document.importNode(file.documentElement, true));
    const whole = drawn.getBoundingClientRect();
    const outside = [...drawn.querySelectorAll('text')]
      .filter((one) => one.getBoundingClientRect().right > whole.right + 1 || one.getBoundingClientRect().left < whole.left - 1)
      .map((one) => one.textContent);
    drawn.remove();
    return {
      screenOnly: file.querySelectorAll('[data-screen-only]').length,
      outside,
      root: file.documentElement.nodeName,
      texts: texts.length > 3 && texts.every((one) => !one.hasAttribute('class')),
      model: (file.querySelector('desc')?.textContent ?? '').includes('SHA-256'),
    };
  }, text);
}
