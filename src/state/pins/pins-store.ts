/** Explanations set aside to be seen beside the current one. They are kept in this browser and outlive the page. */
import { get as read, set as write } from 'idb-keyval';
import { create } from 'zustand';
import { METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { useDisplay } from '../display/index.ts';
import { inTime } from '../in-time.ts';
import { useModel, useModels } from '../models/index.ts';
import { newId } from '../new-id.ts';
import { type Subject, useExplain, useMethodAnswers, withOutcomes } from '../sentence/index.ts';
import { cleanName, defaultName, keyOf, moreMethods, samePin } from './pin-content.ts';
import { fromKept, type Pin, toKept } from './pins-kept.ts';

/** Kept at most. @public: its test reads it of a module loaded afresh. */
export const MAX_PINS = 24;
/** Beside the current explanation. */
export const MAX_SHOWN = 4;

interface PinsState {
  readonly pins: readonly Pin[];
  /** Ids of the pins beside the current explanation, in no particular order. */
  readonly shown: readonly string[];
  /** What has just been done or could not be, for the eye and for screen readers; null: nothing. */
  readonly message: string | null;
  /** What is wrong with keeping the pins; stays until it is dismissed. */
  readonly warning: string | null;
  /** The pin removed last: it can be brought back. */
  readonly removed: { readonly pin: Pin; readonly place: number; readonly shown: boolean } | null;
  /** Reads what was kept. Safe to call again. */
  load(): Promise<void>;
  /** Pins what is explained now. */
  pinCurrent(): void;
  toggle(id: string): void;
  /** An empty name gives the first one back. */
  rename(id: string, name: string): void;
  remove(id: string): void;
  undoRemove(): void;
  /** The pin becomes what is explained, by the pin's model if that is here, and what was explained takes the pin's place. */
  swap(id: string): Promise<void>;
  /** Past its neighbour among those shown. */
  move(id: string, step: 1 | -1): void;
  forgetMessage(): void;
  /** Takes over pins of elsewhere, as far as there is room; those that are here already stay as they are. */
  join(pins: readonly Pin[], shown: readonly string[]): { readonly added: readonly string[]; readonly left: number };
  /** Removes several, without an offer to bring them back. */
  drop(ids: readonly string[]): void;
  dismissWarning(): void;
}

const KEY = 'pins';

let loaded: Promise<void> | undefined;
/** Names given to pins that have since been swapped into the sentence field: they get them back. */
const formerNames = new Map<string, string>();

export const usePins = create<PinsState>()((set, get) => ({
  pins: [],
  shown: [],
  message: null,
  warning: null,
  removed: null,

  load() {
    loaded ??= readKept().then(listenToOthers);
    return loaded;
  },

  pinCurrent() {
    const current = currentPin();
    if (!current) return say('There is nothing to pin yet.');
    const { pins, shown } = get();
    const same = pins.find((pin) => samePin(pin, current));
    const more = same && moreMethods(current, same);
    if (same && !more) return say(`This is already pinned, as “${same.name}”.`);
    if (same) {
      const explanation = { ...same.explanation, methods: [...same.explanation.methods, ...(more ?? [])] };
      const message = `“${same.name}” now has ${(more ?? []).map(({ id }) => labelOf(id)).join(', ')} too.`;
      set({ pins: pins.map((pin) => (pin === same ? { ...same, explanation } : pin)), message, removed: null });
      return void keep();
    }
    if (pins.length >= MAX_PINS) return say(`At most ${MAX_PINS} pins are kept: remove one first.`);
    const room = shown.length < MAX_SHOWN;
    const message = `Pinned as “${current.name}”${room ? '' : `; ${MAX_SHOWN} are shown already, so this one is not`}.`;
    set({ pins: [...pins, current], shown: room ? [...shown, current.id] : shown, message, removed: null });
    void keep();
  },

  toggle(id) {
    const { shown } = get();
    if (shown.includes(id)) set({ shown: shown.filter((one) => one !== id), message: null });
    else if (shown.length >= MAX_SHOWN) return say(`At most ${MAX_SHOWN} pins are shown at once: hide another first.`);
    else set({ shown: [...shown, id], message: null });
    void keep();
  },

  rename(id, name) {
    const pins = get().pins.map((pin) => (pin.id === id ? { ...pin, name: cleanName(name) || defaultName(pin) } : pin));
    set({ pins, message: null });
    void keep();
  },

  remove(id) {
    const { pins, shown } = get();
    const place = pins.findIndex((pin) => pin.id === id);
    const pin = pins[place];
    if (!pin) return;
    set({
      pins: pins.filter((one) => one !== pin),
      shown: shown.filter((one) => one !== id),
      removed: { pin, place, shown: shown.includes(id) },
      message: `Removed “${pin.name}”.`,
    });
    void keep();
  },

  undoRemove() {
    const { pins, shown, removed } = get();
    if (!removed) return;
    const show = removed.shown && shown.length < MAX_SHOWN;
    set({
      pins: pins.toSpliced(removed.place, 0, removed.pin),
      shown: show ? [...shown, removed.pin.id] : shown,
      removed: null,
      message: `“${removed.pin.name}” is back.`,
    });
    void keep();
  },

  async swap(id) {
    const pin = get().pins.find((one) => one.id === id);
    if (!pin) return;
    const current = currentPin();
    if (current && samePin(pin, current)) return say(`“${pin.name}” is what you see now.`);
    const refusal = await takeModelOf(pin);
    if (refusal) return say(refusal);
    const { pins } = get();
    const elsewhere = current && pins.find((one) => samePin(one, current));
    if (current && !elsewhere) {
      formerNames.set(keyOf(pin), pin.name);
      // The place and the id stay: card, focus and whether it is shown.
      const exchanged = { ...current, id };
      set({
        pins: pins.map((one) => (one.id === id ? exchanged : one)),
        message: `“${pin.name}” is now explained; “${current.name}” is pinned in its place.`,
      });
    } else
      set({
        message: `“${pin.name}” is explained now${elsewhere ? `; the previous explanation is pinned as “${elsewhere.name}”` : ''}.`,
      });
    set({ removed: null });
    useExplain.getState().restore(pin.subject);
    void keep();
  },

  move(id, step) {
    const { pins, shown } = get();
    const visible = pins.filter((pin) => shown.includes(pin.id));
    const neighbour = visible[visible.findIndex((pin) => pin.id === id) + step];
    const pin = pins.find((one) => one.id === id);
    if (!pin || !neighbour) return;
    const others = pins.filter((one) => one.id !== id);
    const place = others.indexOf(neighbour) + (step === 1 ? 1 : 0);
    set({
      pins: others.toSpliced(place, 0, pin),
      message: `“${pin.name}” moved ${step === 1 ? 'right' : 'left'}.`,
      removed: null,
    });
    void keep();
  },

  join(given, givenShown) {
    const { pins, shown } = get();
    const others = given.filter((one) => !pins.some((pin) => pin.id === one.id || samePin(pin, one)));
    const fit = others.slice(0, Math.max(0, MAX_PINS - pins.length));
    const added = fit.map(({ id }) => id);
    const show = added.filter((id) => givenShown.includes(id)).slice(0, Math.max(0, MAX_SHOWN - shown.length));
    set({ pins: [...pins, ...fit], shown: [...shown, ...show], message: null, removed: null });
    void keep();
    return { added, left: others.length - fit.length };
  },

  drop(ids) {
    const { pins, shown } = get();
    set({
      pins: pins.filter(({ id }) => !ids.includes(id)),
      shown: shown.filter((id) => !ids.includes(id)),
      message: null,
      removed: null,
    });
    void keep();
  },

  /** What was removed is gone with the offer to bring it back. */
  forgetMessage() {
    set({ message: null, removed: null });
  },

  dismissWarning() {
    set({ warning: null });
  },
}));

const { getState, setState } = usePins;

/** Whatever is told, the offer to bring a pin back goes with the message it stood beside. */
function say(message: string | null): void {
  setState({ message, removed: null });
}

/** What is explained now as a pin; null while there is no answer that belongs to it. */
function currentPin(): Pin | null {
  const { status, response, ...state } = useExplain.getState();
  if (status !== 'current' || !response) return null;
  const { text, tokens, example, target, contrast, lrp } = state;
  const subject: Subject = { text, tokens, example, target, contrast, lrp };
  const { outcomes } = useMethodAnswers.getState();
  const content = { subject, explanation: withOutcomes(response.explanation, outcomes, useDisplay.getState().methods) };
  const name = formerNames.get(keyOf(content)) ?? defaultName(content);
  return { id: newId(), name, pinnedAt: new Date().toISOString(), ...content };
}

function labelOf(id: MethodId): string {
  return METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
}

/** Makes the pin's model the one in use. @returns why that cannot be, in words; null: it is in use */
async function takeModelOf({ name, explanation: { model } }: Pin): Promise<string | null> {
  const { models, choose, currentId } = useModels.getState();
  if (model.sha256 === useModel.getState().info?.sha256) return null;
  const same = models.filter(({ sha256 }) => sha256 === model.sha256);
  const kept = same.find((one) => one.name === model.name) ?? same[0];
  if (!kept) {
    const digits = model.sha256.slice(0, 8);
    return `“${name}” was explained by the model “${model.name}” (${digits}), which is not in this browser: add its files first.`;
  }
  if (kept.id === currentId || (await choose(kept.id))) return null;
  return `The model of “${name}” could not be loaded: ${useModels.getState().error?.problem ?? 'another one was chosen'}.`;
}

async function readKept(): Promise<void> {
  try {
    const { pins, shown, dropped } = fromKept(await inTime(read(KEY)));
    // Whatever was pinned while this was read comes after it.
    setState((state) => ({
      pins: [...pins, ...state.pins].slice(0, MAX_PINS),
      shown: [...shown, ...state.shown].slice(0, MAX_SHOWN),
      warning: dropped === 0 ? state.warning : droppedWarning(dropped),
    }));
  } catch (error) {
    setState({ warning: notKept('Pins kept earlier could not be read', error) });
  }
}

/** Other tabs of the page share what is kept: each takes over what another has changed rather than writing over it. */
let others: BroadcastChannel | undefined;
function listenToOthers(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  others = new BroadcastChannel('lrp-lens-pins');
  others.addEventListener('message', () => {
    inTime(read(KEY)).then(
      (value) => {
        const { pins, shown } = fromKept(value);
        setState({ pins, shown });
      },
      // The pins of this tab are still there.
      (error: unknown) => console.warn(error),
    );
  });
}

/** Always what is there at that moment, one after the other, so that an earlier state never overtakes a later one. */
let keeping: Promise<void> = Promise.resolve();
function keep(): Promise<void> {
  keeping = keeping.then(async () => {
    // What is kept must have been read before anything is written over it.
    await getState().load();
    try {
      await inTime(write(KEY, toKept(getState())));
      others?.postMessage('kept');
    } catch (error) {
      setState({ warning: notKept('The pins work for this visit but could not be saved in this browser', error) });
    }
  });
  return keeping;
}

function droppedWarning(dropped: number | null): string {
  const what = dropped === null ? 'What was kept as pins' : dropped === 1 ? 'One kept pin' : `${dropped} kept pins`;
  return `${what} could no longer be read and ${dropped === null || dropped === 1 ? 'was' : 'were'} dropped.`;
}

function notKept(what: string, error: unknown): string {
  return `${what} (${error instanceof Error ? error.message || error.name : String(error)}).`;
}
