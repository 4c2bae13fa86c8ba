/** What `lrp-lens/engine` offers on every platform. */
export { LocalEngine } from '../engine/engine.ts';
export type { Engine } from '../engine/protocol.ts';
export {
  type BlobFile,
  type Classification,
  type ClassMatrix,
  type ClassMatrixRequest,
  type ExplainRequest,
  type ExplainResponse,
  type Explanation,
  LensError,
  type LensErrorFields,
  LRP_DEFAULTS,
  MAX_TOKENS,
  METHOD_IDS,
  METHOD_NAMES,
  type MethodId,
  type MethodOptions,
  type MethodResult,
  type ModelFile,
  type ModelInfo,
  type ModelOptions,
  type ModelSource,
} from '../engine/protocol.ts';
