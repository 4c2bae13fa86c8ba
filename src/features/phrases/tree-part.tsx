import { type ComponentType, useEffect, useMemo, useRef } from 'react';
import { METHOD_TABLE } from '../../engine/methods-protocol.ts';
import { areFiveSentiments } from '../../engine/protocol.ts';
import { useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { type TreeExportProps, treebankOf, usePhrase, useTree } from '../../state/phrases/index.ts';
import { useExplain, useUnit } from '../../state/sentence/index.ts';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import controls from '../../ui/controls.module.css';
import { useNear } from '../../ui/hooks/use-near.ts';
import { Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { TreeHead } from './phrases-frame.tsx';
import { TreeView } from './tree/tree-view.tsx';

interface TreePartProps {
  readonly Export: ComponentType<TreeExportProps>;
}

/** From here on one waits: a tree of 200 words takes about a second, one of 512 about ten. */
const LONG = 150;

/** The tree of the sentence: made while it is open and near. A network that it is not defined for has the reason in its place. */
export function TreePart({ Export }: TreePartProps) {
  const open = usePhrase((state) => state.tree);
  const setTree = usePhrase((state) => state.setTree);
  const words = useExplain((state) => state.response?.explanation.tokens.length ?? 0);
  const unit = useUnit();
  const obstacle = useModel(({ info }) => (info ? (CD?.appliesTo(info) ?? null) : null));
  if (obstacle !== null) {
    return (
      <Stack gap={2} parted>
        <Title>Tree</Title>
        <Note>There is no tree for this network. {obstacle}</Note>
      </Stack>
    );
  }
  return (
    <Stack gap={3} parted>
      <TreeHead open={open} onToggle={words > 0 ? () => setTree(!open) : undefined} />
      {open && <OpenTree Export={Export} />}
      {!open && words >= LONG && <Note>{cost(words, unit)}</Note>}
    </Stack>
  );
}

const CD = METHOD_TABLE.find(({ id }) => id === 'cd');

function cost(words: number, unit: string): string {
  return `${words} ${unit}s take some ${3 * words} passes of the network, each as long as the sentence: seconds rather than a moment.`;
}

function OpenTree({ Export }: TreePartProps) {
  const place = useRef<HTMLElement>(null);
  const near = useNear(place);
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const settled = useExplain((state) => state.status === 'current');
  const file = useExamples((state) => state.sets.file);
  const treebank = useMemo(() => explanation && treebankOf(explanation, file), [explanation, file]);
  const answer = useTree((state) => state.answer);
  const error = useTree((state) => state.error);
  const cancelled = useTree((state) => state.cancelled);
  const want = useTree((state) => state.want);
  const retry = useTree((state) => state.retry);
  const classes = useModel((state) => state.info?.classes);

  useEffect(() => {
    if (near && settled && explanation) want(explanation, treebank);
  }, [near, settled, explanation, treebank, want]);

  const isCurrent = answer !== null && answer.explanation === explanation && answer.treebank === treebank;
  return (
    <Stack ref={place} gap={3} aria-busy={!isCurrent && !error && !cancelled}>
      {error && <RetryBanner title="The tree could not be made" error={error} stays={answer !== null} retry={retry} />}
      {cancelled && !isCurrent && (
        <Row gap={3}>
          <Note>The tree of this sentence was given up.</Note>
          <button type="button" className={controls.button} onClick={retry}>
            Make it
          </button>
        </Row>
      )}
      <Progress />
      {answer && (
        <Stack gap={3} stale={!isCurrent}>
          <TreeView answer={answer} Export={Export} />
        </Stack>
      )}
      {classes && areFiveSentiments(classes) && treebank === null && explanation && (
        <Note>
          The Stanford Sentiment Treebank has a label for every span of its sentences; the test set that the page offers has whole
          sentences alone. Drop a file of its trees on the page (test.txt of trainDevTestTrees_PTB.zip), and they are drawn
          beneath these words wherever it has the sentence.
        </Note>
      )}
    </Stack>
  );
}

/** How far it is, where one waits for it. */
function Progress() {
  const done = useTree((state) => state.done);
  const cancel = useTree((state) => state.cancel);
  const words = useExplain((state) => state.response?.explanation.tokens.length ?? 0);
  const unit = useUnit();
  if (done === null || words < LONG) return null;
  return (
    <Row gap={3}>
      <progress className={controls.progress} aria-label="Making the tree" value={done} />
      <Note>{cost(words, unit)}</Note>
      <button type="button" className={controls.button} onClick={cancel}>
        Cancel
      </button>
    </Row>
  );
}
