/** The small models of made-up sequences (training/toy_models.py) beside their example sequences: what one should see with them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toyFiles } from '../testing/toy-models.ts';
import { LocalEngine } from './engine.ts';

const never = new AbortController().signal;
const NAMES = ['toy-addition', 'toy-subtraction', 'toy-anomaly', 'toy-event'] as const;
type Name = (typeof NAMES)[number];

/** By the file's name: [T][F]. */
function examplesOf(name: Name): ReadonlyMap<string, number[][]> {
  const folder = new URL(`../../public/model/${name}/`, import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'));
  const rowsOf = (file: string) => readFileSync(new URL(file, folder), 'utf8').trim().split('\n').slice(1);
  return new Map(files.map((file) => [file.slice(0, -4), rowsOf(file).map((row) => row.split(',').map(Number))]));
}

/** The class, and the step (from 1) with the greatest value of each method. */
async function seen(name: Name, example: string) {
  const engine = new LocalEngine();
  const { classes } = await engine.load(never, { kind: 'files', files: toyFiles(name) });
  const numbers = examplesOf(name).get(example) ?? [];
  const { explanation } = await engine.explain(never, { input: { numbers }, target: 'predicted', methods: ['lrp', 'occlusion'] });
  const strongest = explanation.methods.map(({ words }) => {
    const sizes = words.map(Math.abs);
    return 1 + sizes.indexOf(Math.max(...sizes));
  });
  return { answer: classes[explanation.predicted], strongest };
}

describe('the models that come with their sequences', () => {
  it.each(NAMES)('%s is small, and says where it comes from', async (name) => {
    const files = toyFiles(name);
    expect(files.reduce((bytes, file) => bytes + file.bytes.length, 0)).toBeLessThan(8000);
    const info = await new LocalEngine().load(never, { kind: 'files', files });
    expect(info).toMatchObject({ input: 'numbers', license: expect.stringContaining('sequences that it makes itself') });
    expect(examplesOf(name).size).toBeGreaterThan(1);
  });

  it('find the step that is off, and nothing where none is', async () => {
    expect(await seen('toy-anomaly', 'step-17-is-off')).toEqual({ answer: 'anomaly', strongest: [17, 17] });
    expect((await seen('toy-anomaly', 'regular')).answer).toBe('regular');
  });

  it('find two peaks that come together, and none where they do not', async () => {
    const { answer, strongest } = await seen('toy-event', 'peaks-at-3-and-5');
    expect(answer).toBe('event');
    for (const step of strongest) expect([3, 5]).toContain(step);
    for (const other of ['first-alone-at-9', 'second-alone-at-3', 'peaks-at-13-and-20'])
      expect((await seen('toy-event', other)).answer, other).toBe('no event');
  });
});
