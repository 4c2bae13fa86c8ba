"""From trained seeds to the one that is exported: temperature, float16, the choice on dev, the look at test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from batches import Sentence
from evaluate import Figures, fit_temperature, labels_of, measure, recall_by_class, score_sentences, within_one
from export import Weights, finish_weights
from model import Classifier
from recipe import Recipe
from train import TrainedSeed

CRITERION = (
    "highest dev five-class accuracy of the averaged weights after the last epoch; "
    "ties: higher dev binary accuracy, then the lower seed"
)


@dataclass(frozen=True)
class Candidate:
    """A seed as it would be exported, and its dev figures. `final_weights` are float16."""

    trained: TrainedSeed
    temperature: float
    final_weights: Weights
    dev_before: Figures
    dev: Figures


@dataclass(frozen=True)
class TestReport:
    """Test figures as trained (`before`) and as exported (`test`)."""

    before: Figures
    test: Figures
    recall: list[float]
    within_one: float
    changed_by_float16: int


def score_weights(weights: Weights, recipe: Recipe, sentences: list[Sentence]) -> np.ndarray:
    """Scores [sentences, C] of stored weights, computed in float64."""
    model = Classifier(len(weights["embeddings"]), recipe).double()
    model.load_weights({name: value.astype(np.float64) for name, value in weights.items()})
    return score_sentences(model, sentences)


def finish_seed(trained: TrainedSeed, recipe: Recipe, dev: list[Sentence]) -> Candidate:
    """Fits the temperature on dev and folds it into the output weights."""
    labels = labels_of(dev)
    scores = score_weights(trained.weights, recipe, dev)
    temperature = fit_temperature(scores, labels)
    final_weights = finish_weights(trained.weights, temperature)
    final = measure(score_weights(final_weights, recipe, dev), labels)
    return Candidate(trained, temperature, final_weights, measure(scores, labels), final)


def choose(candidates: list[Candidate]) -> Candidate:
    """The best candidate by CRITERION, which knows dev alone."""
    return max(candidates, key=lambda one: (one.dev.five_class, one.dev.binary, -one.trained.seed))


def report_test(candidate: Candidate, recipe: Recipe, test: list[Sentence]) -> TestReport:
    """Looks at the test set. To be called when the choice is made."""
    labels = labels_of(test)
    before = score_weights(candidate.trained.weights, recipe, test)
    after = score_weights(candidate.final_weights, recipe, test)
    changed = int((before.argmax(axis=1) != after.argmax(axis=1)).sum())
    return TestReport(
        before=measure(before, labels),
        test=measure(after, labels),
        recall=recall_by_class(after, labels),
        within_one=within_one(after, labels),
        changed_by_float16=changed,
    )
