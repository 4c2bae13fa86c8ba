/** One sigmoid output as two classes. */
import type { LayerData } from '../../model/model-data.ts';
import { withZeroClass } from '../../model/weights.ts';

/** sigma(s) is softmax over the scores 0 and s: the last layer with a class before its own, whose weights are 0. */
export function twoClasses(layers: readonly LayerData[]): LayerData[] {
  return layers.map((data, index) => {
    const { layer, tensors } = data;
    if (index < layers.length - 1 || layer.type !== 'dense') return data;
    const doubled = Object.entries(tensors).map(([name, values]) => [name, withZeroClass(values)]);
    return { layer: { ...layer, size: 2 }, tensors: Object.fromEntries(doubled) };
  });
}
