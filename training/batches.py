"""Batches in which one LSTM run serves many phrases.

A left-to-right run that starts at word i passes the state of every phrase i..j on its way, and a right-to-left run
that starts at word j that of every phrase i..j. So a batch holds one left run a start word and one right run an end
word, each as long as its longest phrase, instead of two runs a phrase.

Runs are packed: sorted by falling length, so that those still active at step t are the first `counts[t]`, and the
rows of all steps lie one after the other (row = sum(counts[:t]) + rank of the run).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from trees import Tree, Vocabulary


@dataclass(frozen=True)
class Sentence:
    """A tree as arrays. ids [T]; first, last, label [nodes]."""

    ids: np.ndarray
    first: np.ndarray
    last: np.ndarray
    label: np.ndarray


@dataclass(frozen=True)
class Runs:
    """Packed runs of one direction. token [rows]: position read at each row; counts: active runs at each step."""

    token: torch.Tensor
    counts: list[int]


@dataclass(frozen=True)
class Batch:
    """ids [N]: the sentences one after the other. left_row, right_row, label, weight [nodes]."""

    ids: torch.Tensor
    left: Runs
    right: Runs
    left_row: torch.Tensor
    right_row: torch.Tensor
    label: torch.Tensor
    weight: torch.Tensor


def encode_trees(trees: list[Tree], vocabulary: Vocabulary, whole_only: bool = False) -> list[Sentence]:
    """Trees as arrays; with `whole_only` the sentence's own node is the only one kept."""
    sentences = []
    for tree in trees:
        spans = tree.spans[-1:] if whole_only else tree.spans
        first, last, label = np.array([(span.first, span.last, span.label) for span in spans]).T
        sentences.append(Sentence(np.array(vocabulary.encode(tree.tokens)), first, last, label))
    return sentences


def pack_runs(start: np.ndarray, length: np.ndarray, direction: int) -> tuple[Runs, np.ndarray]:
    """Packs one run a different `start` and says which row holds each node's last state.

    start, length [nodes]: where the node's run begins and how many words it reads; direction +1 or -1.
    """
    starts, run_of_node = np.unique(start, return_inverse=True)
    longest = np.zeros(len(starts), dtype=np.int64)
    np.maximum.at(longest, run_of_node, length)
    order = np.argsort(-longest, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    steps = np.arange(longest.max())
    counts = (longest[:, None] > steps).sum(axis=0)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    token = np.concatenate([starts[order[:count]] + direction * step for step, count in enumerate(counts)])
    rows = offsets[length - 1] + rank[run_of_node]
    return Runs(torch.from_numpy(token), counts.tolist()), rows


def make_batch(sentences: list[Sentence], root_weight: float = 1.0) -> Batch:
    """Joins sentences, with all their nodes, into one batch."""
    begin = np.concatenate(([0], np.cumsum([len(sentence.ids) for sentence in sentences])))
    first = np.concatenate([sentence.first + offset for sentence, offset in zip(sentences, begin)])
    last = np.concatenate([sentence.last + offset for sentence, offset in zip(sentences, begin)])
    length = last - first + 1
    left, left_row = pack_runs(first, length, +1)
    right, right_row = pack_runs(last, length, -1)
    weight = np.ones(len(first), dtype=np.float32)
    weight[np.cumsum([len(sentence.first) for sentence in sentences]) - 1] = root_weight
    return Batch(
        ids=torch.from_numpy(np.concatenate([sentence.ids for sentence in sentences])),
        left=left,
        right=right,
        left_row=torch.from_numpy(left_row),
        right_row=torch.from_numpy(right_row),
        label=torch.from_numpy(np.concatenate([sentence.label for sentence in sentences])),
        weight=torch.from_numpy(weight),
    )
