import type { Download, Locator, Page } from '@playwright/test';

/** The experiments view. Never asserts. */
export class ExperimentsPage {
  readonly page: Page;
  readonly run: Locator;
  readonly cancel: Locator;
  readonly progress: Locator;
  /** Beside Run: how long it would take, or that it is done. */
  readonly status: Locator;
  readonly result: Locator;
  readonly data: Locator;
  /** Of words, with what is told of the one that is pointed at. */
  readonly map: Locator;
  /** What takes the focus on it: the word that is pointed at. */
  readonly mapPoint: Locator;
  /** Rows of a word in context. */
  readonly occurrences: Locator;
  /** Only the sentences that the filter of the list leaves. */
  readonly slice: Locator;
  /** The table by slice, and the scatter of sentences. */
  readonly bySlice: Locator;
  readonly scatter: Locator;

  constructor(page: Page) {
    this.page = page;
    const panel = page.getByRole('region', { name: 'Run the experiment' });
    this.run = panel.getByRole('button', { name: 'Run', exact: true });
    this.cancel = panel.getByRole('button', { name: 'Cancel' });
    this.progress = panel.getByRole('progressbar');
    this.status = panel.getByRole('status');
    this.data = panel.getByRole('combobox', { name: 'Data set' });
    this.slice = panel.getByRole('checkbox', { name: /^Only / });
    this.bySlice = page.getByRole('region', { name: 'By slice', exact: true });
    this.scatter = page.getByRole('region', { name: 'Sentence by sentence' });
    this.result = page.getByRole('region', { name: 'Result' });
    this.map = this.result.getByRole('region', { name: /^Words by embedding/ });
    this.mapPoint = this.map.getByRole('button', { name: /show it in context$/ });
    this.occurrences = this.result.getByRole('region', { name: /in context$/ }).getByRole('listitem');
  }

  /** By a link, which runs it. @param link the rest of the fragment, without view and experiment */
  async open(experiment: string, link = 'data=built-in'): Promise<void> {
    await this.page.goto(`./#view=experiments&experiment=${experiment}&${link}`);
  }

  /** From the header, with the built-in sentences. */
  async enter(): Promise<void> {
    await this.view('Experiments').click();
    await this.data.selectOption('built-in');
  }

  /** A run of more than a minute, under way. */
  async startLong(): Promise<void> {
    await this.enter();
    await this.item('Faithfulness').click();
    await this.setting('Minimum words').fill('1');
    await this.setting('Random orders').fill('100');
    await this.run.click();
    await this.progress.and(this.page.locator('[value^="0."]')).waitFor();
  }

  /** Filters the list of examples by the true class, and takes what is listed. */
  async takeListed(trueClass: string): Promise<void> {
    await this.view('Explain').click();
    await this.page.getByRole('combobox', { name: 'Filter by true label' }).selectOption({ label: trueClass });
    await this.view('Experiments').click();
    await this.slice.check();
  }

  /** Throws in the worker that runs them. */
  async crash(): Promise<void> {
    const worker = this.page.workers().find((one) => one.url().includes('experiments.worker'));
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('crashed on purpose');
      });
    });
  }

  /** Opens the list of methods and clicks these. */
  async toggleMethods(...labels: readonly string[]): Promise<void> {
    await this.page.getByText(/^Methods: /).click();
    for (const label of labels) await this.page.getByRole('checkbox', { name: label, exact: true }).click();
  }

  view(name: 'Explain' | 'Experiments'): Locator {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name });
  }

  item(title: string): Locator {
    return this.page.getByRole('navigation', { name: 'Experiments' }).getByRole('button', { name: title });
  }

  setting(label: string): Locator {
    return this.page.getByRole('region', { name: 'Run the experiment' }).getByLabel(label);
  }

  /** Two that ran with the same settings differ in nothing but how long they took. */
  async figures(): Promise<string> {
    const text = await this.result.innerText();
    return text.replace(/[\d.]+ s on \d+ workers?/, '');
  }

  save(name: RegExp): Promise<Download> {
    const download = this.page.waitForEvent('download');
    return this.result
      .getByRole('button', { name })
      .first()
      .click()
      .then(() => download);
  }
}
