import { describe, expect, it } from 'vitest';
import type { Classification } from '../../engine/protocol.ts';
import { fromSentences } from '../../testing/sentence-files.ts';
import { type Example, fromBuiltIn } from './example.ts';
import { isComplete, noPredictions, predictExamples, type SetPredictions } from './predictions.ts';

/** Predicts the length modulo 5; confidence and unknown words tell the batch apart. */
class CountingEngine {
  readonly batches: number[] = [];

  async tokenize(_: AbortSignal, texts: readonly string[]): Promise<string[][]> {
    return texts.map((text) => text.split(' '));
  }

  async classify(_: AbortSignal, sentences: readonly (readonly string[])[]): Promise<Classification> {
    this.batches.push(sentences.length);
    return {
      predicted: Uint8Array.from(sentences, ({ length }) => length % 5),
      confidence: new Float32Array(sentences.length).fill(this.batches.length / 8),
      unknown: new Uint16Array(sentences.length).fill(this.batches.length),
    };
  }
}

const sentences = (count: number): readonly Example[] =>
  fromSentences(
    Array.from({ length: count }, (_, index) => ({
      gold: 0,
      tokens: new Array<string>((index % 7) + 1).fill('w'),
    })),
  );

async function collect(examples: readonly Example[], start: SetPredictions, signal = new AbortController().signal) {
  const engine = new CountingEngine();
  const reports: SetPredictions[] = [];
  await predictExamples(signal, engine, examples, start, (report) => reports.push(report));
  return { engine, reports };
}

describe('predictExamples', () => {
  it('predicts every sentence once, in order, and reports after each batch', async () => {
    const { engine, reports } = await collect(sentences(300), noPredictions('m', 300));
    expect(engine.batches).toEqual([130, 130, 40]);
    expect(reports.map(({ done }) => done)).toEqual([130, 260, 300]);
    const last = reports.at(-1);
    expect(last && isComplete(last)).toBe(true);
    expect([...(last?.predicted ?? [])]).toEqual(sentences(300).map(({ tokens }) => (tokens?.length ?? 0) % 5));
    expect([last?.confidence[129], last?.confidence[130], last?.unknown[299]]).toEqual([0.125, 0.25, 3]);
  });

  it('goes on from where it was stopped', async () => {
    const { reports } = await collect(sentences(200), noPredictions('m', 200));
    const half = reports[0] ?? noPredictions('m', 200);
    const { engine, reports: rest } = await collect(sentences(200), half);
    expect(engine.batches).toEqual([70]);
    expect(rest.map(({ done }) => done)).toEqual([200]);
  });

  it('has sentences without tokens split first and keeps their lengths', async () => {
    const examples = fromBuiltIn([
      { text: 'three words here', gold: 1, phenomenon: 'plain' },
      { text: 'one', gold: 1, phenomenon: 'plain' },
    ]);
    const { reports } = await collect(examples, noPredictions('m', 2));
    expect([...(reports[0]?.length ?? [])]).toEqual([3, 1]);
    expect([...(reports[0]?.predicted ?? [])]).toEqual([3, 1]);
  });

  it('writes nothing once it is cancelled', async () => {
    const control = new AbortController();
    const start = noPredictions('m', 10);
    const engine = new CountingEngine();
    const cancelled = predictExamples(control.signal, engine, sentences(10), start, () => expect.unreachable());
    control.abort();
    await expect(cancelled).rejects.toThrow(DOMException);
    expect([...start.length]).toEqual(new Array(10).fill(0));
  });
});
