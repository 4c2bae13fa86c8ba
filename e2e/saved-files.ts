/** What stands in the files that the page saves. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** Of a download. */
export async function textOf(download: { path(): Promise<string> }): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** As a browser reads the file. */
export async function svgFacts(page: Page, text: string): Promise<object> {
  const facts = await page.evaluate((source) => {
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
  return { ...facts, ...(await pictureFacts(page, text)) };
}

/** An SVG as an image, which has neither the page's fonts nor its styles: whether it has a size, and whether anything is seen on its paper. */
export function pictureFacts(page: Page, svg: string): Promise<{ readonly sized: boolean; readonly blank: boolean }> {
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0);
    const pixels = pen?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const [dark, paper] = [pixels.filter((value, k) => k % 4 === 1 && value < 128).length, pixels.length / 4];
    return { sized: width > 0 && height > 0, blank: dark < paper / 500 };
  }, svg);
}
