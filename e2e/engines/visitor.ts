import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Driver, PageElement } from './driver.ts';

/** Finds elements by role and name, in any browser: what Playwright does by itself. */
const FINDER = readFileSync('node_modules/@testing-library/dom/dist/@testing-library/dom.umd.min.js', 'utf8');
const PAUSE = 50; // ms between two looks
/** No machine needs as long; only what hangs does. */
const PATIENCE = 120_000;

export interface Sought {
  readonly role: string;
  /** Of the accessible name; a pattern may match a part. */
  readonly name?: string | RegExp;
  /** The element that it stands in. */
  readonly within?: Sought;
}

/** A person at a browser. Never asserts; waits for what is looked for, and throws where it does not come. */
export class Visitor {
  readonly #driver: Driver;
  readonly #downloads: string;

  constructor(driver: Driver, downloads: string) {
    this.#driver = driver;
    this.#downloads = downloads;
  }

  async open(address: string): Promise<void> {
    await this.#driver.open(address);
    await this.#driver.evaluate(`(() => { ${FINDER} })()`);
  }

  evaluate<Value>(expression: string): Promise<Value> {
    return this.#driver.evaluate(expression);
  }

  problems(): Promise<readonly string[]> {
    return this.#driver.problems();
  }

  find(sought: Sought): Promise<PageElement> {
    return this.#until(describe(sought), () => this.#driver.element(expressionOf(sought)));
  }

  /** Of a radio button or a check box the label: they are drawn by what stands beside them. */
  async click(sought: Sought): Promise<void> {
    const expression = `((found) => found?.labels?.[0] ?? found)(${expressionOf(sought)})`;
    await this.#act(describe(sought), expression, (element) => element.click());
  }

  /** In the place of what a field holds. */
  async write(sought: Sought, text: string): Promise<void> {
    const field = await this.find(sought);
    await this.#driver.evaluate(`((field) => (field.focus(), field.select()))(${expressionOf(sought)})`);
    await field.type(text);
  }

  /** Files to the field of this label: a field for files has no role. */
  async give(label: string, paths: readonly string[]): Promise<void> {
    const expression = `(TestingLibraryDom.queryAllByLabelText(document.body, '${label}')[0] ?? null)`;
    await this.#act(`a field “${label}”`, expression, (field) => field.give(paths.map((path) => resolve(path))));
  }

  /** Waits until the text of an element matches. @returns the text as it is shown */
  async reads(sought: Sought, pattern: RegExp): Promise<string> {
    let text: string | null = null;
    const seen = async () => {
      text = await this.#driver.evaluate<string | null>(`(${expressionOf(sought)})?.innerText ?? null`);
      return text !== null && pattern.test(text) ? text : null;
    };
    return this.#until(`${describe(sought)} with ${pattern}`, seen, () => `it reads ${JSON.stringify(text)}`);
  }

  /** Words and values of a method's heat map. */
  async heatMap(method: string): Promise<readonly (readonly [word: string, value: string])[]> {
    const grid = expressionOf({ role: 'grid', name: new RegExp(`^${method}`) });
    return this.#driver.evaluate(
      `[...(${grid})?.querySelectorAll('td[data-index]') ?? []].map((cell) => [cell.firstElementChild.textContent, cell.lastElementChild.textContent])`,
    );
  }

  /** Waits until a method's heat map is of these words. @returns their values */
  async words(method: string, words: readonly string[]): Promise<number[]> {
    const shown = async () => {
      const cells = await this.heatMap(method);
      const fits = cells.map(([word]) => word).join(' ') === words.join(' ') && cells.every(([, value]) => /\d/.test(value));
      return fits ? cells.map(([, value]) => Number(value.replace('−', '-').replace('+', ''))) : null;
    };
    const instead = () => this.#driver.evaluate<string>("document.querySelector('main').innerText");
    return this.#until(`${method} of “${words.join(' ')}”`, shown, instead);
  }

  /** Waits for a file whose name matches, all of it, and takes it away. */
  async saved(name: RegExp): Promise<Buffer> {
    const seen = async () => {
      const file = readdirSync(this.#downloads).find((entry) => name.test(entry));
      if (!file) return null;
      const path = join(this.#downloads, file);
      const { size } = statSync(path);
      await pause();
      const bytes = readFileSync(path);
      if (size === 0 || bytes.length !== size) return null;
      rmSync(path);
      return bytes;
    };
    return this.#until(`a file ${name}`, seen, () => `there are ${readdirSync(this.#downloads).join(', ') || 'none'}`);
  }

  /** As soon as it can be done: what is on its way in, or drawn anew, cannot be reached yet. */
  async #act(what: string, expression: string, deed: (element: PageElement) => Promise<unknown>): Promise<void> {
    let unreachable = '';
    const done = async () => {
      const element = await this.#driver.element(expression);
      if (!element) return null;
      try {
        await deed(element);
        return true;
      } catch (error) {
        // WebDriver's names of what was refused before anything was done.
        if (!(error instanceof Error && /NotInteractable|ClickIntercepted|StaleElement/.test(error.name))) throw error;
        unreachable = error.name;
        return null;
      }
    };
    await this.#until(what, done, () => unreachable);
  }

  async #until<Found>(
    what: string,
    look: () => Promise<Found | null>,
    instead: () => string | Promise<string> = () => '',
  ): Promise<Found> {
    const end = performance.now() + PATIENCE;
    do {
      const seen = await look();
      if (seen !== null) return seen;
      await pause();
    } while (performance.now() < end);
    throw new Error(`${what} did not come. ${await instead()}`);
  }
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, PAUSE));
}

function expressionOf({ role, name, within }: Sought): string {
  const place = within ? `(${expressionOf(within)} ?? document.createElement('p'))` : 'document.body';
  const options = name === undefined ? '' : `, { name: ${typeof name === 'string' ? JSON.stringify(name) : name} }`;
  return `(TestingLibraryDom.queryAllByRole(${place}, '${role}'${options})[0] ?? null)`;
}

function describe({ role, name, within }: Sought): string {
  return `${role}${name === undefined ? '' : ` “${name}”`}${within ? ` in ${describe(within)}` : ''}`;
}
