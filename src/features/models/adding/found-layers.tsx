import { useNewModel } from '../../../state/models/index.ts';
import { Stack } from '../../../ui/layout/index.ts';
import { LayerDiagram } from '../network/layer-diagram.tsx';
import type { NetworkShape } from '../network/layer-texts.ts';

/** Of the options as they are; pale while it follows another choice. */
export function FoundLayers() {
  const network = useNewModel((state) => state.network);
  const waiting = useNewModel((state) => state.status === 'inspecting');
  if (!network) return null;
  const { layers, flow } = network;
  const shape: NetworkShape = {
    ...flow,
    layers: layers.map(({ layer }) => layer),
    stages: layers.map((_, index) => ({ size: flow.sizes[index] ?? 0, parameters: 0, from: flow.names[index] ?? null })),
  };
  return (
    <Stack role="group" aria-label="Layers of the network" stale={waiting}>
      <LayerDiagram network={shape} />
    </Stack>
  );
}
