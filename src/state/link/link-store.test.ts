import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bar, go, here, paste, stubAddressBar } from '../../testing/address-bar.ts';
import { openLink as open } from '../../testing/open-link.ts';
import { OPENING_NUMBER } from '../examples/built-in.ts';

vi.mock('../../engine/engine-client.ts', () => ({
  createWorkerEngine: () => ({ explain: () => new Promise(() => {}), tokenize: () => new Promise(() => {}) }),
}));

beforeEach(() => {
  vi.useFakeTimers();
  stubAddressBar();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('opening an address', () => {
  it('shows the opening example where it is empty, and leaves it empty', async () => {
    const { explain, ready } = await open();
    ready();
    vi.runAllTimers();
    expect(explain().example).toEqual({ set: 'built-in', number: OPENING_NUMBER, gold: 3 });
    expect(bar.entries).toEqual(['']);
  });

  it('puts everything it holds into the stores, classes once there is a model', async () => {
    const fragment = '#s=Dull+film&target=Very+Negative&contrast=3&eps=0.5&bias_factor=1&layout=grid&gamma=0.5&edits=omit:0';
    const { explain, useDisplay, held, ready, link } = await open(fragment);
    expect(explain()).toMatchObject({ text: 'Dull film', tokens: null, target: 'predicted', lrp: { eps: 0.5, biasFactor: 1 } });
    expect(useDisplay.getState()).toMatchObject({ layout: 'grid', gamma: 0.5 });
    expect(held.edits).toEqual([{ kind: 'omit', position: 0 }]);
    ready();
    expect(explain()).toMatchObject({ target: 0, contrast: 3 });
    expect(link().problems).toEqual([]);
    vi.runAllTimers();
    expect(bar.entries).toEqual([fragment]);
  });

  it('tells of a class the model does not have, and of an example that is not there', async () => {
    const { link, ready, explain, dismiss } = await open('#example=built-in:9999&target=splendid').then((page) => ({
      ...page,
      dismiss: () => page.link().dismiss(),
    }));
    ready();
    expect(link().problems.map(({ parameter, found }) => [parameter, found])).toEqual([
      ['example', 'built-in:9999'],
      ['target', 'splendid'],
    ]);
    expect(explain().example?.number).toBe(OPENING_NUMBER);
    expect(explain().target).toBe('predicted');
    dismiss();
    expect(link().problems).toEqual([]);
  });
});

describe('an example set that is not here', () => {
  it('is waited for, with the opening example meanwhile, and opened once it is here', async () => {
    const { explain, link, sst, ready, linkHere, useDisplay } = await open('#example=sst:1&target=neutral&palette=cividis');
    ready();
    expect(explain().text).toBe('');
    sst('absent');
    expect(explain().example).toMatchObject({ set: 'built-in', number: OPENING_NUMBER });
    expect(link().waiting).not.toBeNull();
    expect(linkHere()).toBe('https://lens.example/#example=sst:1&target=neutral&palette=cividis');
    useDisplay.getState().set({ palette: 'brown-teal' });
    sst('present');
    expect(explain()).toMatchObject({
      text: 'a test',
      tokens: ['a', 'test'],
      example: { set: 'sst', number: 1, gold: 2 },
      target: 2,
    });
    expect(link().waiting).toBeNull();
    vi.runAllTimers();
    expect(here()).toBe('#example=sst:1&target=neutral&palette=brown-teal');
  });

  it('is no longer waited for once the person has chosen something else', async () => {
    const { explain, link, sst } = await open('#example=sst:1');
    sst('absent');
    explain().setText('my own');
    expect(link().waiting).toBeNull();
    sst('present');
    expect(explain().text).toBe('my own');
  });
});

describe('what changes on the page', () => {
  it('is written: choices as steps, typing into the present one', async () => {
    const { explain, ready, useDisplay, edit } = await open();
    ready();
    explain().setText('Dull');
    vi.runAllTimers();
    explain().setText('Dull film');
    vi.runAllTimers();
    explain().setTarget(0);
    vi.runAllTimers();
    useDisplay.getState().set({ layout: 'grid' });
    edit([{ kind: 'delete', position: 1 }]);
    explain().setLrp({ eps: 0.25 });
    vi.runAllTimers();
    expect(bar.entries).toEqual([
      '',
      '#s=Dull+film',
      '#s=Dull+film&target=very+negative',
      '#s=Dull+film&target=very+negative&eps=0.25&layout=grid&edits=delete:1',
    ]);
  });

  it('comes back with back and forward, without new steps', async () => {
    const { explain, ready, useDisplay } = await open();
    ready();
    explain().setTarget(3);
    vi.runAllTimers();
    useDisplay.getState().set({ palette: 'cividis' });
    vi.runAllTimers();
    const entries = [...bar.entries];
    expect(entries).toHaveLength(3);
    go(-1);
    expect(useDisplay.getState().palette).toBe('red-blue');
    expect(explain().target).toBe(3);
    go(-1);
    expect(explain().target).toBe('predicted');
    go(1);
    go(1);
    expect(useDisplay.getState().palette).toBe('cividis');
    vi.runAllTimers();
    expect(bar.entries).toEqual(entries);
  });

  it('gives way to another fragment in the address bar, whose problems are told', async () => {
    const { explain, ready, link } = await open();
    ready();
    explain().setText('typed, not yet written');
    paste('#s=Pasted&colour=red');
    expect(explain().text).toBe('Pasted');
    expect(link().problems).toHaveLength(1);
    vi.runAllTimers();
    expect(bar.entries).toEqual(['', '#s=Pasted&colour=red']);
    paste('#s=Another');
    expect(link().problems).toEqual([]);
  });

  it('writes a file’s sentence out, and a set’s by its number', async () => {
    const { explain, linkHere, ready } = await open();
    ready();
    explain().choose({ text: 'a b', tokens: ['a', 'b'], set: 'file', number: 4, gold: 1 });
    expect(linkHere()).toBe('https://lens.example/#tokens=a+b');
    explain().choose({ text: 'a b', tokens: ['a', 'b'], set: 'sst', number: 4, gold: 1 });
    expect(linkHere()).toBe('https://lens.example/#example=sst:4');
  });
});

describe('what flows inside', () => {
  it('is opened by a link, at its step and with what is chosen', async () => {
    await open('#s=a+film&inside=gradient&step=3&select=flow:12');
    const { useInside } = await import('../inside/inside-store.ts');
    expect(useInside.getState()).toMatchObject({
      open: true,
      method: 'gradient',
      step: 3,
      selected: { kind: 'flow', index: 12 },
    });
  });

  it('is written: opening it is a step of the history, playing it is none', async () => {
    const { ready } = await open('#s=a+film');
    const { useInside } = await import('../inside/inside-store.ts');
    ready();
    useInside.getState().setOpen(true);
    vi.runAllTimers();
    useInside.getState().setStep(1);
    useInside.getState().setStep(2);
    useInside.getState().select({ kind: 'state', index: 4 });
    vi.runAllTimers();
    expect(bar.entries).toEqual(['#s=a+film', '#s=a+film&inside=lrp&step=2&select=state:4']);
    go(-1);
    expect(useInside.getState().open).toBe(false);
  });

  it('has no step while it is closed', async () => {
    const { link } = await open('#s=a+film&step=3');
    expect(link().problems).toMatchObject([{ parameter: 'step', found: '3', used: 'the whole way' }]);
  });
});

describe('a phrase', () => {
  it('and the tree are opened by a link, and written: only the tree is a step of the history', async () => {
    const { ready } = await open('#s=a+fine+film&phrase=1:3&tree=on');
    const { usePhrase } = await import('../phrases/index.ts');
    expect(usePhrase.getState()).toMatchObject({ span: [1, 3], tree: true });
    ready();
    usePhrase.getState().setTree(false);
    vi.runAllTimers();
    usePhrase.getState().startAt(0);
    usePhrase.getState().extendTo(1);
    vi.runAllTimers();
    expect(bar.entries).toEqual(['#s=a+fine+film&phrase=1:3&tree=on', '#s=a+fine+film&phrase=0:2']);
    usePhrase.getState().startAt(2);
    vi.runAllTimers();
    expect(bar.entries.at(-1)).toBe('#s=a+fine+film');
  });

  it.each(['2:2', '3:1', '1', 'a:b', '-1:2'])('is none as “%s”', async (value) => {
    const { link } = await open(`#s=a+film&phrase=${value}`);
    expect(link().problems).toMatchObject([{ parameter: 'phrase', found: value, used: 'no phrase' }]);
  });
});

describe('the link of an experiment', () => {
  it('holds nothing of what stands in Explain, but the settings of LRP', async () => {
    const { explain, ready, linkHere, experimentLinkHere } = await open(
      '#s=a+private+sentence&view=experiments&experiment=position',
    );
    ready();
    explain().setText('another private sentence');
    explain().setLrp({ eps: 0.01 });
    expect(linkHere()).toContain('private');
    expect(experimentLinkHere()).toContain('view=experiments&experiment=position');
    expect(experimentLinkHere()).toContain('eps=0.01');
    expect(experimentLinkHere()).not.toMatch(/private|[#&](s|tokens|example)=/);
  });
});

describe('the model of a link', () => {
  it('is taken from what this browser keeps, with its classes', async () => {
    const { startModels, useModels, explain, link, linkHere } = await open('#s=a+film&target=good&model=beefcafe');
    await startModels();
    expect(useModels.getState().currentId).toBe('mine');
    expect(explain().target).toBe(1);
    expect(link().problems).toEqual([]);
    expect(linkHere()).toMatch(/#s=a\+film&target=good&model=beefcafe$/);
  });

  it('is told where it is not here, and the bundled one is used', async () => {
    const { startModels, useModels, link, linkHere } = await open('#s=a+film&model=0123abcd');
    await startModels();
    expect(useModels.getState().currentId).toBe('bundled');
    expect(link().problems).toMatchObject([{ parameter: 'model', found: '0123abcd', used: 'the bundled model' }]);
    expect(linkHere()).toMatch(/#s=a\+film$/);
  });

  it('is the bundled one where a link names none, and a step of the history where the person chooses one', async () => {
    const { startModels, useModels } = await open('#s=a+film');
    const chosen = await startModels();
    expect(useModels.getState().currentId).toBe('bundled');
    await useModels.getState().choose('mine');
    vi.advanceTimersByTime(1000);
    expect(bar.entries).toEqual(['#s=a+film', '#s=a+film&model=beefcafe']);
    go(-1);
    await vi.waitFor(() => expect(useModels.getState().currentId).toBe('bundled'));
    vi.advanceTimersByTime(1000);
    expect(chosen).toEqual(['mine', 'bundled']);
    expect(bar.entries).toEqual(['#s=a+film', '#s=a+film&model=beefcafe']);
  });

  it('is for an empty address the one it was opened with', async () => {
    const { startModels, useModels } = await open();
    await startModels();
    await useModels.getState().choose('mine');
    vi.advanceTimersByTime(1000);
    go(-1);
    await vi.waitFor(() => expect(useModels.getState().currentId).toBe('bundled'));
    go(1);
    await vi.waitFor(() => expect(useModels.getState().currentId).toBe('mine'));
  });
});
