/**
 * The one table of what a person may set in an experiment: it makes the controls (whose words are the view's), what links hold and what exports name. Everything
 * else stands at the experiment's defaults; the methods' own options are those of Explain. Pure.
 */
import { defaultsOf, type ExperimentId, type SettingsOf, TOY_TASKS, type ToyTask } from '../../engine/experiment-protocol.ts';
import { type LrpOptions, METHOD_IDS, type MethodId, type MethodOptions, OWN_OPTIONS } from '../../engine/protocol.ts';

interface Field {
  /** The setting's name in SettingsOf. */
  readonly key: string;
}

export interface WholeField extends Field {
  readonly kind: 'whole';
  readonly min: number;
  readonly max: number;
}

/** Which class is explained. */
export interface TargetField extends Field {
  readonly kind: 'target';
  /** Only a class, the same for all sentences. */
  readonly oneClass: boolean;
}

/** Which methods are compared. */
export interface MethodsField extends Field {
  readonly kind: 'methods';
  /** How many at the least. */
  readonly min: number;
}

/** What the network does with the two marked numbers: one of TOY_TASKS. */
interface TaskField extends Field {
  readonly kind: 'task';
}

/** A word of the data set: any text of some letters; '' where none is chosen. */
export interface WordField extends Field {
  readonly kind: 'word';
}

export type SettingField = WholeField | TargetField | MethodsField | TaskField | WordField;
/**
 * A whole number; of a target the class's place, or whose class it is ('predicted', 'gold'); a task, a word; of methods those that are
 * chosen, in the order of the table.
 */
export type SettingValue = number | string | readonly MethodId[];
/** What differs from the defaults. */
export type ChosenSettings = Readonly<Record<string, SettingValue>>;

const LONGEST = 512;
const MIN_LENGTH: WholeField = {
  kind: 'whole',
  key: 'minLength',
  min: 1,
  max: LONGEST,
};
const TARGET: TargetField = {
  kind: 'target',
  key: 'target',
  oneClass: false,
};
const ONE_CLASS: TargetField = { ...TARGET, oneClass: true };
const RANDOM_RUNS: WholeField = {
  kind: 'whole',
  key: 'randomRuns',
  min: 0,
  max: 100,
};
const SEED: WholeField = {
  kind: 'whole',
  key: 'seed',
  min: 0,
  max: 999_999_999,
};

const METHODS: MethodsField = {
  kind: 'methods',
  key: 'methods',
  min: 1,
};

export const SETTING_FIELDS: { readonly [Id in ExperimentId]: readonly SettingField[] } = {
  accuracy: [
    {
      kind: 'whole',
      key: 'bins',
      min: 2,
      max: 50,
    },
  ],
  deletion: [
    MIN_LENGTH,
    {
      kind: 'whole',
      key: 'deletions',
      min: 1,
      max: 50,
    },
    RANDOM_RUNS,
    SEED,
    METHODS,
  ],
  position: [
    MIN_LENGTH,
    {
      kind: 'whole',
      key: 'intervals',
      min: 2,
      max: 50,
    },
    TARGET,
    METHODS,
  ],
  words: [ONE_CLASS, METHODS],
  map: [ONE_CLASS, METHODS],
  context: [{ kind: 'word', key: 'word' }, TARGET],
  faithfulness: [MIN_LENGTH, TARGET, RANDOM_RUNS, SEED, METHODS],
  agreement: [{ ...MIN_LENGTH, min: 2 }, TARGET, { ...METHODS, min: 2 }],
  known: [
    { kind: 'task', key: 'task' },
    {
      kind: 'whole',
      key: 'sequences',
      min: 10,
      max: 2000,
    },
    // The networks were trained with sequences of seeds from 1,000,000 on.
    { ...SEED, max: 900_000 },
    METHODS,
  ],
};

/** A link has to hold it: what is longer, or half a character, is no word of a text. */
const LONGEST_WORD = 100;
const HALF_CHARACTER = /[\ud800-\udfff]/u;

/** Whether a value may be set: a class must be one of the model's, where that is known. */
export function isValid(field: SettingField, value: SettingValue, classCount: number | null): boolean {
  if (field.kind === 'methods')
    return Array.isArray(value) && value.length >= field.min && inOrder(value).join() === value.join();
  if (field.kind === 'task') return isTask(value);
  if (field.kind === 'word') return typeof value === 'string' && value.length <= LONGEST_WORD && !HALF_CHARACTER.test(value);
  if (value === 'predicted' || value === 'gold') return field.kind === 'target' && !field.oneClass;
  if (typeof value !== 'number') return false;
  const [min, max] = field.kind === 'whole' ? [field.min, field.max] : [0, (classCount ?? Number.MAX_SAFE_INTEGER) - 1];
  return Number.isInteger(value) && value >= min && value <= max;
}

/** Those that there are, in the order of the table. */
export function inOrder(methods: readonly unknown[]): MethodId[] {
  return METHOD_IDS.filter((id) => methods.includes(id));
}

/** Methods are a list. */
export function isSame(a: SettingValue, b: SettingValue): boolean {
  return String(a) === String(b);
}

/** The value that holds: what was chosen, or the default. The class of representative words is the last unless another is chosen. */
export function settingValue(id: ExperimentId, field: SettingField, chosen: ChosenSettings, classCount: number): SettingValue {
  const value = chosen[field.key];
  if (value !== undefined && isValid(field, value, classCount)) return value;
  if (field.kind === 'target' && field.oneClass) return classCount - 1;
  const defaults: Readonly<Record<string, unknown>> = { ...defaultsOf(id) };
  const initial = defaults[field.key];
  if (Array.isArray(initial)) return initial;
  if (field.kind === 'task') return isTask(initial) ? initial : 'addition';
  if (field.kind === 'word') return '';
  return typeof initial === 'number' || initial === 'gold' ? initial : 'predicted';
}

export function settingsFrom<Id extends ExperimentId>(
  id: Id,
  chosen: ChosenSettings,
  lrp: LrpOptions,
  classCount: number,
  options: Omit<MethodOptions, keyof LrpOptions>,
): SettingsOf<Id> {
  const own = SETTING_FIELDS[id].map((field) => [field.key, settingValue(id, field, chosen, classCount)]);
  const settings = { ...defaultsOf(id), ...Object.fromEntries(own) };
  return 'lrp' in settings ? { ...settings, lrp, ...optionsOf(settings.methods, options) } : settings;
}

/** Those that the methods have, in `options`; nothing where they have none. */
function optionsOf(methods: readonly MethodId[], all: Omit<MethodOptions, keyof LrpOptions>) {
  const names = Object.entries(OWN_OPTIONS).flatMap(([id, own]) => (methods.some((method) => method === id) ? own : []));
  return names.length > 0 ? { options: Object.fromEntries(names.map((name) => [name, all[name]])) } : {};
}

/** For a link: `minLength:12,target:gold,methods:lrp.ig`, in the order of the table; null where nothing differs. */
export function formatSettings(id: ExperimentId, chosen: ChosenSettings): string | null {
  const parts = SETTING_FIELDS[id].flatMap(({ key, kind }) => {
    const value = chosen[key];
    return value === undefined ? [] : [`${key}:${written(kind, value)}`];
  });
  return parts.length > 0 ? parts.join(',') : null;
}

function written(kind: SettingField['kind'], value: SettingValue): string {
  if (kind === 'word') return encodeURIComponent(String(value));
  return Array.isArray(value) ? value.join('.') : String(value);
}

/** null: not valid. */
export function parseSettings(id: ExperimentId, text: string): ChosenSettings | null {
  const chosen: Record<string, SettingValue> = {};
  for (const part of text.split(',')) {
    const [key = '', value = '', ...more] = part.split(':');
    const field = SETTING_FIELDS[id].find((one) => one.key === key);
    const read = field && readValue(field, value);
    if (!field || read === undefined || read === null || more.length > 0 || key in chosen || !isValid(field, read, null))
      return null;
    chosen[key] = read;
  }
  return chosen;
}

function readValue(field: SettingField, text: string): SettingValue | null {
  if (field.kind === 'methods') {
    const named = text.split('.');
    const known = inOrder(named);
    return known.length === named.length ? known : null;
  }
  if (field.kind === 'word') {
    try {
      return decodeURIComponent(text);
    } catch {
      return null;
    }
  }
  if (text === 'predicted' || text === 'gold' || isTask(text)) return text;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function isTask(value: unknown): value is ToyTask {
  return TOY_TASKS.some((task) => task === value);
}

const EXPECTED = { target: 'class number', methods: 'METHOD.METHOD', task: TOY_TASKS.join(' or '), word: 'WORD' } as const;

/** What parseSettings() takes, in words. */
export function settingsExpected(id: ExperimentId): string {
  return SETTING_FIELDS[id]
    .map((field) => `${field.key}:${field.kind === 'whole' ? `${field.min} to ${field.max}` : EXPECTED[field.kind]}`)
    .join(', ');
}
