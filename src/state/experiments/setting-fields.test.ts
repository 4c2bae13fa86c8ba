import { describe, expect, it } from 'vitest';
import { defaultsOf, EXPERIMENT_IDS } from '../../engine/experiment-protocol.ts';
import {
  formatSettings,
  isValid,
  parseSettings,
  SETTING_FIELDS,
  settingsExpected,
  settingsFrom,
  settingValue,
} from './setting-fields.ts';

const OWN = { nodes: 20, permutations: 30, seed: 4 };
const LRP = { eps: 0.01, biasFactor: 1 };

describe('the table of settings', () => {
  it.each(EXPERIMENT_IDS)('names settings that %s has, whose defaults are allowed', (id) => {
    const defaults = { ...defaultsOf(id) };
    for (const field of SETTING_FIELDS[id]) {
      expect(defaults).toHaveProperty(field.key);
      expect(isValid(field, settingValue(id, field, {}, 5), 5), field.key).toBe(true);
    }
  });

  it('gives the defaults, with LRP as it is set, where nothing was chosen', () => {
    expect(settingsFrom('deletion', {}, LRP, 5, OWN)).toEqual({ ...defaultsOf('deletion'), lrp: LRP });
    expect(settingsFrom('accuracy', {}, LRP, 5, OWN)).toEqual(defaultsOf('accuracy'));
  });

  it('takes the last class for representative words, whatever the model', () => {
    expect(settingsFrom('words', {}, LRP, 2, OWN).target).toBe(1);
    expect(settingsFrom('words', { target: 0 }, LRP, 5, OWN).target).toBe(0);
    expect(settingsFrom('words', { target: 4 }, LRP, 2, OWN).target, 'a class this model has not').toBe(1);
  });

  it('keeps a chosen value and leaves out one that is not allowed', () => {
    const chosen = { deletions: 3, minLength: 0, seed: 7 };
    expect(settingsFrom('deletion', chosen, LRP, 5, OWN)).toMatchObject({ deletions: 3, minLength: 10, seed: 7 });
  });
});

describe('methods', () => {
  it('come with the options that they have, and no others', () => {
    expect(settingsFrom('words', { methods: ['lrp', 'occlusion'] }, LRP, 5, OWN)).not.toHaveProperty('options');
    expect(settingsFrom('words', { methods: ['lrp', 'ig'] }, LRP, 5, OWN).options).toEqual({ nodes: 20 });
    expect(settingsFrom('words', { methods: ['ig', 'shapley'] }, LRP, 5, OWN).options).toEqual(OWN);
  });

  it('stand in a link in the order of the table, whatever the order there', () => {
    const chosen = { minLength: 4, methods: ['lrp', 'occlusion', 'cd'] } as const;
    expect(formatSettings('agreement', chosen)).toBe('minLength:4,methods:lrp.occlusion.cd');
    expect(parseSettings('agreement', 'minLength:4,methods:cd.lrp.occlusion')).toEqual(chosen);
  });

  it.each([
    ['one that there is not', 'methods:lrp.magic'],
    ['one twice', 'methods:lrp.lrp'],
    ['none', 'methods:'],
    ['too few to compare', 'methods:lrp'],
  ])('are refused: %s', (_, text) => {
    expect(parseSettings('agreement', text)).toBeNull();
  });
});

describe('settings in a link', () => {
  it('stand in the order of the table, and come back', () => {
    const chosen = { target: 'gold', minLength: 4 } as const;
    expect(formatSettings('faithfulness', chosen)).toBe('minLength:4,target:gold');
    expect(parseSettings('faithfulness', 'minLength:4,target:gold')).toEqual(chosen);
    expect(formatSettings('accuracy', {})).toBeNull();
    expect(parseSettings('known', 'task:subtraction,seed:7')).toEqual({ task: 'subtraction', seed: 7 });
    expect(formatSettings('known', { seed: 7, task: 'subtraction' })).toBe('task:subtraction,seed:7');
    expect(parseSettings('known', 'task:gold')).toBeNull();
    expect(settingsExpected('known')).toContain('task:addition or subtraction');
    expect(settingsExpected('context')).toBe('word:WORD, target:class number');
  });

  it('hold a word of any signs', () => {
    for (const word of ['film', ',', ':', 'a:b,c', '100 %', 'größer', 'predicted', '😀']) {
      const text = formatSettings('context', { word, target: 2 }) ?? '';
      expect(text.split(':')).toHaveLength(3);
      expect(parseSettings('context', text)).toEqual({ word, target: 2 });
      expect(settingsFrom('context', { word }, LRP, 5, OWN)).toMatchObject({ word, target: 'predicted', methods: ['lrp'] });
    }
    expect(parseSettings('context', 'word:%E0%A4%A')).toBeNull();
    expect(parseSettings('context', `word:${'a'.repeat(101)}`)).toBeNull();
    expect(isValid({ kind: 'word', key: 'word' }, '\ud83d', 5)).toBe(false);
  });

  it.each([
    ['another experiment’s', 'bins:20'],
    ['out of range', 'deletions:0'],
    ['no number', 'deletions:many'],
    ['twice', 'seed:1,seed:2'],
    ['a class by word', 'target:gold'],
    ['two colons', 'seed:1:2'],
    ['empty', ''],
    ['a negative number', 'seed:-1'],
  ])('are refused: %s', (_, text) => {
    expect(parseSettings('deletion', text)).toBeNull();
  });

  it('are explained in words', () => {
    expect(settingsExpected('agreement')).toBe('minLength:2 to 512, target:class number, methods:METHOD.METHOD');
  });
});
