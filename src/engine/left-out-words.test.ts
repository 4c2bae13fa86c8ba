/** Models whose program leaves out the words that it does not know, as Keras' Tokenizer does. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../formats/programs/index.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { LocalEngine } from './engine.ts';
import type { ExplainRequest, ModelInfo } from './protocol.ts';

const never = new AbortController().signal;
const engine = new LocalEngine();
const tiny = makeTinyModel({});
const model = {
  ...tiny,
  words: tiny.words.map((word, id) => ['', 'warm', 'plot', 'dull', 'the'][id] ?? word),
  config: {
    ...tiny.config,
    dropsUnknown: true,
    paddingId: 0,
    tokenizer: { kind: 'keras', filters: '.,!', split: ' ', charLevel: false },
  },
} as const;
let info: ModelInfo;

beforeAll(async () => {
  info = await engine.load(never, { kind: 'files', files: writeNativeFolder(model) });
});

const explain = async (input: ExplainRequest['input']) =>
  (await engine.explain(never, { input, target: 0, methods: ['lrp'] })).explanation;

it('the settings come back from a native folder', () => {
  expect(info).toMatchObject({ dropsUnknown: true, unkToken: null, tokenizer: model.config.tokenizer });
});

describe('an explanation', () => {
  it('is that of the words read, and says which were not, and where', async () => {
    const whole = await explain({ text: 'Oh, the PLOT was warm indeed!' });
    expect(whole.tokens).toEqual(['the', 'plot', 'warm']);
    expect(whole.notRead).toEqual([
      { word: 'oh', before: 0 },
      { word: 'was', before: 2 },
      { word: 'indeed', before: 3 },
    ]);
    const { notRead, ...rest } = whole;
    expect(rest).toEqual(await explain({ text: 'The plot warm' }));
    expect(await explain({ tokens: ['oh', 'the', 'plot', 'was', 'warm', 'indeed'] })).toEqual(whole);
  });

  it('has the places of the words read', async () => {
    const { spans } = await engine.explain(never, { input: { text: 'so warm' }, target: 0, methods: [] });
    expect(spans).toEqual([{ start: 3, end: 7 }]);
  });

  it('of no word that is known reads all as zero vectors', async () => {
    const { tokens, unknown, notRead } = await explain({ text: 'quite unheard' });
    expect([tokens, unknown, notRead]).toEqual([['quite', 'unheard'], [true, true], undefined]);
  });

  it('keeps the positions of edited words where that is asked for', async () => {
    const { tokens, unknown } = await explain({ tokens: ['the', 'unheard', 'plot'], readsAll: true });
    expect([tokens, unknown]).toEqual([
      ['the', 'unheard', 'plot'],
      [false, true, false],
    ]);
  });
});

it('whatever reads sentences leaves the same words out', async () => {
  const tokens = ['oh', 'the', 'plot', 'was', 'warm'];
  const { predicted, confidence, unknown } = await engine.classify(never, [tokens, ['the', 'plot', 'warm']]);
  expect([predicted[0], confidence[0], unknown[0]]).toEqual([predicted[1], confidence[1], 0]);
  expect(await engine.tokenize(never, ['Oh, the plot was warm!'])).toEqual([['the', 'plot', 'warm']]);
  const { scores } = await explain({ tokens });
  const check = await engine.checkReference(never, [{ tokens, scores }]);
  expect([check.verified, check.sentences[0]?.unknown]).toEqual([true, [0, 3]]);
});
