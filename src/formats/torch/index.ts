export { withAttention } from './attention-parts.ts';
export {
  type AttentionBlock,
  type Block,
  type Blocks,
  type ConvBlock,
  type DenseBlock,
  type EmbeddingBlock,
  type NormBlock,
  type RecurrentBlock,
  type Shapes,
  tensorNames,
} from './block.ts';
export { type Chain, findChains, isOverTime } from './chain.ts';
export { listBlocks } from './list-blocks.ts';
export { misfits, sideBySide } from './misfit.ts';
export { convPadding, type ModuleFacts, moduleFacts } from './module-facts.ts';
export { isRecurrentTensor } from './recurrent-blocks.ts';
