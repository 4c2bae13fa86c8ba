/** What a link holds of the experiments view. Pure. */
import { EXPERIMENT_IDS } from '../../engine/experiment-protocol.ts';
import type { SetId } from '../examples/index.ts';
import { formatSettings, type LinkedExperiment, parseSettings, settingsExpected } from '../experiments/index.ts';
import type { LinkState, Parameter } from './link-state.ts';

const FIRST: LinkedExperiment = { experiment: 'accuracy', data: null, slice: null, settings: {} };
const SETS: readonly SetId[] = ['sst', 'built-in', 'file'];

/** In the order in which a link holds them: each but the first is one of the experiments view alone. */
export const EXPERIMENT_PARAMETERS: readonly Parameter[] = [
  {
    name: 'view',
    expected: 'explain or experiments',
    otherwise: 'explain',
    read: (value, state) =>
      value === 'experiments' ? { ...state, experiment: FIRST } : value === 'explain' ? { ...state, experiment: null } : null,
    write: ({ experiment }) => (experiment ? 'experiments' : null),
  },
  {
    name: 'experiment',
    expected: `one of ${EXPERIMENT_IDS.join(', ')}, with view=experiments`,
    otherwise: FIRST.experiment,
    read(value, state) {
      const experiment = EXPERIMENT_IDS.find((id) => id === value);
      return experiment ? changed(state, { experiment }) : null;
    },
    write: ({ experiment }) => experiment?.experiment ?? null,
  },
  {
    name: 'data',
    expected: `one of ${SETS.join(', ')}, with view=experiments`,
    otherwise: 'the test set if it is here, else the built-in sentences',
    read(value, state) {
      const data = SETS.find((id) => id === value);
      return data ? changed(state, { data }) : null;
    },
    write: ({ experiment }) => experiment?.data ?? null,
  },
  {
    name: 'slice',
    expected: 'filters as NAME:VALUE, with commas between, with view=experiments',
    otherwise: 'the whole data set',
    read: (slice, state) => (/^[a-z]+:./s.test(slice) ? changed(state, { slice }) : null),
    write: ({ experiment }) => experiment?.slice ?? null,
  },
  {
    name: 'settings',
    expected: ({ experiment }) =>
      `settings of the experiment as NAME:VALUE, with commas between (${settingsExpected((experiment ?? FIRST).experiment)})`,
    otherwise: 'the experiment’s defaults',
    continuous: true,
    read(value, state) {
      const settings = state.experiment && parseSettings(state.experiment.experiment, value);
      return settings && changed(state, { settings });
    },
    write: ({ experiment }) => experiment && formatSettings(experiment.experiment, experiment.settings),
  },
];

function changed(state: LinkState, change: Partial<LinkedExperiment>): LinkState | null {
  return state.experiment && { ...state, experiment: { ...state.experiment, ...change } };
}
