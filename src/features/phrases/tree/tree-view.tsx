import {
  type ComponentType,
  type FocusEvent,
  type KeyboardEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { areFiveSentiments } from '../../../engine/protocol.ts';
import { shownMethods, useDisplay, useLook } from '../../../state/display/index.ts';
import { useFigureToSave } from '../../../state/figures/index.ts';
import { useSize } from '../../../state/page/index.ts';
import { isSameSpan, type TreeAnswer, type TreeExportProps, usePhrase } from '../../../state/phrases/index.ts';
import { questionOf, targetName } from '../../../state/sentence/index.ts';
import { SaveFigure } from '../../../ui/controls/save-figure.tsx';
import { textWidth } from '../../../ui/drawing/text-width.ts';
import { useWidth } from '../../../ui/hooks/use-width.ts';
import { Note, Row } from '../../../ui/layout/index.ts';
import { nodeInDirection } from './layout.ts';
import { type DrawnTree, treePicture } from './picture.ts';
import { TreeDrawing } from './tree-drawing.tsx';
import { pagePaint, paperPaint } from './tree-paint.ts';
import { drawTree } from './tree-sheet.tsx';
import { TreeTable } from './tree-table.tsx';
import styles from './tree-view.module.css';
import { comparisonText, legendOf, nodeInWords } from './tree-words.ts';

interface TreeViewProps {
  readonly answer: TreeAnswer;
  readonly Export: ComponentType<TreeExportProps>;
}

/** How much larger all is drawn where the person has chosen the larger size (of Display). */
const LARGE = 1.25;

/** Which node: of which of the trees, and its place in it. */
interface NodePlace {
  readonly tree: DrawnTree['id'];
  readonly node: number;
}

/** The tree in a place that scrolls sideways; keys go along its branches, Enter makes a phrase of a span. */
export function TreeView({ answer, Export }: TreeViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const room = useWidth(scroller, 640);
  const zoom = useSize((state) => state.large) ? LARGE : 1;
  const { hierarchy, explanation } = answer;
  const { palette, gamma } = useLook();
  const saveFigure = useFigureToSave((state) => state.save);
  const limit = useLimit(answer);
  const picture = useMemo(
    () => treePicture(answer, room / zoom, textWidth, areFiveSentiments(explanation.model.classes)),
    [answer, room, zoom, explanation],
  );
  const paint = useMemo(() => pagePaint(limit, { palette, gamma }), [limit, palette, gamma]);
  const root = hierarchy.nodes.length - 1;
  const [tabStop, setTabStop] = useState<NodePlace>({ tree: 'tree', node: root });
  const [looked, setLooked] = useState<NodePlace | null>(null);
  const span = usePhrase((state) => state.span);
  const stops = picture.trees.find(({ id }) => id === tabStop.tree)?.nodes[tabStop.node] ? tabStop : { tree: 'tree', node: root };

  const itemOf = useCallback(
    (tree: DrawnTree, k: number) => {
      const node = tree.nodes[k];
      return {
        role: 'treeitem',
        tabIndex: (tree.id === stops.tree && k === stops.node) || (tree.id !== stops.tree && node?.parent === null) ? 0 : -1,
        'aria-label': node ? nodeInWords(node, picture) : '',
        'aria-level': depthOf(tree, k),
        'aria-selected': node !== undefined && isSameSpan(span, [node.from, node.to]),
        'data-node': k,
      } as const;
    },
    [picture, span, stops.tree, stops.node],
  );

  // The whole sentence stands at the top: it is what one looks for first.
  const top = picture.trees[0]?.boxes[root]?.x ?? 0;
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = top * zoom - room / 2;
  }, [top, zoom, room]);

  const nodeAt = ({ tree, node }: NodePlace) => picture.trees.find(({ id }) => id === tree)?.nodes[node];
  const choose = (place: NodePlace | null) => {
    const node = place && nodeAt(place);
    if (!node) return;
    const { select, startAt } = usePhrase.getState();
    if (node.to - node.from > 1) select([node.from, node.to]);
    else startAt(node.from);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeUnder(event.target);
    const tree = place && picture.trees.find(({ id }) => id === place.tree);
    if (!tree || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(place);
      return;
    }
    const next = nodeForKey(tree, place.node, event.key, picture.fromRight);
    if (next === null) return;
    event.preventDefault();
    scroller.current?.querySelector<SVGElement>(`[data-tree="${tree.id}"] > [data-node="${next}"]`)?.focus();
  };

  const shown = looked && nodeAt(looked);
  const largest = Math.max(...picture.trees.flatMap(({ nodes }) => nodes.map(({ score }) => Math.abs(score))));
  const legend = legendOf(picture, targetName(explanation), limit, largest);
  const comparison = comparisonText(picture);
  const title = `Which words act together: ${questionOf(explanation)}`;
  const save = () =>
    saveFigure({
      title,
      caption: [legend, comparison].filter(Boolean).join(' '),
      fileName: 'tree',
      origin: { explanation, method: 'Contextual decomposition, agglomerated', parameters: {} },
      draw: (width) =>
        drawTree(
          treePicture(answer, width, textWidth, areFiveSentiments(explanation.model.classes)),
          paperPaint(limit, { palette, gamma }),
        ),
    });
  return (
    <>
      <Row gap={3} spread className="screen-only">
        <Note>Arrow keys go along the branches; Enter, or a click, makes a span the phrase.</Note>
        <Row gap={2}>
          <SaveFigure title={title} onSave={save} />
          <Export answer={answer} />
        </Row>
      </Row>
      <section
        ref={scroller}
        aria-label="The tree, drawn"
        className={styles.scroller}
        onKeyDown={onKeyDown}
        onClick={({ target }) => choose(placeUnder(target))}
        onFocus={({ target }: FocusEvent) => {
          const place = placeUnder(target);
          setLooked(place);
          if (place) setTabStop(place);
        }}
        onBlur={() => setLooked(null)}
        onPointerOver={({ target, pointerType }) => pointerType !== 'touch' && setLooked(placeUnder(target))}
        onPointerLeave={() => setLooked(placeUnder(document.activeElement))}
      >
        {/** biome-ignore lint/a11y/noSvgWithoutTitle: it holds trees, which have names */}
        <svg
          width={picture.width * zoom}
          height={picture.height * zoom}
          viewBox={`0 0 ${picture.width} ${picture.height}`}
          className={styles.drawing}
        >
          <TreeDrawing picture={picture} paint={paint} itemOf={itemOf} />
        </svg>
      </section>
      <p className={styles.readout}>
        {shown ? nodeInWords(shown, picture) : 'Point at a box for its words and all that is known of it.'}
      </p>
      {comparison && <Note>{comparison}</Note>}
      <Note size="xs">{legend}</Note>
      <TreeTable picture={picture} />
    </>
  );
}

/** The amount that gets the full colour: that of contextual decomposition in the heat maps. */
function useLimit({ hierarchy, explanation }: TreeAnswer): number {
  const scale = useDisplay((state) => state.scale);
  const fixedLimit = useDisplay((state) => state.fixedLimit);
  const methods = useDisplay((state) => state.methods);
  return useMemo(() => {
    const words = hierarchy.nodes.slice(0, hierarchy.tokens.length).map(({ score }) => score);
    const others = explanation.methods.filter(({ id }) => id !== 'cd');
    const withWords = { ...explanation, methods: [...others, { id: 'cd' as const, parameters: {}, words }] };
    const shown = shownMethods(withWords, { methods: [...methods, 'cd'], scale, fixedLimit });
    return shown.find(({ method }) => method.id === 'cd')?.limit ?? 0;
  }, [hierarchy, explanation, methods, scale, fixedLimit]);
}

function placeUnder(target: EventTarget | null): NodePlace | null {
  const item = target instanceof Element ? target.closest('[data-node]') : null;
  const tree = item?.closest('[data-tree]')?.getAttribute('data-tree');
  return item && (tree === 'tree' || tree === 'treebank') ? { tree, node: Number(item.getAttribute('data-node')) } : null;
}

/** The tree has its parents above the words, the treebank's beneath: keys go where the drawing does. */
function nodeForKey(tree: DrawnTree, node: number, key: string, fromRight: boolean): number | null {
  const hangs = tree.id === 'treebank';
  const root = tree.nodes.findIndex(({ parent }) => parent === null);
  const direction = (
    {
      ArrowUp: hangs ? 'down' : 'up',
      ArrowDown: hangs ? 'up' : 'down',
      ArrowLeft: fromRight ? 'after' : 'before',
      ArrowRight: fromRight ? 'before' : 'after',
    } as const
  )[key];
  if (direction) return nodeInDirection(tree.nodes, node, direction);
  if (key === 'Home') return root;
  return key === 'End' ? tree.nodes.findIndex(({ from, level }) => level === 0 && from === 0) : null;
}

/** From 1, the root. */
function depthOf({ nodes }: DrawnTree, k: number): number {
  let depth = 1;
  for (let above = nodes[k]?.parent ?? null; above !== null; above = nodes[above]?.parent ?? null) depth++;
  return depth;
}
