/** Work beside other requests: the sentence is put in hand again where there was one, and only there. */
import { expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { beside } from './method-outcomes.ts';
import type { ModelInUse } from './model-in-use.ts';
import { type Sentence, scoresOf } from './read-input.ts';

const never = new AbortController().signal;

/** Until a slice of work is used up, so that the next pause yields. */
function workForASlice(): void {
  const end = performance.now() + 20;
  while (performance.now() < end);
}

it('gives a sentence to the network again only after another was', async () => {
  const network = new Network(makeTinyModel());
  const model = { network } as ModelInUse;
  const sentence = { ids: [0, 1], rows: null } as unknown as Sentence;
  const scores = scoresOf(model, sentence);
  const told: number[] = [];
  const steps = beside(
    never,
    model,
    sentence,
    async (pause) => {
      workForASlice();
      const alone = await pause(0.25);
      const before = network.given;
      workForASlice();
      queueMicrotask(() => network.forward([1]));
      const interrupted = await pause(0.5);
      return { alone, interrupted, forwards: network.given - before, ids: Array.from(network.sentence()) };
    },
    (done) => told.push(done),
  );
  expect(await steps).toEqual({ alone: false, interrupted: true, forwards: 2, ids: [0, 1] });
  expect([told, Array.from(scoresOf(model, sentence))]).toEqual([[0.25, 0.5], Array.from(scores)]);
});
