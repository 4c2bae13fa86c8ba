/** What an inspection shows of a format that has one LSTM layer and its output, whose tensors' names the format fixes. */
import type { Layer } from '../../model/layers.ts';
import type { OpenedLayer } from '../settings/index.ts';

/** `names` of all tensors but the embedding; `ofOutput` fits those of the last of the layers. */
export function openedLstm(layers: readonly Layer[], names: readonly string[], ofOutput: RegExp): OpenedLayer[] {
  const output = names.filter((name) => ofOutput.test(name));
  const parts = { lstm: names.filter((name) => !ofOutput.test(name)), dense: output, readout: [] };
  return layers.map((layer) => {
    const tensors = layer.type in parts ? parts[layer.type as keyof typeof parts] : [];
    return { layer, from: layer.type === 'readout' ? 'last state' : layer.type, tensors };
  });
}
