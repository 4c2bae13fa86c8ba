import { describe, expect, it } from 'vitest';
import { makeRandomNetwork } from '../testing/random-network.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { Network } from './network.ts';
import { NetworkRecord } from './network-record.ts';

describe('the record of a way back', () => {
  it('changes no bit of what the way back gives, with or without it, before or after', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { model, ids } = makeRandomNetwork(seed);
      const [plain, recorded] = [new Network(model), new Network(model)];
      const scores = plain.forward(ids);
      recorded.forward(ids);
      const start = scores.map((score, c) => (c + 0.5) * score);
      const relevance = plain.relevance(start, 0.01, 0.3);
      expect(recorded.recorded(() => recorded.relevance(start, 0.01, 0.3), NetworkRecord).result).toEqual(relevance);
      expect(recorded.relevance(start, 0.01, 0.3)).toEqual(relevance);
      const gradient = plain.gradient(start);
      expect(recorded.recorded(() => recorded.gradient(start), NetworkRecord).result).toEqual(gradient);
      expect(recorded.gradient(start)).toEqual(gradient);
    }
  });

  it('follows a trace that moves, and takes no room where nobody asks', () => {
    const model = makeTinyModel();
    const [plain, recorded] = [new Network(model), new Network(model)];
    const room = recorded.bytesFor(400);
    expect(plain.bytesFor(400)).toBe(room);
    const run = (ids: readonly number[]) => {
      const scores = recorded.forward(ids);
      const { result, record } = recorded.recorded(() => recorded.relevance(scores, 0.001, 0), NetworkRecord);
      plain.forward(ids);
      expect(result).toEqual(plain.relevance(scores, 0.001, 0));
      return Array.from(record.step(0, 0, ids.length - 1, 'h'));
    };
    const short = run([1, 2, 3]);
    const words = Array.from({ length: 900 }, (_, t) => t % 10);
    run(words);
    expect(run([1, 2, 3])).toEqual(short);
    expect(plain.bytesFor(400)).toBeLessThan(recorded.bytesFor(400));
  });

  it('needs a sentence, and layers that have what is asked for', () => {
    const network = new Network(makeTinyModel());
    expect(() => network.recorded(() => 0, NetworkRecord)).toThrow('need a forward pass first');
    const scores = network.forward([1]);
    const { record } = network.recorded(() => network.relevance(scores, 0.001, 0), NetworkRecord);
    expect(() => record.stepTrace(0, 0, 0, 'r')).toThrow(RangeError);
    expect(() => record.output(7, 0)).toThrow(RangeError);
  });

  it('is not kept when the way back fails', () => {
    const network = new Network(makeTinyModel());
    const scores = network.forward([1, 2]);
    const fail = () => network.recorded(() => expect.fail('it fails'), NetworkRecord);
    expect(fail).toThrow('it fails');
    const { record } = network.recorded(() => network.relevance(scores, 0.001, 0), NetworkRecord);
    const kept = Array.from(record.step(0, 0, 1, 'h'));
    network.relevance(
      scores.map((score) => 2 * score),
      0.001,
      0,
    );
    expect(Array.from(record.step(0, 0, 1, 'h'))).toEqual(kept);
  });
});
