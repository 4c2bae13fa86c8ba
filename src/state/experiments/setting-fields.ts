/**
 * The one table of what a person may set in an experiment: it makes the controls, what links hold and what exports name. Everything
 * else stands at the experiment's defaults; LRP's own parameters are those of Explain. Pure.
 */
import { defaultsOf, type ExperimentId, type SettingsOf, TOY_TASKS, type ToyTask } from '../../engine/experiment-protocol.ts';
import type { LrpOptions } from '../../engine/protocol.ts';

interface Field {
  /** The setting's name in SettingsOf. */
  readonly key: string;
  readonly label: string;
  /** Why one would change it. */
  readonly help: string;
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

/** One of a few. */
export interface ChoiceField extends Field {
  readonly kind: 'choice';
  readonly choices: readonly { readonly value: ToyTask; readonly label: string }[];
}

export type SettingField = WholeField | TargetField | ChoiceField;
/** A whole number; of a target the class's place, or whose class it is; one of the choices. */
export type SettingValue = number | 'predicted' | 'gold' | ToyTask;
/** What differs from the defaults. */
export type ChosenSettings = Readonly<Record<string, SettingValue>>;

const LONGEST = 512;
const MIN_LENGTH: WholeField = {
  kind: 'whole',
  key: 'minLength',
  label: 'Minimum words',
  help: 'Shorter sentences are skipped.',
  min: 1,
  max: LONGEST,
};
const TARGET: TargetField = {
  kind: 'target',
  key: 'target',
  label: 'Explained class',
  help: 'The class whose score is explained.',
  oneClass: false,
};
const RANDOM_RUNS: WholeField = {
  kind: 'whole',
  key: 'randomRuns',
  label: 'Random orders',
  help: 'How many times words are blanked out in a random order, as the baseline.',
  min: 0,
  max: 100,
};
const SEED: WholeField = {
  kind: 'whole',
  key: 'seed',
  label: 'Seed',
  help: 'For the random orders: the same seed gives the same results.',
  min: 0,
  max: 999_999_999,
};

export const SETTING_FIELDS: { readonly [Id in ExperimentId]: readonly SettingField[] } = {
  accuracy: [
    {
      kind: 'whole',
      key: 'bins',
      label: 'Calibration bins',
      help: 'How many equal parts confidence is divided into.',
      min: 2,
      max: 50,
    },
  ],
  deletion: [
    MIN_LENGTH,
    {
      kind: 'whole',
      key: 'deletions',
      label: 'Words blanked out',
      help: 'The most words that are blanked out.',
      min: 1,
      max: 50,
    },
    RANDOM_RUNS,
    SEED,
  ],
  position: [
    MIN_LENGTH,
    {
      kind: 'whole',
      key: 'intervals',
      label: 'Intervals',
      help: 'How many equal parts a sentence is divided into.',
      min: 2,
      max: 50,
    },
    TARGET,
  ],
  words: [{ ...TARGET, oneClass: true }],
  faithfulness: [MIN_LENGTH, TARGET, RANDOM_RUNS, SEED],
  agreement: [{ ...MIN_LENGTH, min: 2 }, TARGET],
  known: [
    {
      kind: 'choice',
      key: 'task',
      label: 'Task',
      help: 'What the network does with the two marked numbers.',
      choices: [
        { value: 'addition', label: 'adding' },
        { value: 'subtraction', label: 'subtracting' },
      ],
    },
    {
      kind: 'whole',
      key: 'sequences',
      label: 'Sequences',
      help: 'How many sequences of numbers are made up.',
      min: 10,
      max: 2000,
    },
    // The networks were trained with sequences of seeds from 1,000,000 on.
    { ...SEED, help: 'For the sequences: the same seed gives the same ones.', max: 900_000 },
  ],
};

const WORDS = ['predicted', 'gold', ...TOY_TASKS] as const;

/** Whether a value may be set: a class must be one of the model's, where that is known. */
export function isValid(field: SettingField, value: SettingValue, classCount: number | null): boolean {
  if (field.kind === 'choice') return field.choices.some((choice) => choice.value === value);
  if (typeof value === 'string') return field.kind === 'target' && !field.oneClass && (value === 'predicted' || value === 'gold');
  const [min, max] = field.kind === 'whole' ? [field.min, field.max] : [0, (classCount ?? Number.MAX_SAFE_INTEGER) - 1];
  return Number.isInteger(value) && value >= min && value <= max;
}

/** The value that holds: what was chosen, or the default. The class of representative words is the last unless another is chosen. */
export function settingValue(id: ExperimentId, field: SettingField, chosen: ChosenSettings, classCount: number): SettingValue {
  const value = chosen[field.key];
  if (value !== undefined && isValid(field, value, classCount)) return value;
  if (field.kind === 'target' && field.oneClass) return classCount - 1;
  const defaults: Readonly<Record<string, unknown>> = { ...defaultsOf(id) };
  const initial = defaults[field.key];
  if (field.kind === 'choice') return field.choices.find((choice) => choice.value === initial)?.value ?? 'addition';
  return typeof initial === 'number' || initial === 'gold' ? initial : 'predicted';
}

export function settingsFrom<Id extends ExperimentId>(
  id: Id,
  chosen: ChosenSettings,
  lrp: LrpOptions,
  classCount: number,
): SettingsOf<Id> {
  const own = SETTING_FIELDS[id].map((field) => [field.key, settingValue(id, field, chosen, classCount)]);
  const defaults = defaultsOf(id);
  return { ...defaults, ...('lrp' in defaults ? { lrp } : {}), ...Object.fromEntries(own) };
}

/** For a link: `minLength:12,target:gold`, in the order of the table; null where nothing differs. */
export function formatSettings(id: ExperimentId, chosen: ChosenSettings): string | null {
  const parts = SETTING_FIELDS[id].flatMap(({ key }) => (chosen[key] === undefined ? [] : [`${key}:${chosen[key]}`]));
  return parts.length > 0 ? parts.join(',') : null;
}

/** null: not valid. */
export function parseSettings(id: ExperimentId, text: string): ChosenSettings | null {
  const chosen: Record<string, SettingValue> = {};
  for (const part of text.split(',')) {
    const [key = '', value = '', ...more] = part.split(':');
    const field = SETTING_FIELDS[id].find((one) => one.key === key);
    const read = readValue(value);
    if (!field || read === null || more.length > 0 || key in chosen || !isValid(field, read, null)) return null;
    chosen[key] = read;
  }
  return chosen;
}

function readValue(text: string): SettingValue | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return WORDS.find((word) => word === text) ?? null;
}

/** What parseSettings() takes, in words. */
export function settingsExpected(id: ExperimentId): string {
  return SETTING_FIELDS[id].map((field) => `${field.key}:${expectedOf(field)}`).join(', ');
}

function expectedOf(field: SettingField): string {
  if (field.kind === 'whole') return `${field.min} to ${field.max}`;
  return field.kind === 'target' ? 'class number' : field.choices.map(({ value }) => value).join(' or ');
}
