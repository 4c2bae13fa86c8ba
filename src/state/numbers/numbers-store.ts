/** One sequence of the file explained, and what becomes of it when it is changed. */
import { create } from 'zustand';
import {
  MAX_STEPS,
  type NumbersExplanation,
  type NumbersRequest,
  type PlainBaseline,
  plainBaseline,
  type Scaling,
  type SequenceTable,
  scaled,
} from '../../engine/numbers-protocol.ts';
import { type LensErrorFields, type LrpOptions, METHODS, type MethodId } from '../../engine/protocol.ts';
import { useDisplay } from '../display/index.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { useExplain, useMethodOptions } from '../sentence/index.ts';
import { edited, type NumbersEdit } from './numbers-edits.ts';
import { useNumbersFile } from './numbers-file-store.ts';

/** What the output is held against: nothing, rows of zeros, each feature's mean over the sequence, or another sequence of the file. */
export type Baseline = 'none' | PlainBaseline | number;

/** From, up to but not including to. */
export interface StepSpan {
  readonly from: number;
  readonly to: number;
}

/** What is explained of a file. */
export type NumbersPlace = Pick<NumbersState, 'index' | 'target' | 'contrast' | 'baseline' | 'edits' | 'span'>;

/** A sequence as it is explained. */
export interface ShownSequence {
  readonly name: string;
  /** [F] */
  readonly features: readonly string[];
  /** [T, F] as the file has it, and as the model reads it. */
  readonly given: Float64Array;
  readonly values: Float64Array;
  readonly scaling: Scaling;
  /** T, at most MAX_STEPS; how many there were. */
  readonly length: number;
  readonly fullLength: number;
  readonly times: readonly string[] | null;
  readonly words: readonly string[] | null;
}

interface NumbersState {
  /** Its place among the file's sequences. */
  readonly index: number;
  readonly target: 'predicted' | number;
  /** The output that the target is compared with; null: none. */
  readonly contrast: number | null;
  readonly baseline: Baseline;
  readonly sequence: ShownSequence | null;
  /** The last good answer, of `explainedSequence`. */
  readonly explanation: NumbersExplanation | null;
  readonly explainedSequence: ShownSequence | null;
  readonly status: 'none' | 'waiting' | 'current' | 'failed';
  readonly error: LensErrorFields | null;
  /** The share of slow methods that is done. */
  readonly progress: number;
  readonly edits: readonly NumbersEdit[];
  /** The steps that are looked at; null: all. */
  readonly span: StepSpan | null;
  /** Of the sequence as edited; null: it is not, or the answer is on its way. */
  readonly after: NumbersExplanation | null;
  readonly editError: LensErrorFields | null;
  choose(index: number): void;
  /** An output is not compared with itself: choosing the contrast as the target gives the contrast up. */
  setTarget(target: 'predicted' | number): void;
  setContrast(contrast: number | null): void;
  setBaseline(baseline: Baseline): void;
  edit(edits: readonly NumbersEdit[]): void;
  look(span: StepSpan | null): void;
  refresh(): Promise<void>;
}

let current: AbortController | undefined;
let trying: AbortController | undefined;
let placed: ((table: SequenceTable) => NumbersPlace) | null = null;

/** What is to be explained of the sequences that are read next, or of those there are where nothing is read. */
export function placeNext(place: (table: SequenceTable) => NumbersPlace): void {
  placed = place;
}

/** Explains what was placed and has not been met by a new table. */
export function showPlaced(): void {
  const { table } = useNumbersFile.getState();
  if (table && placed) {
    useNumbers.setState({ ...newPlace(table), after: null });
    void useNumbers.getState().refresh();
  }
  placed = null;
}

function newPlace(table: SequenceTable | null): Partial<NumbersPlace> {
  const place = table && placed ? placed(table) : { index: 0, edits: [], span: null };
  if (table) placed = null;
  return place;
}

export const useNumbers = create<NumbersState>()((set, get) => ({
  index: 0,
  target: 'predicted',
  contrast: null,
  baseline: 'none',
  sequence: null,
  explanation: null,
  explainedSequence: null,
  status: 'none',
  error: null,
  progress: 0,
  edits: [],
  span: null,
  after: null,
  editError: null,

  choose(index) {
    set({ index, edits: [], span: null, after: null });
    void get().refresh();
  },

  setTarget(target) {
    const { contrast, explanation } = get();
    const chosen = target === 'predicted' ? explanation?.predicted : target;
    set({ target, contrast: contrast === chosen ? null : contrast });
    void get().refresh();
  },

  setContrast(contrast) {
    set({ contrast });
    void get().refresh();
  },

  setBaseline(baseline) {
    set({ baseline });
    void get().refresh();
  },

  edit(edits) {
    set({ edits, ...(edits.length === 0 ? { after: null, editError: null } : {}) });
    void tryOut();
  },

  look: (span) => set({ span }),

  async refresh() {
    current?.abort();
    const sequence = sequenceAt(get().index);
    set({ sequence, error: null });
    if (!sequence) {
      set({ status: 'none', explanation: null, explainedSequence: null });
      return;
    }
    current = new AbortController();
    set({ status: 'waiting', progress: 0 });
    try {
      const request = { ...requestFor(sequence, get()), baseline: baselineFor(sequence, get().baseline) };
      const { signal } = current;
      const { fast, slow } = shownMethods();
      const explanation = await engine().explainNumbers(signal, { ...request, methods: fast });
      set({ explanation, explainedSequence: sequence, status: slow.length > 0 ? 'waiting' : 'current' });
      if (get().edits.length > 0) void tryOut();
      if (slow.length === 0) return;
      const rest = await engine().explainNumbers(signal, { ...request, methods: slow }, (progress) => set({ progress }));
      set({ explanation: joined(explanation, rest), status: 'current' });
    } catch (error) {
      if (!isAbort(error)) set({ status: 'failed', error: errorFields(error), explanation: null, explainedSequence: null });
    }
  },
}));

function requestFor({ values }: ShownSequence, { target, contrast }: Pick<NumbersState, 'target' | 'contrast'>): NumbersRequest {
  return { values, target, contrast, methods: [], lrp: useExplain.getState().lrp, options: useMethodOptions.getState() };
}

/** Those of METHODS are there at once; the others come when they are done. */
function shownMethods(): { readonly fast: readonly MethodId[]; readonly slow: readonly MethodId[] } {
  const { methods } = useDisplay.getState();
  const isFast = (id: MethodId) => METHODS.some((method) => method.id === id);
  return { fast: methods.filter(isFast), slow: methods.filter((id) => !isFast(id)) };
}

function joined(first: NumbersExplanation, then: NumbersExplanation): NumbersExplanation {
  return { ...first, methods: [...first.methods, ...then.methods], failed: [...first.failed, ...then.failed] };
}

/** [T, F]. @throws LensError InputError of the engine, where another sequence has another length */
function baselineFor(sequence: ShownSequence, baseline: Baseline): Float64Array | undefined {
  const F = sequence.features.length;
  if (baseline === 'none') return undefined;
  return typeof baseline === 'number' ? sequenceAt(baseline)?.values : plainBaseline(baseline, sequence.values, F);
}

/** The output of the sequence as edited, for the same target. */
async function tryOut(): Promise<void> {
  trying?.abort();
  const { explainedSequence: sequence, explanation, edits } = useNumbers.getState();
  if (!sequence || !explanation || edits.length === 0) return;
  trying = new AbortController();
  try {
    const values = edited(sequence.values, sequence.features.length, edits);
    const { target } = explanation;
    const after = await engine().explainNumbers(trying.signal, { values, target, methods: [] });
    useNumbers.setState({ after, editError: null });
  } catch (error) {
    if (!isAbort(error)) useNumbers.setState({ after: null, editError: errorFields(error) });
  }
}

function sequenceAt(index: number): ShownSequence | null {
  const { table, scaling } = useNumbersFile.getState();
  const part = table?.sequences[index];
  const { info } = useModel.getState();
  const isOfModel = info?.input === 'numbers' && info.embeddingSize === table?.features.length;
  if (!table || !scaling || !part || !isOfModel) return null;
  const F = table.features.length;
  const [from, to] = [part.from, Math.min(part.to, part.from + MAX_STEPS)];
  const given = table.values.slice(from * F, to * F);
  return {
    name: part.name,
    features: table.features,
    given,
    values: scaled(given, scaling),
    scaling,
    length: to - from,
    fullLength: part.to - part.from,
    times: table.times?.slice(from, to) ?? null,
    words: table.words?.slice(from, to) ?? null,
  };
}

/** Explains anew whenever what it depends on has changed. To be called once, when the view is there. */
export function followNumbers(): void {
  useNumbersFile.subscribe(({ table, scaling, file }, before) => {
    if (table === before.table && scaling === before.scaling) return;
    if (file !== before.file || table !== before.table) useNumbers.setState({ ...newPlace(table), after: null });
    void useNumbers.getState().refresh();
  });
  useModel.subscribe(({ info }, before) => {
    if (!info || info === before.info) return;
    useNumbers.setState({ target: 'predicted', contrast: null, baseline: 'none', explanation: null, explainedSequence: null });
    void useNumbersFile
      .getState()
      .refresh()
      .then(() => useNumbers.getState().refresh());
  });
  useDisplay.subscribe(({ methods }, before) => {
    if (methods !== before.methods) void useNumbers.getState().refresh();
  });
  useMethodOptions.subscribe(() => void useNumbers.getState().refresh());
  useExplain.subscribe(({ lrp }, before) => {
    if (!isSame(lrp, before.lrp)) void useNumbers.getState().refresh();
  });
}

function isSame(a: LrpOptions, b: LrpOptions): boolean {
  return a.eps === b.eps && a.biasFactor === b.biasFactor;
}
