import { create } from 'zustand';
import {
  type ExplainRequest,
  type ExplainResponse,
  type LensErrorFields,
  LRP_DEFAULTS,
  type LrpOptions,
  METHODS,
  type ModelInfo,
} from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { type ExampleReference, fits, type Sentence } from './fitting-sentence.ts';
import { readRows } from './number-rows.ts';

export interface ChosenExample extends ExampleReference {
  readonly text: string;
  /** Tokens to take as they are; null: `text` is tokenised. */
  readonly tokens: readonly string[] | null;
}

/** What is explained: enough to get the same answer again (from a link, a pin). */
export interface Subject extends Sentence {
  readonly target: 'predicted' | number;
  /** Class to hold against the target ("target rather than contrast"), or null. */
  readonly contrast: number | null;
  readonly lrp: LrpOptions;
}

/** What is explained ends long before; each further letter typed would lay out and copy all of a longer text again. */
export const MOST_CHARACTERS = 100_000;

interface ExplainState extends Subject {
  /** Of a text that was longer than MOST_CHARACTERS and is cut there: how many characters it had. */
  readonly fullLength: number | null;
  /** The last good answer. It may belong to an earlier text while `status` is not 'current'. */
  readonly response: ExplainResponse | null;
  readonly status: 'waiting' | 'current' | 'empty' | 'failed';
  readonly error: LensErrorFields | null;
  setText(text: string): void;
  choose(example: ChosenExample): void;
  /** A class is not held against itself: choosing the contrast as the target gives the contrast up. */
  setTarget(target: 'predicted' | number): void;
  setContrast(contrast: number | null): void;
  setLrp(lrp: Partial<LrpOptions>): void;
  /** Takes over a whole subject at once. */
  restore(subject: Subject): void;
  /** Replaces the token at `position` by another word, as a choice among near spellings does. */
  replaceToken(position: number, word: string): void;
  /** Another model has taken over: target and contrast keep to their classes where it has them, by name. */
  changeClasses(from: readonly string[], to: readonly string[]): void;
  /**
   * A model has taken over. What stands in the field and is nothing that it reads, a sentence where it reads numbers or rows where it reads
   * words, is put aside; what was put aside before and fits comes back, else the field is empty.
   */
  changeInput(from: ModelInfo | null, to: ModelInfo): void;
  /** Put aside while the model reads something else: nothing is lost. The last one comes last. */
  readonly aside: readonly Sentence[];
  /** Explains what stands in the field, e.g. once a model has loaded. */
  refresh(): Promise<void>;
}

/** The request for a subject with every method. */
function requestFor(subject: Subject): ExplainRequest {
  return { ...withEveryMethod(subject), input: inputFor(subject) };
}

/** All of such a request but what is explained. */
export function withEveryMethod({
  target,
  contrast,
  lrp,
}: Pick<Subject, 'target' | 'contrast' | 'lrp'>): Omit<ExplainRequest, 'input'> {
  return { target, contrast, methods: METHODS.map((method) => method.id), lrp };
}

/** Read as the model in use reads it. @throws LensError InputError where it reads numbers and the text holds none */
function inputFor({ text, tokens }: Pick<Subject, 'text' | 'tokens'>): ExplainRequest['input'] {
  const { info } = useModel.getState();
  if (info?.input === 'numbers') return { numbers: readRows(text, info) };
  return tokens ? { tokens } : { text };
}

function fitting(text: string): Pick<ExplainState, 'text' | 'fullLength'> {
  if (text.length <= MOST_CHARACTERS) return { text, fullLength: null };
  return { text: text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, ''), fullLength: text.length };
}

let current: AbortController | undefined;

export const useExplain = create<ExplainState>()((set, get) => ({
  text: '',
  fullLength: null,
  tokens: null,
  example: null,
  target: 'predicted',
  contrast: null,
  lrp: LRP_DEFAULTS,
  response: null,
  status: 'waiting',
  error: null,
  aside: [],

  setText(text) {
    set({ ...fitting(text), tokens: null, example: null });
    void get().refresh();
  },

  choose({ text, tokens, set: source, number, gold }) {
    set({ ...fitting(text), tokens, example: { set: source, number, gold }, target: 'predicted', contrast: null });
    void get().refresh();
  },

  setTarget(target) {
    const { contrast, response } = get();
    const chosen = target === 'predicted' ? response?.explanation.predicted : target;
    set({ target, contrast: contrast === chosen ? null : contrast });
    void get().refresh();
  },

  setContrast(contrast) {
    set({ contrast });
    void get().refresh();
  },

  setLrp(lrp) {
    set({ lrp: { ...get().lrp, ...lrp } });
    void get().refresh();
  },

  restore({ text, tokens, example, target, contrast, lrp }) {
    set({ ...fitting(text), tokens, example, target, contrast, lrp });
    void get().refresh();
  },

  replaceToken(position, word) {
    const { response, text, status } = get();
    if (!response || status !== 'current') return;
    const span = response.spans?.[position];
    if (span) {
      get().setText(text.slice(0, span.start) + word + text.slice(span.end));
      return;
    }
    const tokens = [...response.explanation.tokens, ...response.omitted];
    tokens[position] = word;
    set({ ...fitting(tokens.join(' ')), tokens, example: null });
    void get().refresh();
  },

  changeClasses(from, to) {
    const { target, contrast } = get();
    const place = (index: number) => {
      const found = to.indexOf(from[index] ?? '');
      return found < 0 ? null : found;
    };
    const kept = target === 'predicted' ? target : (place(target) ?? 'predicted');
    set({ target: kept, contrast: contrast === null ? null : place(contrast) });
  },

  changeInput(from, to) {
    const { text, tokens, example, aside } = get();
    const held = { text, tokens, example };
    if (text.trim() === '' ? aside.length === 0 : fits(held, from, to)) return;
    const back = aside.findLast((one) => fits(one, from, to)) ?? { text: '', tokens: null, example: null };
    const others = aside.filter((one) => one !== back);
    set({
      ...fitting(back.text),
      tokens: back.tokens,
      example: back.example,
      aside: text.trim() === '' ? others : [...others, held],
    });
  },

  async refresh() {
    current?.abort();
    const { text } = get();
    if (text.trim() === '') {
      set({ status: 'empty', error: null, response: null });
      return;
    }
    set({ status: 'waiting' });
    if (useModel.getState().status !== 'ready') return;
    current = new AbortController();
    try {
      const response = await engine().explain(current.signal, requestFor(get()));
      set({ response, status: 'current', error: null });
    } catch (error) {
      if (isAbort(error)) return;
      const fields = errorFields(error);
      // Text of invisible characters alone holds no word: nothing is wrong, there is just nothing to explain.
      const isEmpty = fields.name === 'InputError' && fields.where === 'sentence';
      if (isEmpty) set({ status: 'empty', error: null, response: null });
      // An earlier answer is still one of the same model, or it is none.
      else set({ status: 'failed', error: fields, response: isOfModelInUse(get().response) ? get().response : null });
    }
  },
}));

function isOfModelInUse(response: ExplainResponse | null): boolean {
  return response?.explanation.model.sha256 === useModel.getState().info?.sha256;
}
