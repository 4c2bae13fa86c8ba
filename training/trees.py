"""Stanford Sentiment Treebank trees (PTB style) and the vocabulary made from them.

Source of the format: https://nlp.stanford.edu/sentiment, trainDevTestTrees_PTB.zip. One tree a line, every node
labelled 0 (very negative) to 4 (very positive): `(3 (2 good) (2 (2 fun) (2 .)))`.

Two tokens contain U+00A0 and others could contain any further kind of space, so text is cut at the plain space and
at the line feed only, and never stripped.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

UNKNOWN = "<unk>"
NEUTRAL = 2


@dataclass(frozen=True)
class Span:
    """A labelled phrase: tokens first..last, both included."""

    first: int
    last: int
    label: int


@dataclass(frozen=True)
class Tree:
    """A sentence and its phrases in order of closing bracket, the whole sentence last."""

    tokens: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def label(self) -> int:
        return self.spans[-1].label


def parse_tree(line: str) -> Tree:
    """Reads one line. Tokens are lower-cased."""
    tokens: list[str] = []
    spans: list[Span] = []
    open_nodes: list[tuple[int, int]] = []
    for piece in line.split(" "):
        if piece.startswith("("):
            open_nodes.append((len(tokens), int(piece[1:])))
            continue
        word = piece.rstrip(")")
        tokens.append(word.lower())
        for _ in range(len(piece) - len(word)):
            first, label = open_nodes.pop()
            spans.append(Span(first, len(tokens) - 1, label))
    if open_nodes or not spans:
        raise ValueError(f"unbalanced tree: {line[:60]!r}")
    return Tree(tuple(tokens), tuple(spans))


def read_trees(path: Path) -> list[Tree]:
    """Reads a file of trees, one a line."""
    text = path.read_bytes().decode("utf-8")
    return [parse_tree(line) for line in text.split("\n") if line]


class Vocabulary:
    """Words and their ids: `<unk>` is 0, then by falling frequency, equal ones by code point (not in text order)."""

    def __init__(self, words: list[str], counts: list[int]) -> None:
        self.words = words
        self.counts = counts
        self.ids = {word: index for index, word in enumerate(words)}

    @classmethod
    def from_trees(cls, trees: list[Tree]) -> Vocabulary:
        counted = Counter(token for tree in trees for token in tree.tokens)
        ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return cls([UNKNOWN] + [word for word, _ in ordered], [0] + [count for _, count in ordered])

    def __len__(self) -> int:
        return len(self.words)

    def encode(self, tokens: tuple[str, ...]) -> list[int]:
        return [self.ids.get(token, 0) for token in tokens]
