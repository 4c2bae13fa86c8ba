import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelInfo } from '../../engine/protocol.ts';
import { bar, here, paste, stubAddressBar } from '../../testing/address-bar.ts';
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

async function open(fragment: string) {
  bar.entries = [fragment];
  vi.resetModules();
  const links = await import('./link-store.ts');
  const { undo, redo, changed } = await import('./undo.ts');
  const { useSteps } = await import('./history-steps.ts');
  const { useExplain } = await import('../sentence/explain-store.ts');
  const { useModel } = await import('../models/model-store.ts');
  const { useView } = await import('../page/view-store.ts');
  links.followAddress();
  useModel.setState({ status: 'ready', info: { sha256: 'abc', classes: ['bad', 'good'] } as unknown as ModelInfo });
  return { undo, redo, changed, useSteps, useExplain, useView };
}

describe('undo', () => {
  it('takes back the sentence, its class, LRP’s options and the view, the last first, and makes them again', async () => {
    const { undo, redo, useSteps, useExplain, useView } = await open('#s=a+film');
    const explain = () => useExplain.getState();
    const rest = () => vi.runAllTimers();
    explain().setText('a dull film');
    rest();
    explain().setTarget(1);
    rest();
    explain().setLrp({ eps: 0.5, biasFactor: 0 });
    rest();
    useView.getState().show('experiments');
    rest();
    const said: string[] = [];
    const back = async () => {
      await undo();
      said.push(useSteps.getState().said);
    };
    await back();
    expect(useView.getState().view).toBe('explain');
    expect(explain().lrp.eps).toBe(0.5);
    await back();
    expect([explain().lrp.eps, explain().target]).toEqual([0.001, 1]);
    await back();
    expect([explain().target, explain().text]).toEqual(['predicted', 'a dull film']);
    await back();
    expect(explain().text).toBe('a film');
    await back();
    expect(here()).toBe('#s=a+film');
    expect(said).toEqual([
      'Undone: the view.',
      'Undone: the methods’ options.',
      'Undone: the explained class.',
      'Undone: the sentence.',
      'There is nothing to undo.',
    ]);
    await redo();
    expect(explain().text).toBe('a dull film');
    for (let step = 0; step < 4; step++) await redo();
    expect(useSteps.getState().said).toBe('There is nothing to redo.');
    expect(useView.getState().view).toBe('experiments');
  });

  it('takes back what has not come to rest, and an address that was typed', async () => {
    const { undo, useExplain } = await open('#s=a+film');
    useExplain.getState().setText('another film');
    await undo();
    expect(useExplain.getState().text).toBe('a film');
    paste('#s=pasted');
    expect(useExplain.getState().text).toBe('pasted');
    await undo();
    expect(useExplain.getState().text).toBe('a film');
  });

  it('names all that a step changed', async () => {
    const { changed } = await open('');
    expect(changed('#s=a', '#s=a')).toBe('the last change');
    expect(changed(`#example=built-in:${OPENING_NUMBER}&target=x`, '')).toBe('the explained class');
    expect(changed('#example=built-in:1&target=x', '')).toBe('the sentence and the explained class');
    expect(changed('#s=a', '#s=b&gamma=2&target=x')).toBe('the sentence, the explained class and how it is drawn');
  });

  it('knows every parameter of a link by name', async () => {
    const { changed } = await open('');
    const { PARAMETERS } = await import('./url-parameters.ts');
    for (const { name } of PARAMETERS) expect(changed('', `#${name}=1`), name).not.toBe('the last change');
  });
});
