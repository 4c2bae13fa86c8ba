"""Training of one seed, and the store of finished seeds."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from batches import Batch, Sentence, encode_trees, make_batch
from evaluate import labels_of, measure, score_sentences
from model import Classifier
from recipe import Recipe, average_decay, rate_factor
from trees import Tree, Vocabulary


@dataclass(frozen=True)
class TrainedSeed:
    """Averaged weights after the last epoch, and what was measured on the way."""

    seed: int
    seconds: float
    epochs: list[dict[str, float]]
    weights: dict[str, np.ndarray]


def make_optimizer(model: Classifier, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW with weight decay on the embeddings and matrices, none on the biases."""
    matrices = [value for value in model.parameters() if value.dim() > 1]
    biases = [value for value in model.parameters() if value.dim() == 1]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": recipe.weight_decay}, {"params": biases, "weight_decay": 0.0}],
        lr=recipe.learning_rate,
        betas=(recipe.adam_beta1, recipe.adam_beta2),
    )


def hide_words(sentence: Sentence, hiding: np.ndarray, rng: np.random.Generator) -> Sentence:
    """The sentence with each word replaced by `<unk>` with the probability hiding[id]."""
    hidden = rng.random(len(sentence.ids)) < hiding[sentence.ids]
    return Sentence(np.where(hidden, 0, sentence.ids), sentence.first, sentence.last, sentence.label)


def batch_loss(model: Classifier, batch: Batch) -> torch.Tensor:
    """Weighted mean cross-entropy over the batch's nodes."""
    losses = functional.cross_entropy(model(batch), batch.label, reduction="none")
    return (losses * batch.weight).sum() / batch.weight.sum()


def train_seed(
    seed: int, recipe: Recipe, vocabulary: Vocabulary, train: list[Tree], dev: list[Tree]
) -> TrainedSeed:
    """Trains one model; depends on nothing but its arguments. Prints one line an epoch."""
    began = time.perf_counter()
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    sentences = encode_trees(train, vocabulary)
    dev_sentences = encode_trees(dev, vocabulary, whole_only=True)
    hiding = recipe.unknown_strength / (recipe.unknown_strength + np.array(vocabulary.counts))

    model = Classifier(len(vocabulary), recipe)
    average = Classifier(len(vocabulary), recipe)
    average.load_state_dict(model.state_dict())
    optimizer = make_optimizer(model, recipe)
    size = recipe.batch_sentences
    steps = recipe.epochs * -(-len(sentences) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate_factor(step, steps, recipe))

    log: list[dict[str, float]] = []
    step = 0
    for epoch in range(1, recipe.epochs + 1):
        model.train()
        losses = []
        order = rng.permutation(len(sentences))
        for at in range(0, len(order), size):
            chosen = [hide_words(sentences[index], hiding, rng) for index in order[at : at + size]]
            loss = batch_loss(model, make_batch(chosen, recipe.root_weight))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), recipe.gradient_norm)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for mean, value in zip(average.parameters(), model.parameters()):
                    mean.lerp_(value, 1 - average_decay(step, recipe))
            losses.append(loss.item())
            step += 1
        figures = measure(score_sentences(average, dev_sentences), labels_of(dev_sentences))
        log.append(
            {
                "epoch": epoch,
                "train_loss": round(float(np.mean(losses)), 4),
                "dev_five_class": round(figures.five_class, 6),
                "dev_binary": round(figures.binary, 6),
                "dev_ece": round(figures.ece, 4),
                "dev_log_loss": round(figures.log_loss, 4),
                "seconds": round(time.perf_counter() - began, 1),
            }
        )
        print(f"seed {seed}", *(f"{name} {value}" for name, value in log[-1].items()), flush=True)
    return TrainedSeed(seed, time.perf_counter() - began, log, average.weights())


def save_seed(path: Path, trained: TrainedSeed) -> None:
    """Writes a finished seed, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    about = {name: value for name, value in asdict(trained).items() if name != "weights"}
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        np.savez(file, about=np.array(json.dumps(about)), **trained.weights)
    os.replace(partial, path)


def load_seed(path: Path) -> TrainedSeed:
    """Reads a finished seed."""
    with np.load(path) as stored:
        about = json.loads(str(stored["about"]))
        weights = {name: stored[name] for name in stored.files if name != "about"}
    return TrainedSeed(weights=weights, **about)
