export { noScaling, type Scaling, scaled, scaledValue, typedScaling } from './scaling.ts';
export {
  MISSING_RULES,
  type MissingRule,
  type SequenceFile,
  type SequenceOptions,
  type SequenceTable,
} from './sequence-options.ts';
