export { noScaling, type Scaling, scaled, scaledValue, typedScaling } from './scaling.ts';
export {
  MISSING_RULES,
  type MissingRule,
  type MissingValue,
  SEQUENCE_FORMATS,
  type SequenceFile,
  type SequenceFormat,
  type SequenceOptions,
  type SequencePart,
  type SequenceTable,
  type SettledSequences,
  type TextVectors,
  type Windows,
} from './sequence-options.ts';
