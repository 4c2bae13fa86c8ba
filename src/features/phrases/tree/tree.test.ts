/** Nodes, places and words of the drawn tree, of networks of the fixtures and of made-up trees. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../../engine/engine.ts';
import type { HierarchyNode } from '../../../engine/methods-protocol.ts';
import { FIVE_SENTIMENTS } from '../../../engine/protocol.ts';
import type { LabelledSpan, TreeAnswer } from '../../../state/phrases/index.ts';
import { bundledFiles } from '../../../testing/golden.ts';
import { isAtOdds, mergedTree, sharedSpans, sideOf, type TreeNode, treebankTree } from './forest.ts';
import { columnsOf, nodeInDirection, placeTree } from './layout.ts';
import { type DrawnTree, treePicture } from './picture.ts';
import { comparisonText, legendOf, nodeInWords } from './tree-words.ts';

const never = new AbortController().signal;
const measure = (text: string, size: number) => 0.5 * size * text.length;

/** A tree over `words` words, merged in an order that the numbers choose. */
const anyHierarchy = fc.array(fc.nat(1000), { minLength: 0, maxLength: 40 }).map((choices): HierarchyNode[] => {
  const nodes: HierarchyNode[] = Array.from({ length: choices.length + 1 }, (_, t) => ({
    from: t,
    to: t + 1,
    score: t % 3,
    interaction: 0,
    parts: null,
  }));
  const groups = [...nodes.keys()];
  for (const choice of choices) {
    const place = choice % (groups.length - 1);
    const [left = 0, right = 0] = groups.slice(place, place + 2);
    const parts = [left, right] as const;
    nodes.push({ from: nodes[left]?.from ?? 0, to: nodes[right]?.to ?? 0, score: 1, interaction: 0.5, parts });
    groups.splice(place, 2, nodes.length - 1);
  }
  return nodes;
});

/** From the root down and from left to right, as a treebank has it. */
function preorder(nodes: readonly HierarchyNode[], at = nodes.length - 1): LabelledSpan[] {
  const { from, to, parts } = nodes[at] ?? { from: 0, to: 0, parts: null };
  return [{ from, to, label: (from + to) % 5 }, ...(parts ?? []).flatMap((part) => preorder(nodes, part))];
}

describe('the trees', () => {
  it('of a treebank that is the made one are the same: nodes, parts, levels, places', () => {
    fc.assert(
      fc.property(anyHierarchy, (hierarchy) => {
        const treebank = preorder(hierarchy);
        const merged = mergedTree(hierarchy, treebank);
        const bank = treebankTree(
          treebank,
          treebank.map(() => 1),
          hierarchy,
        );
        expect([...merged, ...bank].every(({ isShared }) => isShared)).toBe(true);
        const words = hierarchy.filter(({ parts }) => parts === null).length;
        const columns = columnsOf(
          Array.from({ length: words }, (_, t) => 10 * (t % 7)),
          300,
          false,
        );
        const placesOf = (nodes: readonly TreeNode[]) => {
          const { places } = placeTree(nodes, columns, { word: 20, span: 20 });
          return new Map(nodes.map(({ from, to }, k) => [`${from}:${to}`, places[k]]));
        };
        expect(placesOf(bank)).toEqual(placesOf(merged));
        for (const nodes of [merged, bank]) {
          for (const [k, { parts, level, parent }] of nodes.entries()) {
            for (const part of parts) expect([nodes[part]?.parent, (nodes[part]?.level ?? 0) < level]).toEqual([k, true]);
            if (parent !== null) expect(nodes[parent]?.parts).toContain(k);
          }
          expect(nodes.filter(({ parent }) => parent === null)).toHaveLength(1);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('have boxes that never touch, inside the drawing, for any sentence and room', () => {
    fc.assert(
      fc.property(anyHierarchy, fc.integer({ min: 0, max: 2000 }), fc.boolean(), (hierarchy, available, fromRight) => {
        const nodes = mergedTree(hierarchy, null);
        const words = nodes.filter(({ level }) => level === 0).length;
        const columns = columnsOf(
          Array.from({ length: words }, (_, t) => 31 * (t % 9)),
          available,
          fromRight,
        );
        const { places, height } = placeTree(nodes, columns, { word: 42, span: 22 });
        expect(columns.width).toBeGreaterThanOrEqual(available);
        const order = columns.middles.map((x) => (fromRight ? -x : x));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const [k, { x, y }] of places.entries()) {
          expect(x >= 27 && x <= columns.width - 27 && y >= 0 && y <= height).toBe(true);
          for (const other of places.slice(k + 1)) {
            const least = y === 0 || other.y === 0 ? 32 : 22;
            const apart = Math.abs(other.x - x) >= 54 || Math.abs(other.y - y) >= least;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  it('are walked through by the arrow keys: each node is reached, and up undoes down', () => {
    fc.assert(
      fc.property(anyHierarchy, (hierarchy) => {
        const nodes = mergedTree(hierarchy, null);
        const root = nodes.findIndex(({ parent }) => parent === null);
        const reached = new Set([root]);
        for (const at of reached) {
          for (const direction of ['down', 'before', 'after'] as const) {
            const next = nodeInDirection(nodes, at, direction);
            if (next !== null) reached.add(next);
          }
          const down = nodeInDirection(nodes, at, 'down');
          if (down !== null) expect(nodeInDirection(nodes, down, 'up')).toBe(at);
        }
        expect(reached.size).toBe(nodes.length);
        const first = nodes.findIndex(({ level, from }) => level === 0 && from === 0);
        expect(nodeInDirection(nodes, first, 'before')).toBeNull();
        expect(nodeInDirection(nodes, root, 'up')).toBeNull();
      }),
      { numRuns: 60, seed: 9 },
    );
  });
});

describe('labels', () => {
  it('are held against scores on the side of the classes explained', () => {
    expect([sideOf({ target: 4 }), sideOf({ target: 1 }), sideOf({ target: 2 })]).toEqual([1, -1, 0]);
    expect(sideOf({ target: 3, contrast: 4 })).toBe(-1);
    const positive = { label: 4, score: -1 };
    expect([1, -1, 0].map((side) => isAtOdds(positive, side))).toEqual([true, false, false]);
    expect(isAtOdds({ label: 2, score: -1 }, 1)).toBe(false);
    expect(isAtOdds({ label: null, score: -1 }, 1)).toBe(false);
  });
});

describe('the picture', () => {
  const tokens = 'this film is not bad at all'.split(' ');
  const treebank: readonly LabelledSpan[] = [
    { from: 0, to: 7, label: 3 },
    { from: 0, to: 2, label: 2 },
    { from: 0, to: 1, label: 2 },
    { from: 1, to: 2, label: 2 },
    { from: 2, to: 7, label: 3 },
    { from: 2, to: 3, label: 2 },
    { from: 3, to: 7, label: 4 },
    { from: 3, to: 5, label: 3 },
    { from: 3, to: 4, label: 1 },
    { from: 4, to: 5, label: 0 },
    { from: 5, to: 7, label: 2 },
    { from: 5, to: 6, label: 2 },
    { from: 6, to: 7, label: 2 },
  ];
  let answer: TreeAnswer;
  beforeAll(async () => {
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: bundledFiles() });
    const { explanation } = await engine.explain(never, { input: { tokens }, target: 1, methods: ['lrp', 'cd'] });
    const spans = treebank.map(({ from, to }) => [from, to] as const);
    const hierarchy = await engine.hierarchy(never, { input: { tokens }, target: 1, spans });
    answer = { hierarchy, explanation, treebank };
  });

  const treeOf = (id: DrawnTree['id'], from: number, to: number) => {
    const { trees } = treePicture(answer, 800, measure, true);
    const tree = trees.find((one) => one.id === id);
    return tree?.nodes.find((node) => node.from === from && node.to === to);
  };

  it('has the engine’s own numbers: of words, merged spans, and the treebank’s', () => {
    const { hierarchy, explanation } = answer;
    const byCd = explanation.methods.find(({ id }) => id === 'cd')?.words ?? [];
    expect(byCd).toHaveLength(7);
    for (const [t, score] of byCd.entries()) {
      expect(treeOf('tree', t, t + 1)?.score).toBe(score);
      expect(treeOf('treebank', t, t + 1)?.score).toBe(score);
    }
    for (const [k, { from, to }] of treebank.entries()) expect(treeOf('treebank', from, to)?.score).toBe(hierarchy.spans[k]);
    for (const { from, to, score, interaction, parts } of hierarchy.nodes) {
      if (parts) expect(treeOf('tree', from, to)).toMatchObject({ score, interaction });
    }
    const [whole, notBad, rest] = [treeOf('treebank', 3, 7), treeOf('treebank', 3, 5), treeOf('treebank', 5, 7)];
    expect(whole?.interaction).toBeCloseTo((whole?.score ?? 0) - (notBad?.score ?? 0) - (rest?.score ?? 0), 12);
  });

  it('says of a node and of both trees what is known', () => {
    const picture = treePicture(answer, 800, measure, true);
    const [tree, bank] = picture.trees;
    const { shared, of } = sharedSpans(tree?.nodes ?? []);
    expect(of).toBe(6);
    expect(shared).toBeGreaterThan(0);
    expect(comparisonText(picture)).toContain(`${shared} of the tree’s 6 spans`);
    const odds = (bank?.nodes ?? []).filter((node) => isAtOdds(node, -1));
    expect(comparisonText(picture)).toMatch(
      new RegExp(`${odds.length} of the 6 spans that the treebank calls negative or positive`),
    );
    const notBad = bank?.nodes.find(({ from, to }) => from === 3 && to === 5);
    expect(notBad && nodeInWords(notBad, picture)).toMatch(
      new RegExp(`^“not bad” [+−]\\d.*; interaction of its parts [+−].*; treebank: ${FIVE_SENTIMENTS[3]}`),
    );
    expect(comparisonText(treePicture({ ...answer, treebank: null }, 800, measure, true))).toBe('');
    expect(comparisonText(treePicture(answer, 800, measure, false))).toContain('neither side of neutral');
    expect(legendOf(picture, 'negative', 0.5, 2)).toContain('Strongest colour: 0.50');
    expect(legendOf(picture, 'negative', 0.5, 2)).toContain('up to 2.00');
    expect(legendOf(picture, 'negative', 2, 2)).not.toContain('up to');
  });

  it('keeps the words between both trees, and mirrors what is read from the right', () => {
    const { trees, height, width } = treePicture(answer, 800, measure, true);
    const [above, beneath] = trees;
    const words = above?.boxes.slice(0, 7).map(({ y }) => y) ?? [];
    expect(new Set(words).size).toBe(1);
    expect(above?.boxes.slice(7).every(({ y }) => y < (words[0] ?? 0))).toBe(true);
    expect(beneath?.boxes.every(({ y, height: own }) => y > (words[0] ?? 0) && y + own / 2 <= height)).toBe(true);
    const hebrew = tokens.map((_, t) => 'אבגדהוז'[t] ?? '');
    const mirrored = treePicture({ ...answer, hierarchy: { ...answer.hierarchy, tokens: hebrew } }, 800, () => 30, true);
    const straight = treePicture(answer, 800, () => 30, true);
    for (const [k, { x }] of (straight.trees[0]?.boxes ?? []).entries())
      expect(mirrored.trees[0]?.boxes[k]?.x).toBeCloseTo(width - x, 9);
  });
});
