import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPERIMENT_IDS, TOY_TASKS } from '../../engine/experiment-protocol.ts';
import { METHOD_IDS, METHOD_NAMES, METHODS } from '../../engine/protocol.ts';
import { DISPLAY_DEFAULTS, LAYOUTS, PALETTE_IDS, SCALES } from '../display/display-store.ts';
import { isValid, SETTING_FIELDS, type SettingField, type SettingValue } from '../experiments/setting-fields.ts';
import { INSIDE_METHODS } from '../inside/inside-store.ts';
import type { Edit } from '../what-if/edits.ts';
import { EMPTY_LINK, type LinkState } from './link-state.ts';
import { formatEdits, parseEdits } from './url-edits.ts';
import { classInLink, discreteKey, formatLink, MAX_LINKED_CHARACTERS, parseLink, resolveClass } from './url-state.ts';
import { joinWords, splitWords } from './url-words.ts';

const CLASSES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

/** Any Unicode scalar values: a lone surrogate has no place in an address. */
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const anyEdits = fc.uniqueArray(fc.nat(600), { maxLength: 6 }).chain((positions) =>
  fc.tuple(
    ...positions
      .sort((a, b) => a - b)
      .map(
        (position): fc.Arbitrary<Edit> =>
          fc.oneof(
            fc.constant<Edit>({ kind: 'delete', position }),
            fc.constant<Edit>({ kind: 'omit', position }),
            fc.string({ unit: 'binary', minLength: 1 }).map((word): Edit => ({ kind: 'replace', position, word })),
          ),
      ),
  ),
);

function anyValue(field: SettingField): fc.Arbitrary<SettingValue> {
  if (field.kind === 'task') return fc.constantFrom(...TOY_TASKS);
  if (field.kind === 'word') return anyText.filter((text) => isValid(field, text, null));
  if (field.kind === 'methods') return fc.subarray([...METHOD_IDS], { minLength: field.min });
  return field.kind === 'whole' ? fc.integer({ min: field.min, max: field.max }) : fc.nat(9);
}

const anyExperiment: fc.Arbitrary<LinkState['experiment']> = fc.constantFrom(...EXPERIMENT_IDS).chain((experiment) =>
  fc.record({
    experiment: fc.constant(experiment),
    data: fc.option(fc.constantFrom('sst', 'built-in', 'file')),
    slice: fc.option(anyText.map((text) => `search:${text}`).filter((slice) => slice.length > 'search:'.length)),
    settings: fc
      .subarray([...SETTING_FIELDS[experiment]])
      .chain((fields) =>
        fc.tuple(...fields.map(anyValue)).map((values) => Object.fromEntries(fields.map(({ key }, k) => [key, values[k] ?? 0]))),
      ),
  }),
);

const anyState: fc.Arbitrary<LinkState> = fc.record({
  sentence: fc.oneof(
    fc.constant(null),
    anyText.map((text) => ({ kind: 'text', text }) as const),
    fc
      .array(anyText, { minLength: 1 })
      .filter((tokens) => tokens.some((token) => token.trim() !== ''))
      .map((tokens) => ({ kind: 'tokens', tokens }) as const),
    fc
      .record({ set: fc.constantFrom('built-in', 'sst'), number: fc.integer({ min: 1, max: 5000 }) })
      .map((example) => ({ kind: 'example', example }) as const),
  ),
  fullLength: fc.constant(null),
  target: fc.option(fc.constantFrom(...CLASSES, '3', 'größer & <schlimm>')),
  contrast: fc.option(fc.constantFrom(...CLASSES)),
  model: fc.option(fc.stringMatching(/^[0-9a-f]{8}$/)),
  second: fc.option(fc.stringMatching(/^([0-9a-f]{8}|bundled)$/)),
  lrp: fc.record({ eps: fc.oneof(fc.constant(0), finite(1e-6, 1)), biasFactor: finite(0, 1) }),
  options: fc.record({
    nodes: fc.integer({ min: 1, max: 500 }),
    permutations: fc.integer({ min: 4, max: 10_000 }),
    seed: fc.nat(2 ** 32 - 1),
  }),
  display: fc.record({
    layout: fc.constantFrom(...LAYOUTS),
    methods: fc.subarray(
      METHOD_NAMES.map(({ id }) => id),
      { minLength: 1 },
    ),
    matrixMethod: fc.constantFrom(...METHODS.map(({ id }) => id)),
    scale: fc.constantFrom(...SCALES),
    fixedLimit: finite(Number.MIN_VALUE, 1e9),
    gamma: finite(0.25, 2),
    palette: fc.constantFrom(...PALETTE_IDS),
    numbers: fc.boolean(),
  }),
  edits: anyEdits,
  phrase: fc.record({
    span: fc.option(
      fc.tuple(fc.nat(99_999), fc.integer({ min: 1, max: 500 })).map(([from, words]) => [from, from + words] as const),
    ),
    tree: fc.boolean(),
  }),
  inside: fc.option(
    fc.record({
      method: fc.constantFrom(...INSIDE_METHODS),
      step: fc.option(fc.nat(99_999)),
      edited: fc.boolean(),
      selected: fc.option(fc.record({ kind: fc.constantFrom('state' as const, 'flow' as const), index: fc.nat(9_999_999) })),
    }),
  ),
  sequence: fc.record({ file: fc.stringMatching(/^[0-9a-f]{16}$/), content: anyText, changes: anyText }, { requiredKeys: [] }),
  experiment: fc.option(anyExperiment),
});

describe('links', () => {
  it('give back every state, with nothing to complain about', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(parseLink(`#${formatLink(state)}`)).toEqual({ state, problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('hold plain ASCII without spaces, and end in nothing that a chat would cut off', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(formatLink(state)).toMatch(/^([\w%+&=.,:-]*[\w%+=])?$/);
      }),
    );
  });

  it('are readable, in a fixed order, without defaults', () => {
    expect(formatLink(EMPTY_LINK)).toBe('');
    const state: LinkState = {
      ...EMPTY_LINK,
      sentence: { kind: 'text', text: 'A dull, grey film.' },
      target: 'negative',
      lrp: { eps: 0.01, biasFactor: 1 },
      display: { ...DISPLAY_DEFAULTS, methods: ['lrp', 'sa'], numbers: false },
    };
    expect(formatLink(state)).toBe('s=A+dull,+grey+film.&target=negative&eps=0.01&bias_factor=1&methods=lrp,sa&numbers=off');
    expect(formatLink({ ...EMPTY_LINK, sentence: { kind: 'text', text: 'Dull.' } })).toBe('s=Dull%2E');
    expect(formatLink({ ...EMPTY_LINK, sentence: { kind: 'example', example: { set: 'sst', number: 291 } } })).toBe(
      'example=sst:291',
    );
  });

  it('never throw, and read again as what they were read as', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webFragments()), (fragment) => {
        const { state } = parseLink(fragment);
        expect(parseLink(formatLink(state)).state).toEqual(state);
      }),
      { numRuns: 500 },
    );
  });

  it('name every part that could not be used, and use the rest', () => {
    const link = '#example=sst:0&target=&eps=-1&bias_factor=2&layout=pie&methods=lrp,lime&scale=&limit=0&gamma=9&palette=rainbow';
    const { state, problems } = parseLink(`${link}&numbers=maybe&edits=delete:x&colour=red&cut=%&s=fine`);
    expect(state).toEqual({ ...EMPTY_LINK, sentence: { kind: 'text', text: 'fine' } });
    expect(problems.map(({ parameter }) => parameter)).toEqual([
      ...['example', 'cut', 'target', 'eps', 'bias_factor', 'layout', 'methods', 'scale', 'limit', 'gamma', 'palette'],
      ...['numbers', 'edits', 'colour'],
    ]);
    expect(problems.find(({ parameter }) => parameter === 'layout')).toEqual({
      parameter: 'layout',
      found: 'pie',
      expected: 'one of text, grid, classes',
      used: 'text',
    });
    expect(problems.at(-1)).toMatchObject({ parameter: 'colour', found: 'red', used: null });
  });

  it('have the limits of the fields, and say them', () => {
    const told = (link: string) => parseLink(link).problems.map(({ expected, used }) => [expected, used]);
    for (const eps of ['1.5', '1e9', '1e-7']) expect(told(`eps=${eps}`)).toEqual([['a number: 0, or from 1e-6 to 1', '0.001']]);
    expect(told('bias_factor=1.01')).toEqual([['a number: from 0 to 1', '0']]);
    expect(parseLink('eps=1&bias_factor=1')).toMatchObject({ state: { lrp: { eps: 1, biasFactor: 1 } }, problems: [] });
    expect(told('view=experiments&experiment=accuracy&settings=bins:51')).toEqual([
      [expect.stringContaining('(bins:2 to 50)'), 'the experiment’s defaults'],
    ]);
  });

  it('whose words are all blank name no sentence, and that is told', () => {
    for (const tokens of ['+++', '', '%5C0', '+%09']) {
      const { state, problems } = parseLink(`tokens=${tokens}`);
      expect([state.sentence, problems.map(({ parameter }) => parameter)]).toEqual([null, ['tokens']]);
    }
    expect(parseLink('tokens=++a').problems).toEqual([]);
  });

  it('use the first of what is given twice, and one sentence', () => {
    const { state, problems } = parseLink('gamma=0.5&gamma=2&example=built-in:3&s=other');
    expect(state.display.gamma).toBe(0.5);
    expect(state.sentence).toEqual({ kind: 'example', example: { set: 'built-in', number: 3 } });
    expect(problems).toEqual([
      { parameter: 's', found: 'other', expected: 'one sentence per link', used: 'the one of “example”' },
      { parameter: 'gamma', found: '2', expected: 'each parameter once', used: '0.5' },
    ]);
  });

  it('survive broken percent signs and shorten what they quote', () => {
    expect(parseLink('s=100%+sure%ZZ').state.sentence).toEqual({ kind: 'text', text: '100% sure%ZZ' });
    expect(parseLink(`layout=${'x'.repeat(500)}`).problems[0]?.found).toHaveLength(40);
  });

  it('hold the beginning of a sentence that is too long, and say so', () => {
    const text = `${'dull '.repeat(MAX_LINKED_CHARACTERS / 5 - 1)}dull😀 film`;
    const fragment = formatLink({ ...EMPTY_LINK, sentence: { kind: 'text', text } });
    const { state, problems } = parseLink(fragment);
    // The emoji's two halves would lie on both sides of the limit.
    const kept = state.sentence?.kind === 'text' ? state.sentence.text : '';
    expect(kept.length).toBe(MAX_LINKED_CHARACTERS - 1);
    expect(text.startsWith(kept)).toBe(true);
    expect(problems).toEqual([expect.objectContaining({ parameter: 's', found: `${text.length} characters` })]);
    const tokens = Array.from({ length: 9000 }, () => 'word');
    const long = parseLink(formatLink({ ...EMPTY_LINK, sentence: { kind: 'tokens', tokens } })).state;
    expect(long.sentence).toEqual({ kind: 'tokens', tokens: tokens.slice(0, 4000) });
    expect(long.fullLength).toBe(9000 * 5 - 1);
  });
});

describe('discreteKey', () => {
  it('stays while one types or drags, and changes with a choice', () => {
    const typed = (text: string): LinkState => ({ ...EMPTY_LINK, sentence: { kind: 'text', text } });
    const key = discreteKey(typed('one'));
    expect(discreteKey(typed('one two'))).toBe(key);
    expect(discreteKey({ ...typed('one'), lrp: { eps: 1, biasFactor: 0.5 } })).toBe(key);
    expect(discreteKey({ ...typed('one'), target: 'positive' })).not.toBe(key);
    const example: LinkState = { ...EMPTY_LINK, sentence: { kind: 'example', example: { set: 'sst', number: 2 } } };
    expect(discreteKey(example)).not.toBe(key);
  });
});

describe('classes in links', () => {
  it('are found by name, in any case, or by index', () => {
    expect(resolveClass('Very Positive', CLASSES)).toBe(4);
    expect(resolveClass('3', CLASSES)).toBe(3);
    for (const text of ['5', '-1', '', 'splendid', '1.0']) expect(resolveClass(text, CLASSES)).toBeNull();
    expect(resolveClass('a', ['a', 'A'])).toBe(0);
    expect(resolveClass('0', ['1', '0'])).toBe(1);
  });

  it('are written so that they are found again', () => {
    expect(CLASSES.map((_, index) => classInLink(index, CLASSES))).toEqual(CLASSES);
    expect(classInLink(1, ['same', 'same'])).toBe('1');
    const names = fc.uniqueArray(
      fc.string({ unit: 'binary', minLength: 1 }).filter((name) => name.trim() !== '' && !/^\d+$/.test(name)),
    );
    fc.assert(
      fc.property(names, (classes) => {
        for (const index of classes.keys()) expect(resolveClass(classInLink(index, classes), classes)).toBe(index);
      }),
    );
  });
});

describe('words and edits in links', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(anyText), (words) => {
        expect(splitWords(joinWords(words))).toEqual(words);
      }),
    );
    fc.assert(
      fc.property(anyEdits, (edits) => {
        expect(parseEdits(formatEdits(edits))).toEqual(edits);
      }),
    );
  });

  it('are readable', () => {
    const edits: Edit[] = [
      { kind: 'omit', position: 0 },
      { kind: 'delete', position: 3 },
      { kind: 'replace', position: 5, word: 'dull' },
    ];
    expect(formatEdits(edits)).toBe('omit:0 delete:3 replace:5:dull');
    for (const broken of ['delete', 'delete:-1', 'replace:2', 'replace:2:', 'omit:1:x', 'delete:1 x'])
      expect(parseEdits(broken)).toBeNull();
  });
});
