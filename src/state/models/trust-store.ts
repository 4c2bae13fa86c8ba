/** Whether the model in use computes what the user's program computes: reference scores given, and what they came to. */
import { create } from 'zustand';
import {
  type LensErrorFields,
  MAX_REFERENCE_BYTES,
  type ModelInfo,
  type ModelOptions,
  parseReferences,
  type ReferenceCheck,
  type ReferenceScores,
} from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from './model-store.ts';
import { useModels } from './models-store.ts';

interface TrustState {
  /** What is pasted or typed. */
  readonly text: string;
  /** The file chosen last, in place of the text; null: the text counts. */
  readonly file: { readonly name: string; readonly text: string } | null;
  readonly status: 'idle' | 'checking' | 'reloading';
  /** Lines that cannot be read: nothing is checked until they are mended. */
  readonly problems: readonly LensErrorFields[];
  /** Why there is no result though all lines could be read. */
  readonly error: LensErrorFields | null;
  /** Of the last check, and the model as it was then: while it is read anew, the result still stands there. */
  readonly result: {
    readonly check: ReferenceCheck;
    readonly references: readonly ReferenceScores[];
    readonly model: ModelInfo;
  } | null;
  setText(text: string): void;
  /** Reads a file and checks at once. */
  takeFile(file: File): Promise<void>;
  check(): Promise<void>;
  /** Reloads the model with these options beside its own, keeps it so, and checks again. */
  readAs(options: ModelOptions): Promise<void>;
}

const EMPTY = { text: '', file: null, status: 'idle', problems: [], error: null, result: null } as const;

let current: AbortController | undefined;

export const useTrust = create<TrustState>()((set, get) => ({
  ...EMPTY,

  setText(text) {
    set({ text, file: null });
  },

  async takeFile(file) {
    if (file.size > MAX_REFERENCE_BYTES) {
      const expected = `at most ${MAX_REFERENCE_BYTES / 2 ** 20} MiB`;
      const found = `${Math.ceil(file.size / 2 ** 20)} MiB`;
      set({
        result: null,
        error: null,
        problems: [{ name: 'InputError', where: file.name, problem: 'is too large', expected, found }],
      });
      return;
    }
    try {
      set({ file: { name: file.name, text: await file.text() } });
    } catch (error) {
      set({ result: null, problems: [], error: { ...errorFields(error), where: file.name } });
      return;
    }
    await get().check();
  },

  async check() {
    const { info } = useModel.getState();
    if (!info) return;
    const { text, file } = get();
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const { references, problems } = parseReferences(file?.text ?? text, info);
    if (problems.length > 0) return set({ status: 'idle', problems, error: null, result: null });
    const { currentId, setVerified, setRefuted } = useModels.getState();
    set({ status: 'checking', problems: [], error: null });
    try {
      const check = await engine().checkReference(signal, references);
      set({ status: 'idle', result: { check, references, model: info } });
      const { verified } = check;
      // NaN is no number that can be kept.
      const difference = Number.isNaN(check.difference) ? Number.POSITIVE_INFINITY : check.difference;
      const checkedAt = new Date().toISOString();
      (verified ? setVerified : setRefuted)(currentId, { difference, sentences: references.length, checkedAt });
    } catch (error) {
      if (!isAbort(error)) set({ status: 'idle', error: errorFields(error), result: null });
    }
  },

  async readAs(options) {
    const { currentId, models, setOptions } = useModels.getState();
    const model = models.find(({ id }) => id === currentId);
    if (!model) return;
    current?.abort();
    set({ status: 'reloading' });
    try {
      await setOptions(currentId, { ...model.options, ...options });
    } catch {
      return set({ status: 'idle' }); // useModels.error says why
    }
    if (useModels.getState().currentId === currentId) await get().check();
  },
}));

// A result is of one model, read in one way.
useModels.subscribe((state, before) => {
  if (state.currentId !== before.currentId) {
    current?.abort();
    useTrust.setState(EMPTY);
  } else if (
    state.models !== before.models &&
    useTrust.getState().status !== 'reloading' &&
    optionsText(state) !== optionsText(before)
  ) {
    current?.abort();
    useTrust.setState({ status: 'idle', error: null, result: null });
  }
});

function optionsText({ models, currentId }: Pick<ReturnType<typeof useModels.getState>, 'models' | 'currentId'>): string {
  return JSON.stringify(models.find(({ id }) => id === currentId)?.options);
}
