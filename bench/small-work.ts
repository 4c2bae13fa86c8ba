/** The part of `npm run bench` that is about what one waits for at a key or a click, beside the aims for an idle machine. */
import { readFileSync } from 'node:fs';
import { LocalEngine } from '../src/engine/engine.ts';
import { takeIntoUse } from '../src/engine/model-in-use.ts';
import { readModel } from '../src/formats/read-model.ts';
import { nearSpellings } from '../src/model/spelling.ts';
import { tokenize } from '../src/model/tokenizer.ts';
import { matcher, NO_FILTER } from '../src/state/examples/filter.ts';
import { bundledFiles } from '../src/testing/golden.ts';
import { fromSentences } from '../src/testing/sentence-files.ts';
import { upstreamFiles } from '../src/testing/upstream.ts';

const PASSES = 5;
const never = new AbortController().signal;

interface Work {
  readonly name: string;
  /** Milliseconds. */
  readonly aim: number;
  readonly run: () => unknown;
}

export async function benchSmallWork(): Promise<void> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files: bundledFiles() });
  const vocabulary = readFileSync('public/model/vocab.txt', 'utf8').trimEnd().split('\n');
  const words = [...vocabulary, ...vocabulary.map((word) => `${word}s`)].slice(0, 20_000);
  const text = `It's a so-so "film" by Mr. Quill, isn't it? `.repeat(1250);
  const line = 'a film with neither wit nor charm , and yet somehow never dull at all .'.split(' ');
  const sentences = fromSentences(Array.from({ length: 2210 }, (_, n) => ({ gold: 1, tokens: [...line, `w${n}`] })));
  const twenty = 'we watched the old comedy again last night and it was still a warm , funny and clever piece of'.split(' ');
  const reference = upstreamFiles();
  const works: readonly Work[] = [
    { name: 'more than 10,000 words split into tokens', aim: 150, run: () => tokenize(text, { lowercase: true }) },
    { name: `near spellings among ${words.length} words`, aim: 20, run: () => nearSpellings('wonderfull', words, 5) },
    {
      name: 'a search in 2,210 sentences',
      aim: 10,
      run: () => sentences.filter(matcher({ ...NO_FILTER, search: 'never w220' }, null)),
    },
    {
      name: 'faithfulness of 20 words, 3 methods, 20 random orders',
      aim: 100,
      run: () =>
        engine.faithfulness(never, {
          input: { tokens: twenty },
          target: 'predicted',
          methods: ['lrp', 'gi', 'sa'],
          randomOrders: 20,
          seed: 1,
        }),
    },
    {
      name: 'what flows inside for 20 words',
      aim: 3,
      run: () => engine.inside(never, { input: { tokens: twenty }, target: 'predicted', method: 'lrp' }),
    },
    {
      name: 'the bundled model read and taken into use',
      aim: 300,
      run: async () => takeIntoUse(await readModel(bundledFiles())),
    },
    ...(reference.length > 0
      ? [{ name: 'the reference’s folder, 10 MB', aim: 3000, run: async () => takeIntoUse(await readModel(reference)) }]
      : []),
  ];
  console.log(`\nmilliseconds, fastest of ${PASSES} passes`);
  for (const { name, aim, run } of works) {
    let best = Number.POSITIVE_INFINITY;
    for (let k = 0; k < PASSES; k++) {
      const started = performance.now();
      await run();
      best = Math.min(best, performance.now() - started);
    }
    console.log(`${name}: ${best.toFixed(1)} (aim: ${aim})`);
  }
}
