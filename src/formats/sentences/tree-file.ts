/**
 * Trees of the Stanford Sentiment Treebank (PTB style, https://nlp.stanford.edu/sentiment): one a line, every node labelled 0 (very
 * negative) to 4 (very positive): `(3 (2 good) (2 (2 fun) (2 .)))`. A text is the words with single spaces between, as they stand in
 * the tree: -LRB-, `` and \/ are words of the models' vocabularies and so are not turned back.
 */
import { quote } from '../basics/index.ts';
import type { SentenceCollector } from './sentence-collector.ts';
import { sentenceError } from './sentence-error.ts';
import { eachLine } from './sentence-text.ts';

const TREE_FORM = 'a tree such as (3 (2 good) (2 fun)), every node labelled 0 to 4';

/** @throws LensError `InputError` that names the line and the place in it */
export function readTrees(text: string, name: string, into: SentenceCollector): void {
  eachLine(text, (line, number) => {
    if (line.trim() === '') {
      into.add(number, '');
      return;
    }
    const { words, label, spans, problem, at } = parseTree(line);
    if (problem) {
      const found = at < line.length ? `${quote(line.slice(at, at + 40))} at character ${at + 1}` : 'the end of the line';
      throw sentenceError(name, number, problem, { expected: TREE_FORM, found });
    }
    into.add(number, words.join(' '), label, spans);
  });
}

interface ParsedTree {
  readonly words: readonly string[];
  /** Of the whole sentence. */
  readonly label: string;
  /** Of each node that holds more or less than the one above it, from the root down and from left to right: from, to, label. */
  readonly spans: readonly number[];
  /** null: it is a tree. */
  readonly problem: string | null;
  /** Where reading stopped. */
  readonly at: number;
}

const OPENED = /\(([^ ()]*)/y;
const WORD = /[^ ()]+/y;

/** Reads without recursion: a damaged file may nest deeper than the stack. Text is parted by the plain space alone, as in SST. */
function parseTree(line: string): ParsedTree {
  const words: string[] = [];
  /** Of each open node: what it holds so far. */
  const open: ('nothing' | 'word' | 'nodes')[] = [];
  /** Of each node, in the order in which they open. */
  const nodes: { readonly from: number; to: number; readonly label: number }[] = [];
  const unclosed: number[] = [];
  let label = '';
  let at = skipSpaces(line, 0);
  const stop = (problem: string | null): ParsedTree => ({ words, label, spans: spansOf(nodes), problem, at });
  if (line[at] !== '(') return stop('the line is not a tree');
  while (at < line.length) {
    const inside = open.at(-1);
    if (line[at] === '(') {
      if (inside === 'word') return stop('a node holds a word and another node');
      OPENED.lastIndex = at;
      const [whole = '', name = ''] = OPENED.exec(line) ?? [];
      if (!/^[0-4]$/.test(name)) return stop('a node has no valid label');
      if (open.length === 0) label = name;
      else open[open.length - 1] = 'nodes';
      open.push('nothing');
      unclosed.push(nodes.length);
      nodes.push({ from: words.length, to: words.length, label: Number(name) });
      at += whole.length;
    } else if (line[at] === ')') {
      if (inside === 'nothing') return stop('a node is empty');
      open.pop();
      const closed = nodes[unclosed.pop() ?? 0];
      if (closed) closed.to = words.length;
      at++;
      if (open.length === 0) break;
    } else {
      if (inside !== 'nothing') return stop('a node holds more than one word');
      WORD.lastIndex = at;
      const [word = ''] = WORD.exec(line) ?? [];
      words.push(word);
      open[open.length - 1] = 'word';
      at += word.length;
    }
    at = skipSpaces(line, at);
  }
  if (open.length > 0) return stop('a closing bracket is missing');
  at = skipSpaces(line, at);
  return stop(at < line.length ? 'there is text after the tree' : null);
}

/** A node that holds one other node alone spans no other words: the outer one's label counts. */
function spansOf(nodes: readonly { readonly from: number; readonly to: number; readonly label: number }[]): number[] {
  return nodes
    .filter(({ from, to }, k) => nodes[k - 1]?.from !== from || nodes[k - 1]?.to !== to)
    .flatMap(({ from, to, label }) => [from, to, label]);
}

function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at++;
  return at;
}
