/** Keeps the page and its address the same: what a link holds is put into the stores, and what changes there into the address. */
import { useDisplay } from '../display/index.ts';
import { useExamples } from '../examples/index.ts';
import { placeExperiment, shownExperiment, watchShownExperiment } from '../experiments/index.ts';
import { useInside } from '../inside/index.ts';
import { BUNDLED, useModel, useModels } from '../models/index.ts';
import { usePhrase } from '../phrases/index.ts';
import { secondInLink, useSecond } from '../second/index.ts';
import { type Subject, useExplain, useMethodOptions } from '../sentence/index.ts';
import { openSequenceLink, type SequenceTexts, useSequenceLink } from '../sequence-link/index.ts';
import type { Edit } from '../what-if/index.ts';
import { ADDRESS, noteStep } from './history-steps.ts';
import { findSentence, missingExample, openingSentence, sentenceOf } from './link-sentences.ts';
import { EMPTY_LINK, type LinkState } from './link-state.ts';
import { shownDisplay, shownInside, shownPhrase } from './shown-places.ts';
import { createHistoryWriter } from './url-history.ts';
import { MODEL_DIGITS } from './url-parameters.ts';
import { classInLink, discreteKey, formatLink, type LinkProblem, movingParts, parseLink, resolveClass } from './url-state.ts';
import { useLink } from './use-link.ts';

/** Where the edits of the sentence live. restore() is called right after useExplain's. */
export interface EditsSource {
  edits(): readonly Edit[];
  restore(edits: readonly Edit[]): void;
  subscribe(listener: () => void): () => void;
}

let editsSource: EditsSource | null = null;

/** Takes the edits into links. To be called before followAddress(). */
export function connectEdits(source: EditsSource): void {
  editsSource = source;
  source.subscribe(noteChange);
}

const writer = createHistoryWriter(ADDRESS);
/** What of the address is typed or dragged, as it was last. */
let moving: readonly (string | null)[] = [];
/** The fragment that was opened last. */
let opened: string | null = null;
/** Before that, whichever model comes into use is the one the page opens with: no change to be written. */
let modelsStarted = false;
let firstModel: string | null = null;
/** True while a link is put into the stores: that is no change to be written. */
let placing = false;

/** Opens what the address holds, the opening example where it holds nothing, and from now on keeps the two the same. */
export function followAddress(): void {
  openAddress();
  useDisplay.subscribe(noteChange);
  useMethodOptions.subscribe(noteChange);
  useSecond.subscribe(noteChange);
  useSequenceLink.subscribe(({ texts, problems }, before) => {
    if (problems !== before.problems) useLink.setState((link) => ({ problems: [...link.problems, ...problems] }));
    if (texts !== before.texts) noteChange();
  });
  watchShownExperiment(noteChange);
  useInside.subscribe(({ open, method, step, selected, edited }, before) => {
    const isSame = step === before.step && selected === before.selected && edited === before.edited;
    if (open !== before.open || method !== before.method || !isSame) noteChange();
  });
  usePhrase.subscribe(({ span, tree }, before) => {
    if (span !== before.span || tree !== before.tree) noteChange();
  });
  useExplain.subscribe(noteSubject);
  useExamples.subscribe(({ sets, sst }, before) => {
    const { waiting, problems } = useLink.getState();
    if (!waiting || (sets.sst === before.sets.sst && sst.status === before.sst.status)) return;
    writer.flush();
    place(currentLink(), problems);
  });
  useModel.subscribe(({ info }, before) => {
    if (info && info !== before.info && useLink.getState().unresolved) resolveClasses(info.classes);
  });
  useModels.subscribe(({ currentId }, before) => {
    if (currentId !== before.currentId && modelsStarted && useLink.getState().wantedModel === undefined) noteChange();
  });
  // Both are told for a step back, and one or the other, depending on the browser, for an address that was typed.
  addEventListener('popstate', openAddress);
  addEventListener('hashchange', openAddress);
  addEventListener('pagehide', () => writer.flush());
  document.addEventListener('visibilitychange', () => writer.flush());
}

/** Writes what is waited with: a step back leads to what was before it. */
export function writeAddress(): void {
  writer.flush();
}

/** Opens a link's fragment as a step of the history. */
export function openLink(fragment: string): void {
  writer.flush();
  ADDRESS.push(fragment);
  openAddress();
}

/** The fragment of what the page shows now. */
export function fragmentHere(): string {
  return formatLink(currentLink());
}

/** The address of what the page shows now. */
export function linkHere(): string {
  return addressOf(currentLink());
}

/** The same of the experiment alone: what stands in Explain, which may be a private sentence, is no part of its result. */
export function experimentLinkHere(): string {
  const { model, second, lrp, experiment } = currentLink();
  return addressOf({ ...EMPTY_LINK, model, second, lrp, experiment });
}

function addressOf(state: LinkState): string {
  const address = new URL(location.href);
  address.hash = formatLink(state);
  return address.href;
}

/** What a link to the page as it is now holds. */
function currentLink(): LinkState {
  const { waiting, unresolved, wantedModel } = useLink.getState();
  const model = wantedModel === undefined ? modelInUse() : wantedModel;
  const subject = useExplain.getState();
  const display = shownDisplay();
  const experiment = shownExperiment();
  const options = useMethodOptions.getState();
  const second = secondInLink(useModels.getState().models, useSecond.getState().model, MODEL_DIGITS);
  if (waiting) return { ...waiting, model, second, lrp: subject.lrp, options, display, experiment };
  const classes = useModel.getState().info?.classes ?? [];
  const { target, contrast } = subject;
  return {
    sentence: sentenceOf(subject),
    fullLength: null,
    target: unresolved?.target ?? (target === 'predicted' ? null : classInLink(target, classes)),
    contrast: unresolved?.contrast ?? (contrast === null ? null : classInLink(contrast, classes)),
    model,
    second,
    lrp: subject.lrp,
    options,
    display,
    edits: editsSource?.edits() ?? [],
    inside: shownInside(),
    phrase: shownPhrase(),
    sequence: shownSequence(wantedModel !== undefined),
    experiment,
  };
}

/** A model of words has none, whatever an earlier link said. */
function shownSequence(awaitsModel: boolean): SequenceTexts {
  return awaitsModel || useModel.getState().info?.input !== 'tokens' ? useSequenceLink.getState().texts : {};
}

function openAddress(): void {
  noteStep();
  if (location.hash === opened) return;
  opened = location.hash;
  const { state, problems } = parseLink(location.hash);
  // An address that says nothing at all says nothing of the model either: it had the one used last.
  if (location.hash.length > 1) wantModel(state.model);
  else if (modelsStarted) wantModel(firstModel);
  placing = true;
  useSecond.getState().choose(state.second);
  placeExperiment(state.experiment);
  place(state, problems);
}

/** Starts the models with the one that the address asks for, or the one that was used last. To be called after followAddress(). */
export async function startModels(): Promise<void> {
  const { wantedModel } = useLink.getState();
  const wanted = wantedModel === undefined ? undefined : () => idOfModel(wantedModel);
  await useModels.getState().start(wanted);
  modelsStarted = true;
  firstModel = modelInUse();
  arrived();
}

/** A link without a model is one of the bundled model. */
function wantModel(wanted: string | null): void {
  const { currentId, loading } = useModels.getState();
  const isInUse = wanted === modelInUse() && useModel.getState().info !== null && loading === null;
  useLink.setState({ wantedModel: isInUse ? undefined : wanted });
  if (!modelsStarted || isInUse) return;
  const id = wanted === modelInUse() ? currentId : (idOfModel(wanted) ?? BUNDLED);
  void useModels.getState().choose(id, 'once').then(arrived);
}

function arrived(): void {
  const { wantedModel, problems, unresolved } = useLink.getState();
  useLink.setState({ wantedModel: undefined });
  useSequenceLink.setState({ awaitsModel: false });
  if (wantedModel && idOfModel(wantedModel) === null) {
    const found = { parameter: 'model', found: wantedModel, expected: 'a model kept in this browser', used: 'the bundled model' };
    useLink.setState({ problems: [...problems, found] });
  }
  const info = useModel.getState().info;
  if (unresolved && info) resolveClasses(info.classes);
  settle();
}

function modelInUse(): string | null {
  const { models, currentId } = useModels.getState();
  return currentId === BUNDLED ? null : (models.find(({ id }) => id === currentId)?.sha256.slice(0, MODEL_DIGITS) ?? null);
}

/** null: it is not in this browser. */
function idOfModel(digits: string | null): string | null {
  if (digits === null) return BUNDLED;
  return useModels.getState().models.find(({ sha256 }) => sha256.startsWith(digits))?.id ?? null;
}

function place(link: LinkState, problems: readonly LinkProblem[]): void {
  placing = true;
  const found = findSentence(link.sentence);
  useDisplay.getState().set(link.display);
  useMethodOptions.setState(link.options);
  openSequenceLink(link.sequence, useLink.getState().wantedModel !== undefined);
  useLink.setState({ problems, waiting: found === 'absent' ? link : null, unresolved: null });
  if (found === 'absent') placeMeanwhile(link);
  else {
    if (found === 'none') useLink.setState({ problems: [...problems, missingExample(link)] });
    const sentence = found === 'none' ? openingSentence() : found;
    useExplain.getState().restore({ ...sentence, target: 'predicted', contrast: null, lrp: link.lrp });
    editsSource?.restore(found === 'none' ? [] : link.edits);
    useInside.getState().restore(link.inside);
    usePhrase.getState().restore(found === 'none' ? { ...link.phrase, span: null } : link.phrase);
    placeClasses(link);
  }
  placing = false;
  settle();
}

/** Until its example set is here: what is on the page stays, or the opening example once it is plain that the set is not here. */
function placeMeanwhile({ lrp }: LinkState): void {
  const { text, restore, setLrp } = useExplain.getState();
  if (text !== '') setLrp(lrp);
  else if (useExamples.getState().sst.status === 'absent')
    restore({ ...openingSentence(), target: 'predicted', contrast: null, lrp });
}

function placeClasses({ target, contrast }: Pick<LinkState, 'target' | 'contrast'>): void {
  if (target === null && contrast === null) return;
  const info = useModel.getState().info;
  useLink.setState({ unresolved: { target, contrast } });
  // The first model there is at all is the one that the link asks for, or what is used instead.
  if (info && (!modelsStarted || useLink.getState().wantedModel === undefined)) resolveClasses(info.classes);
}

/** Gives the classes that the link names their places in the model. */
function resolveClasses(classes: readonly string[]): void {
  const { unresolved, problems } = useLink.getState();
  if (!unresolved) return;
  const missing: LinkProblem[] = [];
  const resolve = (parameter: 'target' | 'contrast', used: string): number | null => {
    const text = unresolved[parameter];
    const index = text === null ? null : resolveClass(text, classes);
    if (text !== null && index === null) {
      missing.push({ parameter, found: text.slice(0, 40), expected: `one of ${classes.join(', ')}`, used });
    }
    return index;
  };
  const wasPlacing = placing;
  placing = true;
  const target = resolve('target', 'the predicted class') ?? 'predicted';
  const contrast = resolve('contrast', 'no comparison');
  useLink.setState({ unresolved: null, problems: [...problems, ...missing] });
  const { setTarget, setContrast } = useExplain.getState();
  if (target !== 'predicted') setTarget(target);
  if (contrast !== null) setContrast(contrast);
  placing = wasPlacing;
  settle();
}

/** From here on only a change is written: the address stays as the person was given it, with whatever is wrong in it. */
function settle(): void {
  if (placing) return;
  if (opened === null) {
    noteChange();
    return;
  }
  const link = currentLink();
  moving = movingParts(link);
  writer.settle(formatLink(link), discreteKey(link));
}

function noteSubject(now: Subject, before: Subject): void {
  const sameSentence = now.text === before.text && now.tokens === before.tokens && now.example === before.example;
  const sameRest = now.target === before.target && now.contrast === before.contrast && now.lrp === before.lrp;
  if (placing || (sameSentence && sameRest)) return;
  if (!sameSentence) useLink.setState({ waiting: null });
  if (now.example !== before.example && now.example) useLink.setState({ unresolved: null });
  noteChange();
}

function noteChange(): void {
  if (placing) return;
  const link = currentLink();
  // The person has moved on: an address typed again is to be opened again.
  opened = null;
  const parts = movingParts(link);
  const moved = parts.flatMap((part, index) => (part === moving[index] ? [] : [index]));
  moving = parts;
  writer.want(formatLink(link), discreteKey(link), moved.join());
}
