"""Trains the small models of made-up sequences and writes public/model/toy-*: `python3 training/toy_models.py`.

Seeded, on one core, about a minute in all. Two answer with a number (src/experiments/known-answers.ts asks every method about
them), two with a class. Beside each stand sequences to be explained with it, as CSV.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from export import encode_safetensors, replace_file
from toy_sequences import Labelled, marked_numbers, periodic_signal, two_features

Rows = list[list[float]]

MODELS = Path(__file__).resolve().parent.parent / "public" / "model"
LICENSE = "MIT. Trained by this project on sequences that it makes itself."
# Seeds of the sequences; those below 1,000,000 are for the page.
TRAIN, VALIDATION, TEST = 1_000_000, 2_000_000, 3_000_000
TRAIN_COUNT, HELD_OUT_COUNT = 5_000, 2_500
LEARNING_RATE = 0.02
BATCH = 250
ADAM_EPOCHS = 60
GOAL = 1e-4  # mean squared error on the validation sequences
CLASS_EPOCHS = 80


class LastState(torch.nn.Module):
    """One LSTM layer, left to right; its last state; a linear layer."""

    def __init__(self, features: int, hidden: int, outputs: int, bias: bool) -> None:
        super().__init__()
        self.lstm = torch.nn.LSTM(features, hidden, batch_first=True)
        self.output = torch.nn.Linear(hidden, outputs, bias=bias)

    def forward(self, rows: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Scores [N, C] of sequences [N, T, F], of which each has its own length [N]."""
        states, _ = self.lstm(rows)
        return self.output(states[torch.arange(len(rows)), lengths - 1])


@dataclass(frozen=True)
class Sequences:
    rows: torch.Tensor  # [N, T, F], zeros behind each sequence's end
    lengths: torch.Tensor  # [N]
    answers: torch.Tensor  # [N] a number, or a class

    def part(self, which: torch.Tensor) -> Sequences:
        return Sequences(self.rows[which], self.lengths[which], self.answers[which])


def batch_of(sequences: list[tuple[Rows, float]]) -> Sequences:
    """Sequences (rows and answer) in one array."""
    lengths = [len(rows) for rows, _ in sequences]
    rows = torch.zeros(len(sequences), max(lengths), len(sequences[0][0][0]))
    for k, (own, _) in enumerate(sequences):
        rows[k, : len(own)] = torch.tensor(own)
    return Sequences(rows, torch.tensor(lengths), torch.tensor([answer for _, answer in sequences]))


Loss = Callable[[Sequences], torch.Tensor]


def adam(model: LastState, loss: Loss, train: Sequences, epochs: int) -> None:
    """The step size falls to 0 along half a cosine."""
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    for _ in range(epochs):
        for which in torch.randperm(len(train.lengths)).split(BATCH):
            optimiser.zero_grad()
            loss(train.part(which)).backward()
            optimiser.step()
        schedule.step()


def train_arithmetic(sign: int) -> tuple[LastState, dict[str, Any]]:
    """The sum (sign 1) or difference (-1) of the two marked numbers, by one LSTM unit and an output without bias.

    Adam comes near; L-BFGS goes on until the mean squared error on the validation sequences is at most GOAL, and no further.
    """
    torch.manual_seed(0)
    model = LastState(features=3, hidden=1, outputs=1, bias=False)
    made = [
        batch_of([(one.rows, one.answer(sign)) for one in map(marked_numbers, range(start, start + count))])
        for start, count in ((TRAIN, TRAIN_COUNT), (VALIDATION, HELD_OUT_COUNT), (TEST, HELD_OUT_COUNT))
    ]
    train, validation, test = made

    def loss(data: Sequences) -> torch.Tensor:
        return ((model(data.rows, data.lengths)[:, 0] - data.answers) ** 2).mean()

    def error(data: Sequences) -> float:
        with torch.no_grad():
            return loss(data).item()

    adam(model, loss, train, ADAM_EPOCHS)
    optimiser = torch.optim.LBFGS(model.parameters(), max_iter=2, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss(train)
        value.backward()
        return value

    while error(validation) > GOAL:
        optimiser.step(closure)
    return model, {"validation_mse": error(validation), "test_mse": error(test), "test_sequences": HELD_OUT_COUNT}


def train_classes(make: Callable[[int], Labelled], features: int, hidden: int) -> tuple[LastState, dict[str, Any]]:
    """Two classes, by an LSTM and softmax."""
    torch.manual_seed(0)
    model = LastState(features, hidden, outputs=2, bias=True)
    train, test = (
        batch_of([(one.rows, one.label) for one in map(make, range(start, start + count))])
        for start, count in ((TRAIN, TRAIN_COUNT), (TEST, HELD_OUT_COUNT))
    )

    def loss(data: Sequences) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(model(data.rows, data.lengths), data.answers)

    adam(model, loss, train, CLASS_EPOCHS)
    with torch.no_grad():
        right = (model(test.rows, test.lengths).argmax(1) == test.answers).double().mean().item()
    return model, {"test_accuracy": right, "test_sequences": HELD_OUT_COUNT}


def tensors_of(model: LastState) -> dict[str, np.ndarray]:
    """By their names in the native format, version 2: layers lstm, readout, dense."""
    names = {"weight_ih": "weight_ih_l0", "weight_hh": "weight_hh_l0", "bias_ih": "bias_ih_l0", "bias_hh": "bias_hh_l0"}
    tensors = {f"layers.0.left.{name}": getattr(model.lstm, own) for name, own in names.items()}
    tensors["layers.2.weight"] = model.output.weight
    if model.output.bias is not None:
        tensors["layers.2.bias"] = model.output.bias
    return {name: value.detach().numpy() for name, value in tensors.items()}


@dataclass(frozen=True)
class Toy:
    name: str
    features: tuple[str, ...]
    classes: tuple[str, ...]
    output: str
    data: str
    train: Callable[[], tuple[LastState, dict[str, Any]]]
    make: Callable[[int], Rows]
    # Sequences to be explained, by name, each with its seed, which is none that the model was trained with.
    examples: dict[str, int]


NUMBERS = "4 to 10 numbers of size 0.5 to 1 and either sign, of which two are marked"
MARKS = ("not marked", "first marked", "second marked")
TOYS = {
    "toy-addition": Toy(
        "Adds two marked numbers",
        MARKS,
        ("sum",),
        "linear",
        NUMBERS,
        lambda: train_arithmetic(1),
        lambda seed: marked_numbers(seed).rows,
        {"eight-numbers": 1, "four-numbers": 7},
    ),
    "toy-subtraction": Toy(
        "Subtracts two marked numbers",
        MARKS,
        ("difference",),
        "linear",
        NUMBERS,
        lambda: train_arithmetic(-1),
        lambda seed: marked_numbers(seed).rows,
        {"eight-numbers": 1, "four-numbers": 7},
    ),
    "toy-anomaly": Toy(
        "Finds a step that is off in a periodic signal",
        ("signal",),
        ("regular", "anomaly"),
        "softmax",
        "24 steps of a sine wave of period 8 with noise; in half of them one step is off by 1.5 to 2",
        lambda: train_classes(periodic_signal, features=1, hidden=12),
        lambda seed: periodic_signal(seed).rows,
        {"step-17-is-off": 6, "regular": 3},
    ),
    "toy-event": Toy(
        "Finds two peaks that come together",
        ("first signal", "second signal"),
        ("no event", "event"),
        "softmax",
        "20 steps of two noisy signals; an event is a peak of the second at most 2 steps after one of the first",
        lambda: train_classes(two_features, features=2, hidden=8),
        lambda seed: two_features(seed).rows,
        {"peaks-at-3-and-5": 1, "first-alone-at-9": 10, "second-alone-at-3": 3, "peaks-at-13-and-20": 6},
    ),
}


def csv_of(rows: Rows, features: tuple[str, ...]) -> str:
    """A sequence, a row a step, beneath the features' names."""
    return "".join(",".join(map(str, line)) + "\n" for line in (features, *rows))


def config_of(toy: Toy, model: LastState, metrics: dict[str, Any]) -> dict[str, Any]:
    """The contents of config.json."""
    lstm = {"type": "lstm", "hidden_size": model.lstm.hidden_size, "bidirectional": False, "gate_order": "ifgo"}
    return {
        "format": 2,
        "name": toy.name,
        "classes": list(toy.classes),
        "input": "numbers",
        "features": list(toy.features),
        "embedding_size": len(toy.features),
        "layers": [
            lstm,
            {"type": "readout", "kind": "final"},
            {"type": "dense", "size": len(toy.classes), "activation": "linear"},
        ],
        "output": toy.output,
        "metrics": metrics,
        "license": LICENSE,
        "training": {"data": toy.data, "seed": 0, "sequences": TRAIN_COUNT, "framework": f"PyTorch {torch.__version__}"},
    }


def write(folder: Path, toy: Toy) -> dict[str, Any]:
    """Trains one and writes its folder. Returns its metrics."""
    model, metrics = toy.train()
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / "model.safetensors", encode_safetensors(tensors_of(model), "F32"))
    config = config_of(toy, model, metrics)
    replace_file(folder / "config.json", (json.dumps(config, indent=2) + "\n").encode())
    write_examples(folder, toy)
    return metrics


def write_examples(folder: Path, toy: Toy) -> None:
    for example, seed in toy.examples.items():
        rows = [[round(value, 3) for value in row] for row in toy.make(seed)]
        replace_file(folder / f"{example}.csv", csv_of(rows, toy.features).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODELS, help="where the models' folders go (default: public/model)")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(TOYS)} (default: all)")
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    for name in given.names or TOYS:
        print(name, json.dumps(write(given.out / name, TOYS[name])), flush=True)


if __name__ == "__main__":
    main()
