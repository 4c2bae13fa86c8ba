/** The experiment with known answers: a request that needs neither the model in use nor a set of sentences. */
import type { LrpOptions } from '../../engine/protocol.ts';
import type { ExperimentRequest } from './request.ts';
import { type ChosenSettings, settingsFrom } from './setting-fields.ts';

export function knownAnswersRequest(chosen: ChosenSettings, lrp: LrpOptions): ExperimentRequest<'known'> {
  const settings = settingsFrom('known', chosen, lrp, 1);
  const { task, sequences } = settings;
  return {
    key: JSON.stringify(['known', settings]),
    id: 'known',
    model: { name: `toy ${task}`, sha256: '', classes: [task], input: 'numbers', output: 'linear', bidirectional: false },
    ownModel: task,
    set: { id: 'made-up', name: 'made-up sequences', size: sequences },
    settings,
  };
}
