/** Explained sequences set aside to be compared with another. Kept in this browser, each by itself, so that tabs do not write over one another. */
import { createStore, del, entries, set as write } from 'idb-keyval';
import { create } from 'zustand';
import { inTime } from '../in-time.ts';
import { useModel } from '../models/index.ts';
import { newId } from '../new-id.ts';
import { targetName } from '../sentence/index.ts';
import { explainedOf } from './explained-of.ts';
import { useNumbersFile } from './numbers-file-store.ts';
import { type Baseline, useNumbers } from './numbers-store.ts';
import { checkedPin, type SequencePin } from './sequence-pin.ts';

/** Kept at most. */
const MAX_PINS = 12;

interface SequencePinsState {
  readonly pins: readonly SequencePin[];
  /** The one beside the sequence that is explained; null: none. */
  readonly compared: string | null;
  /** What has just been done or could not be; null: nothing. */
  readonly message: string | null;
  /** Reads what was kept. Safe to call again. */
  load(): Promise<void>;
  /** Pins what is explained now. */
  pinCurrent(): void;
  compare(id: string | null): void;
  remove(id: string): void;
  /** Takes over pins of elsewhere, as far as there is room. */
  join(pins: readonly SequencePin[]): { readonly added: readonly string[]; readonly left: number };
  drop(ids: readonly string[]): void;
}

let loaded: Promise<void> | undefined;
const place = () => createStore('lrp-lens-sequences', 'pins');
let opened: ReturnType<typeof place> | undefined;
function keptIn() {
  opened ??= place();
  return opened;
}

export const useSequencePins = create<SequencePinsState>()((set, get) => ({
  pins: [],
  compared: null,
  message: null,

  load() {
    loaded ??= readKept();
    return loaded;
  },

  pinCurrent() {
    const { pins } = get();
    const current = currentPin();
    if (!current) return set({ message: 'There is nothing to pin yet.' });
    const same = pins.find((pin) => keyOf(pin) === keyOf(current));
    if (same) return set({ message: `This is already pinned, as “${same.name}”.` });
    if (pins.length >= MAX_PINS) return set({ message: `At most ${MAX_PINS} sequences are pinned: remove one first.` });
    set({ pins: [...pins, current], message: `Pinned as “${current.name}”.` });
    void keep([current]);
  },

  compare: (compared) => set({ compared, message: null }),

  remove(id) {
    const pin = get().pins.find((one) => one.id === id);
    get().drop([id]);
    if (pin) set({ message: `Removed “${pin.name}”.` });
  },

  join(given) {
    const { pins } = get();
    const others = given.filter((one) => !pins.some((pin) => pin.id === one.id || keyOf(pin) === keyOf(one)));
    const fit = others.slice(0, Math.max(0, MAX_PINS - pins.length));
    set({ pins: [...pins, ...fit], message: null });
    void keep(fit);
    return { added: fit.map(({ id }) => id), left: others.length - fit.length };
  },

  drop(ids) {
    const { pins, compared } = get();
    set({
      pins: pins.filter(({ id }) => !ids.includes(id)),
      compared: compared !== null && ids.includes(compared) ? null : compared,
      message: null,
    });
    for (const id of ids) inTime(del(id, keptIn())).catch(notKept);
  },
}));

const BASELINES = { zero: 'zeros', mean: 'the means' } as const;

function currentPin(): SequencePin | null {
  const { explanation, explainedSequence: sequence, status, baseline } = useNumbers.getState();
  const { info } = useModel.getState();
  if (!explanation || !sequence || !info || status !== 'current' || explanation.methods.length === 0) return null;
  const { name, features, given, length, words, times } = sequence;
  const target = targetName(explainedOf(info, explanation));
  const against = explanation.baseline ? baselineName(baseline) : null;
  const subject = name || useNumbersFile.getState().file?.name || 'sequence';
  return {
    id: newId(),
    name: `${subject} · ${target}${against ? ` against ${against}` : ''}`.slice(0, 200),
    pinnedAt: new Date().toISOString(),
    model: { name: info.name, sha256: info.sha256 },
    target,
    baseline: against,
    explained: explanation.explained,
    length,
    features: [...features],
    stepNames: [...(words ?? times ?? [])].length > 0 ? [...(words ?? times ?? [])] : null,
    given,
    read: [...explanation.read],
    methods: explanation.methods.map(({ id, parameters, inputs, steps, features: sums }) => ({
      id,
      parameters: { ...parameters },
      inputs,
      steps,
      sums,
    })),
  };
}

function baselineName(baseline: Baseline): string {
  if (typeof baseline === 'number') return useNumbersFile.getState().table?.sequences[baseline]?.name ?? 'another sequence';
  return baseline === 'none' ? '' : BASELINES[baseline];
}

/** Whether two show the same: model, output, baseline, values of the sequence, methods and their settings. */
function keyOf({ model, target, baseline, explained, length, given, methods }: SequencePin): string {
  const settings = methods.map(({ id, parameters }) => [id, parameters]);
  return JSON.stringify([model.sha256, target, baseline, explained, length, given.slice(0, 1000).join(), settings]);
}

async function readKept(): Promise<void> {
  try {
    const kept = await inTime(entries(keptIn()));
    const pins = kept.flatMap(([, value]) => checkedPin(value) ?? []).sort((a, b) => a.pinnedAt.localeCompare(b.pinnedAt));
    const lost = kept.length - pins.length;
    useSequencePins.setState((state) => ({
      pins: [...pins, ...state.pins].slice(0, MAX_PINS),
      message: lost === 0 ? state.message : `${lost} pinned ${lost === 1 ? 'sequence' : 'sequences'} could no longer be read.`,
    }));
  } catch (error) {
    notKept(error);
  }
}

async function keep(pins: readonly SequencePin[]): Promise<void> {
  await useSequencePins.getState().load();
  try {
    for (const pin of pins) await inTime(write(pin.id, pin, keptIn()));
  } catch (error) {
    notKept(error);
  }
}

function notKept(error: unknown): void {
  const why = error instanceof Error ? error.message || error.name : String(error);
  useSequencePins.setState({ message: `Pinned sequences work for this visit but cannot be kept in this browser (${why}).` });
}
