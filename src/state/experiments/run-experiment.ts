/** Runs an experiment in its worker. Loaded with the first run. */
import { createWorkerExperiments } from '../../engine/experiment-client.ts';
import {
  BOOTSTRAP,
  type ComparedFigure,
  type Estimate,
  type ExperimentEngine,
  type ExperimentModel,
  type ExperimentSentences,
  type PairedEstimate,
} from '../../engine/experiment-protocol.ts';
import { METHOD_TABLE } from '../../engine/methods-protocol.ts';
import { LensError, type MethodId } from '../../engine/protocol.ts';
import { engine } from '../engine.ts';
import { type Example, hasGold, labelClasses, PHENOMENA } from '../examples/index.ts';
import { obstacleOf } from './obstacle.ts';
import { siteModel, TOY_LAYERS } from './own-models.ts';
import { type ExperimentRequest, type Outcome, setKey } from './request.ts';
import { SETTING_FIELDS } from './setting-fields.ts';

/** Reports come with every job: as many as one can see are passed on. */
const REPORT_MS = 100;
let experiments: ExperimentEngine | undefined;

/** The page's one; its worker starts with the first run. */
function experimentEngine(): ExperimentEngine {
  experiments ??= createWorkerExperiments();
  return experiments;
}

/** Tests put another in its place. */
export function replaceExperimentEngine(other: ExperimentEngine): void {
  experiments = other;
}

/**
 * null: something is in the way, as the view says (obstacleOf).
 * @param modelKey tells this reading of these weights from all others
 * @param link to the result
 * @param onProgress cost done, and in all, and when: performance.now()
 * @param files of the model, where it is not the one in use
 */
export async function outcomeOf(
  signal: AbortSignal,
  chosen: ExperimentRequest,
  modelKey: string,
  link: string,
  onProgress: (done: number, total: number, now: number) => void,
  files: ExperimentModel['files'] = ofModelInUse,
): Promise<Outcome | null> {
  signal.throwIfAborted();
  if (obstacleOf(chosen)) return null;
  const asked = withNetwork(chosen);
  const request = withApplicable(asked);
  const sentences = sentencesOf(request);
  const model = modelOf(request, modelKey, files);
  const dataset = await experimentEngine().open(signal, model, sentences);
  const { id, settings } = request;
  let shown = 0;
  const run = await experimentEngine().run(signal, model, sentences, id, settings, ({ done, total }) => {
    const now = performance.now();
    if (now - shown < REPORT_MS) return;
    shown = now;
    onProgress(done, total, now);
  });
  const notApplicable = 'methods' in asked.settings ? obstacles(asked.settings.methods, asked.model) : [];
  return { request, dataset, ...run, notApplicable, finished: new Date(), link };
}

/** Two models' figures of the same experiment, with intervals of their differences. */
export function estimatesOf(
  signal: AbortSignal,
  figures: readonly ComparedFigure[],
  onProgress: (share: number) => void,
): Promise<readonly PairedEstimate[]> {
  return experimentEngine().bootstrap(signal, figures, BOOTSTRAP, onProgress);
}

/** Of an own model, what the site has. */
function withNetwork(request: ExperimentRequest): ExperimentRequest {
  if (request.ownModel === null) return request;
  const { sha256 } = siteModel(request.ownModel);
  return { ...request, model: { ...request.model, layers: TOY_LAYERS, sha256: sha256['model.safetensors'] ?? '' } };
}

/** @param modelKey as in outcomeOf @returns how long it would take */
export async function estimateOf(signal: AbortSignal, asked: ExperimentRequest, modelKey: string): Promise<Estimate> {
  const request = withApplicable(withNetwork(asked));
  return experimentEngine().estimate(signal, modelOf(request, modelKey), sentencesOf(request), request.id, request.settings);
}

/** Its sentences, as the worker gets them. */
export function sentencesOf({ set, slice, model }: ExperimentRequest): ExperimentSentences {
  if (set.id === 'made-up') {
    return { key: set.id, texts: [], tokenised: true, gold: new Int16Array(0), phenomena: null, slice: null };
  }
  const { examples } = set;
  const tokenised = examples.some(({ tokens }) => tokens !== null);
  const known = hasGold(set, labelClasses(model));
  return {
    key: setKey(set),
    texts: examples.map(({ text, tokens }) => (tokens ? tokens.join(' ') : text)),
    tokenised,
    gold: Int16Array.from(examples, ({ gold }) => (known ? (gold ?? -1) : -1)),
    phenomena: phenomenaOf(examples),
    slice: slice?.takesPart ?? null,
  };
}

function phenomenaOf(examples: readonly Example[]): ExperimentSentences['phenomena'] {
  if (examples.every(({ phenomenon }) => phenomenon === null)) return null;
  const ids = PHENOMENA.map(({ id }) => id);
  return {
    names: PHENOMENA.map(({ label }) => label),
    of: Int16Array.from(examples, ({ phenomenon }) => (phenomenon === null ? -1 : ids.indexOf(phenomenon))),
  };
}

const ofModelInUse = (aborted: AbortSignal) => engine().exportModel(aborted);

function modelOf({ ownModel }: ExperimentRequest, key: string, files: ExperimentModel['files'] = ofModelInUse): ExperimentModel {
  return { key, files: ownModel ? siteModel(ownModel) : files };
}

/** Of methods that are not defined for the network, which a link may ask for: a sentence each. */
function obstacles(methods: readonly MethodId[], model: ExperimentRequest['model']): string[] {
  return METHOD_TABLE.filter(({ id }) => methods.includes(id)).flatMap(({ label, appliesTo }) => {
    const why = appliesTo(model);
    return why === null ? [] : [`${label} does not apply to this model. ${why}`];
  });
}

/** Without the methods that are not defined for the network. @throws LensError where too few are left */
function withApplicable(request: ExperimentRequest): ExperimentRequest {
  const { settings, model, id } = request;
  if (!('methods' in settings)) return request;
  const methods = settings.methods.filter((method) =>
    METHOD_TABLE.some((one) => one.id === method && one.appliesTo(model) === null),
  );
  const least = SETTING_FIELDS[id].reduce((most, field) => (field.kind === 'methods' ? field.min : most), 1);
  if (methods.length >= least) return { ...request, settings: { ...settings, methods } };
  throw new LensError({
    name: 'InputError',
    where: 'methods',
    problem: 'too few of those that are chosen apply to this model',
    expected: least === 1 ? 'one at least' : `${least} at least`,
    found: obstacles(settings.methods, model).join(' ').replace(/\.$/, ''),
    advice: 'Choose others in the list of methods.',
  });
}
