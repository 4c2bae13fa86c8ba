"""Figures on whole sentences, and the temperature that makes the probabilities honest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from batches import Sentence, make_batch
from model import Classifier
from trees import NEUTRAL

BINS = 15
CHUNK = 256


@dataclass(frozen=True)
class Figures:
    """Accuracy five-class and binary (neutral sentences left out), calibration error and mean log loss."""

    sentences: int
    five_class: float
    binary_sentences: int
    binary: float
    ece: float
    log_loss: float


def score_sentences(model: Classifier, sentences: list[Sentence]) -> np.ndarray:
    """Scores [sentences, C] in float64 of sentences encoded with their whole span alone; no dropout."""
    model.eval()
    with torch.no_grad():
        chunks = [model(make_batch(sentences[at : at + CHUNK])) for at in range(0, len(sentences), CHUNK)]
    return torch.cat(chunks).double().numpy()


def labels_of(sentences: list[Sentence]) -> np.ndarray:
    """Gold class [sentences] of whole sentences."""
    return np.array([sentence.label[-1] for sentence in sentences])


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities [n, C]."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def log_loss(scores: np.ndarray, labels: np.ndarray) -> float:
    """Mean of -log p(gold)."""
    return float(-np.log(softmax(scores)[np.arange(len(labels)), labels]).mean())


def calibration_error(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Expected calibration error (Guo et al. 2017): 15 equal-width bins on the top class's probability."""
    top = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bins = np.minimum((top * BINS).astype(int), BINS - 1)
    gaps = [abs(right[bins == bin].sum() - top[bins == bin].sum()) for bin in range(BINS)]
    return float(sum(gaps) / len(labels))


def measure(scores: np.ndarray, labels: np.ndarray) -> Figures:
    """All figures from scores [n, C]. A sentence counts as positive when p3 + p4 > p0 + p1."""
    probabilities = softmax(scores)
    polar = labels != NEUTRAL
    positive = probabilities[:, NEUTRAL + 1 :].sum(axis=1) > probabilities[:, :NEUTRAL].sum(axis=1)
    return Figures(
        sentences=len(labels),
        five_class=float((scores.argmax(axis=1) == labels).mean()),
        binary_sentences=int(polar.sum()),
        binary=float((positive == (labels > NEUTRAL))[polar].mean()),
        ece=calibration_error(probabilities, labels),
        log_loss=log_loss(scores, labels),
    )


def recall_by_class(scores: np.ndarray, labels: np.ndarray) -> list[float]:
    """Share of each gold class that is predicted as such."""
    right = scores.argmax(axis=1) == labels
    return [float(right[labels == label].mean()) for label in range(scores.shape[1])]


def within_one(scores: np.ndarray, labels: np.ndarray) -> float:
    """Share of predictions that are right or one class off."""
    return float((abs(scores.argmax(axis=1) - labels) <= 1).mean())


def fit_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the least log loss: golden section on 1 / T, in which the loss is convex."""
    ratio = (np.sqrt(5) - 1) / 2
    low, high = 0.05, 5.0
    while high - low > 1e-7:
        inner, outer = high - ratio * (high - low), low + ratio * (high - low)
        if log_loss(inner * scores, labels) < log_loss(outer * scores, labels):
            high = outer
        else:
            low = inner
    return float(2 / (low + high))
