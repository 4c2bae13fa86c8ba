/** The experiment with known answers: a request that needs neither the model in use nor a set of sentences. */
import type { LrpOptions, MethodOptions, ModelInfo } from '../../engine/protocol.ts';
import { type ExperimentRequest, requestKey } from './request.ts';
import { type ChosenSettings, settingsFrom } from './setting-fields.ts';

/** What both networks have in common; own-models.ts has the rest. */
const NETWORK = {
  sha256: '',
  input: 'numbers',
  output: 'linear',
  bidirectional: false,
  layers: [],
} as const satisfies Partial<ModelInfo>;

export function knownAnswersRequest(
  chosen: ChosenSettings,
  lrp: LrpOptions,
  options: Omit<MethodOptions, keyof LrpOptions>,
): ExperimentRequest<'known'> {
  const settings = settingsFrom('known', chosen, lrp, 1, options);
  const { task, sequences } = settings;
  const set = { id: 'made-up', name: 'made-up sequences', size: sequences } as const;
  return {
    key: requestKey(task, set, null, 'known', settings),
    id: 'known',
    model: { ...NETWORK, name: `toy ${task}`, classes: [task] },
    ownModel: task,
    set,
    slice: null,
    settings,
  };
}
