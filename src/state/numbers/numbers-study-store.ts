/** Experiments over all sequences of the file. */
import { create } from 'zustand';
import { MAX_STEPS, type NumbersStudy, scaled } from '../../engine/numbers-protocol.ts';
import type { LensErrorFields } from '../../engine/protocol.ts';
import { useDisplay } from '../display/index.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { useExplain, useMethodOptions } from '../sentence/index.ts';
import { useNumbersFile } from './numbers-file-store.ts';
import { useNumbers } from './numbers-store.ts';

/** Sequences that take part; of more, as many evenly over the file. */
const MOST_SEQUENCES = 300;
const SEED = 1;

interface NumbersStudyState {
  readonly status: 'none' | 'running' | 'done' | 'failed';
  readonly progress: number;
  readonly error: LensErrorFields | null;
  readonly study: NumbersStudy | null;
  /** [N] places in the file of those that took part. */
  readonly taken: readonly number[];
  run(): Promise<void>;
  cancel(): void;
}

let current: AbortController | undefined;

export const useNumbersStudy = create<NumbersStudyState>()((set) => ({
  status: 'none',
  progress: 0,
  error: null,
  study: null,
  taken: [],

  async run() {
    const { table, scaling } = useNumbersFile.getState();
    if (!table || !scaling) return;
    current?.abort();
    current = new AbortController();
    const { sequences } = table;
    const count = Math.min(sequences.length, MOST_SEQUENCES);
    const taken = Array.from({ length: count }, (_, k) => Math.floor((k * sequences.length) / count));
    const F = table.features.length;
    const parts = taken
      .flatMap((index) => sequences[index] ?? [])
      .map(({ from, to }) => [from, Math.min(to, from + MAX_STEPS)] as const);
    const values = new Float64Array(F * parts.reduce((sum, [from, to]) => sum + to - from, 0));
    let at = 0;
    for (const [from, to] of parts) {
      values.set(table.values.subarray(from * F, to * F), at);
      at += (to - from) * F;
    }
    set({ status: 'running', progress: 0, error: null, study: null, taken });
    try {
      const request = {
        values: scaled(values, scaling),
        lengths: parts.map(([from, to]) => to - from),
        target: useNumbers.getState().target,
        contrast: useNumbers.getState().contrast,
        methods: useDisplay.getState().methods,
        lrp: useExplain.getState().lrp,
        options: useMethodOptions.getState(),
        seed: SEED,
      };
      const study = await engine().studyNumbers(current.signal, request, (progress) => set({ progress }));
      set({ study, status: 'done' });
    } catch (error) {
      if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
    }
  },

  cancel() {
    current?.abort();
    set({ status: 'none' });
  },
}));

/** What was found is of another file, model or scale: it goes. To be called once. */
export function followStudy(): void {
  const forget = () => {
    if (useNumbersStudy.getState().status === 'none') return;
    useNumbersStudy.getState().cancel();
    useNumbersStudy.setState({ study: null, taken: [] });
  };
  useNumbersFile.subscribe(({ table, scaling }, before) => (table !== before.table || scaling !== before.scaling) && forget());
  useModel.subscribe(({ info }, before) => info !== before.info && forget());
}
