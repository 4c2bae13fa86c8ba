import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { modelEvaluator } from '../../experiments/evaluator.ts';
import { runInThread } from '../../experiments/experiment.ts';
import { KNOWN_ANSWERS } from '../../experiments/known-answers.ts';
import { readModel } from '../../formats/read-model.ts';
import { Network } from '../../model/network.ts';
import { toyFiles } from '../../testing/toy-models.ts';
import type { Finished } from './experiment-parts.ts';
import { KNOWN_ANSWERS_PARTS } from './known-answers-parts.tsx';
import { knownAnswersReading, knownAnswersTables } from './known-answers-reading.ts';

const settings = { ...KNOWN_ANSWERS.defaults, sequences: 40 };
const dataset = {} as Finished<'known'>['dataset'];
const evaluator = modelEvaluator(new Network(await readModel(toyFiles('toy-addition'))));
const result = await runInThread(KNOWN_ANSWERS, dataset, settings, evaluator);

function finished(change: Partial<Finished<'known'>['result']> = {}): Finished<'known'> {
  return { result: { ...result, ...change }, dataset, settings, bidirectional: false, output: 'linear' };
}

function figures(what: Finished<'known'>): string {
  const nothing = () => {};
  return renderToStaticMarkup(
    createElement(KNOWN_ANSWERS_PARTS.Result, {
      ...what,
      textOf: String,
      onSentences: nothing,
      onSentence: nothing,
      onWord: nothing,
      inHand: [],
    }),
  );
}

describe('the known answers in words, figures and tables', () => {
  it('say who passes, who does not, and why', () => {
    const { shows, surprising } = knownAnswersReading(finished());
    expect(shows).toMatch(
      /^On 40 sequences the network adds with a root mean squared error of 0\.0\d\d\. 6 of 10 methods pass: LRP, /,
    );
    expect(shows).toContain('Not passed: Sensitivity, LRP, gates take half');
    expect(shows).toMatch(/LRP’s error of 0\.\d{3} is what its stabiliser takes: ε = 0\.001/);
    expect(shows).toContain('it ends in their biases');
    expect(surprising).toContain('None of them does.');
  });

  it('say that a method which follows the score fails, where it does', () => {
    const methods = result.methods.map((method) =>
      method.id === 'ig' ? { ...method, values: method.values.map((v) => 2 * v) } : method,
    );
    expect(knownAnswersReading(finished({ methods })).surprising).toContain('Integrated Gradients does.');
  });

  it('have nothing to be surprised at where no method is chosen that follows the score', () => {
    const methods = result.methods.filter(({ id }) => id === 'sa');
    expect(knownAnswersReading(finished({ methods })).surprising).toMatch(
      /none of those is among the chosen\. Sensitivity cannot pass/,
    );
  });

  it('hold all steps of all sequences', () => {
    const [methods, steps] = knownAnswersTables(finished());
    expect(methods?.rows.map(([id, passes]) => `${id} ${passes}`)).toContain('lrp yes');
    expect(steps?.rows).toHaveLength(result.starts.at(-1) ?? 0);
    for (const { columns, rows } of [methods, steps].filter((table) => table !== undefined))
      for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('show no number where a method has none, and that nothing is left', () => {
    const methods = result.methods.map(({ id, values }) => ({ id, values: values.map(() => Number.NaN) }));
    const none = finished({ methods });
    const text = `${figures(none).replaceAll(/ class="[^"]*"/g, '')} ${Object.values(knownAnswersReading(none)).join(' ')}`;
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(text).toContain('0 of 10 methods pass.');
    const empty = { sentences: new Uint32Array(0), starts: new Uint32Array(1), answers: new Float64Array(0) };
    expect(knownAnswersReading(finished({ ...empty, methods: [] })).shows).toBe('No sequence was made.');
    expect(figures(finished({ ...empty, methods: [] }))).not.toContain('What each method says');
  });
});
