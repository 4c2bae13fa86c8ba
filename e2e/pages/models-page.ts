import type { Locator, Page } from '@playwright/test';

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The library of models, and files on their way into it. Never asserts. */
export class ModelsPage {
  readonly page: Page;
  readonly button: Locator;
  readonly library: Locator;
  readonly useButton: Locator;
  readonly message: Locator;
  /** What the options leave open. */
  readonly missing: Locator;
  readonly notice: Locator;
  /** What the files lack to be a model. */
  readonly awaited: Locator;
  /** Which files gave way to others. */
  readonly exchanged: Locator;
  /** The diagram of what the files hold. */
  readonly layers: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: /^Model(s$|: )/ });
    this.library = page.getByRole('dialog', { name: 'Models' });
    this.useButton = this.library.getByRole('button', { name: /^(Use this model|Read it this way)$/ });
    this.message = this.library.getByRole('status', { name: 'About the models' });
    this.missing = this.library.getByRole('status', { name: 'What is missing' });
    this.awaited = this.library.getByRole('status', { name: 'What is still missing' });
    this.exchanged = this.library.getByRole('status', { name: 'Replaced files' });
    this.layers = this.library.getByRole('group', { name: 'Layers of the network' });
    this.notice = page.getByRole('main').getByRole('status', { name: 'About the models' });
  }

  async open(): Promise<void> {
    if (!(await this.library.isVisible())) await this.button.click();
    await this.library.waitFor();
  }

  async close(): Promise<void> {
    await this.library.getByRole('button', { name: 'Close' }).click();
    await this.library.waitFor({ state: 'hidden' });
  }

  /** Gives files by the file dialogue: the first ones, or more beside those there are. */
  async give(files: readonly (string | GivenFile)[]): Promise<void> {
    await this.open();
    const [first] = files;
    const field = this.library.getByLabel(/^(Choose|Add) files$/);
    if (typeof first === 'string') return field.setInputFiles(files.map(String));
    await field.setInputFiles(
      files.flatMap((file) =>
        typeof file === 'string'
          ? []
          : [{ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) }],
      ),
    );
  }

  async giveFolder(path: string): Promise<void> {
    await this.open();
    await this.library.getByLabel('Choose a folder').setInputFiles(path);
  }

  /** Drops files on a part of the page. */
  async drop(target: Locator, files: readonly GivenFile[]): Promise<void> {
    const data = await this.page.evaluateHandle(
      (given) => {
        const transfer = new DataTransfer();
        for (const { name, bytes } of given) transfer.items.add(new File([new Uint8Array(bytes)], name));
        return transfer;
      },
      files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
    );
    for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer: data });
  }

  /** Takes what was given into use, and closes the library. */
  async use(): Promise<void> {
    await this.useButton.click();
    await this.message.getByText(/in use|new settings/).waitFor();
    await this.close();
  }

  /** A file's place in the list of those given. */
  file(name: string): Locator {
    return this.library
      .getByRole('region', { name: 'Files given' })
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  radio(name: string): Locator {
    return this.library.getByRole('radio', { name, exact: true });
  }

  row(name: string): Locator {
    return this.library.getByRole('listitem').filter({ has: this.page.getByRole('radio', { name, exact: true }) });
  }

  action(name: string): Locator {
    return this.library.getByRole('button', { name, exact: true });
  }

  field(label: string): Locator {
    return this.library.getByLabel(label, { exact: true });
  }
}
