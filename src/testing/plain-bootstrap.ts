import { mulberry32 } from '../model/random.ts';

/**
 * The paired bootstrap (experiments/paired-bootstrap.ts) a second time, word by word as the books say it: lists of sentences, drawn
 * one by one, the figure made anew for each draw. Slow.
 * @param statistic what is drawn for: the difference of both models' figures over these sentences
 * @returns percentiles 2.5 and 97.5
 */
export function bootstrapPlainly(
  sentences: readonly number[],
  statistic: (drawn: readonly number[]) => number,
  { draws, seed }: { draws: number; seed: number },
): { low: number; high: number } {
  const random = mulberry32(seed);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = sentences.map(() => sentences[Math.floor(random() * sentences.length)] ?? -1);
    const value = statistic(drawn);
    if (!Number.isNaN(value)) found.push(value);
  }
  found.sort((a, b) => a - b);
  const quantile = (share: number) => {
    const at = share * (found.length - 1);
    const [below, above] = [found[Math.floor(at)] ?? NaN, found[Math.ceil(at)] ?? NaN];
    return below + (above - below) * (at % 1);
  };
  return { low: quantile(0.025), high: quantile(0.975) };
}
