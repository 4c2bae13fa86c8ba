import { existsSync, readFileSync } from 'node:fs';
import type { Locator, Page, Route } from '@playwright/test';

const FOLDER = '../shared/upstream/';
const UPSTREAM = 'https://raw.githubusercontent.com/ArrasL/LRP_for_LSTM/master/';
/** Where each published file lies here; the embeddings are a surrogate. */
const FILES: Readonly<Record<string, string>> = {
  'model/vocab': 'vocab',
  'model/model': 'model',
  'model/embeddings.npy': 'embeddings-surrogate.npy',
  'data/sequence_test.txt': 'sequence_test.txt',
};

export const hasUpstream = existsSync(`${FOLDER}model`);

type Answer = (route: Route) => Promise<void> | void;

/** The published model's panel, and a stand-in for the host it comes from. Never asserts. */
export class PublishedPage {
  readonly page: Page;
  readonly panel: Locator;
  /** Paths that were asked of the stand-in. */
  readonly asked: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'The published model' });
  }

  /** Opens the place on the page where the panel stands. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Model: / }).click();
  }

  button(name: RegExp): Locator {
    return this.panel.getByRole('button', { name });
  }

  /** As far as the fetching, consent and all. */
  async fetch(): Promise<void> {
    await this.button(/Get the published model/).click();
    await this.button(/Fetch about/).click();
  }

  table(name: RegExp): Locator {
    return this.panel.getByRole('table', { name });
  }

  progress(path: string): Locator {
    return this.panel.getByRole('progressbar', { name: path });
  }

  /** Answers for the host: with the published files, or for some paths with something else. */
  async host(answers: Readonly<Record<string, Answer>> = {}): Promise<void> {
    await this.page.unroute(`${UPSTREAM}**`);
    await this.page.route(`${UPSTREAM}**`, (route) => {
      const path = route.request().url().slice(UPSTREAM.length);
      this.asked.push(path);
      return answers[path]?.(route) ?? this.fulfil(route, this.bytes(path));
    });
  }

  /** A file's bytes as the host has them. */
  bytes(path: string): Buffer {
    const file = FILES[path];
    return file ? readFileSync(`${FOLDER}${file}`) : Buffer.alloc(0);
  }

  fulfil(route: Route, body: Buffer, status = 200): Promise<void> {
    const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/octet-stream' };
    return route.fulfill({ status, headers, body });
  }
}
