/** Mean and standard deviation of a series of values; those that are not defined (NaN) are left out and not counted. */
export interface Summary {
  readonly count: number;
  /** NaN where no value is defined. */
  readonly mean: number;
  /** Of the sample (n - 1); NaN below two values. */
  readonly deviation: number;
}

/** Welford's recurrence: one pass, no cancellation. The order of the values counts in the last bits. */
export class Moments {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#count++;
    const off = value - this.#mean;
    this.#mean += off / this.#count;
    this.#squares += off * (value - this.#mean);
  }

  summary(): Summary {
    const count = this.#count;
    return {
      count,
      mean: count > 0 ? this.#mean : Number.NaN,
      deviation: count > 1 ? Math.sqrt(this.#squares / (count - 1)) : Number.NaN,
    };
  }
}

export function summarise(values: Iterable<number>): Summary {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments.summary();
}
