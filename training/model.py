"""The bidirectional LSTM classifier: scores = Why_left h_left[T] + Why_right h_right[T], no output bias."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from batches import Batch, Runs
from lstm import PackedLSTM
from recipe import Recipe

GATE_ORDER = "igfo"
FORGET_GATE = GATE_ORDER.index("f")
DIRECTIONS = ("left", "right")


class Classifier(nn.Module):
    """Parameters have the names and shapes of the exported file, but for the one bias a direction.

    embeddings [V, e]; {left,right}.weight_ih [4d, e], .weight_hh [4d, d], .bias [4d]; output.{left,right} [C, d].
    """

    left: nn.ParameterDict
    right: nn.ParameterDict

    def __init__(self, words: int, recipe: Recipe) -> None:
        super().__init__()
        e, d, c = recipe.embedding_size, recipe.hidden_size, recipe.classes
        self.recipe = recipe
        self.embeddings = nn.Parameter(torch.empty(words, e).normal_(0, recipe.embedding_deviation))
        for direction in DIRECTIONS:
            bias = torch.zeros(4, d)
            bias[FORGET_GATE] = recipe.forget_bias
            gates = [nn.init.orthogonal_(torch.empty(d, d), recipe.recurrent_gain) for _ in GATE_ORDER]
            encoder = {
                "weight_ih": uniform((4 * d, e), 1 / math.sqrt(e)),
                "weight_hh": torch.cat(gates),
                "bias": bias.flatten(),
            }
            self.add_module(direction, nn.ParameterDict(encoder))
        output = {direction: uniform((c, d), 1 / math.sqrt(2 * d)) for direction in DIRECTIONS}
        self.output = nn.ParameterDict(output)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Scores [nodes, C]. In training mode with dropout on words, on Whh and on the final states."""
        words = functional.dropout(self.embeddings[batch.ids], self.recipe.embedding_dropout, self.training)
        left = self.encode(self.left, words, batch.left, batch.left_row)
        right = self.encode(self.right, words, batch.right, batch.right_row)
        return left @ self.output["left"].t() + right @ self.output["right"].t()

    def encode(self, encoder: nn.ParameterDict, words: torch.Tensor, runs: Runs, row: torch.Tensor) -> torch.Tensor:
        """Last hidden state of each node, [nodes, d], from words [N, e]."""
        projected = torch.addmm(encoder["bias"], words, encoder["weight_ih"].t())
        recurrent = functional.dropout(encoder["weight_hh"], self.recipe.recurrent_dropconnect, self.training)
        states = PackedLSTM.apply(projected, recurrent, runs.token, runs.counts)
        return functional.dropout(states[row], self.recipe.hidden_dropout, self.training)

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of the parameters by name."""
        return {name: value.detach().numpy().copy() for name, value in self.named_parameters()}

    def load_weights(self, weights: dict[str, np.ndarray]) -> None:
        self.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})


def uniform(shape: tuple[int, int], bound: float) -> torch.Tensor:
    """A tensor drawn from U(-bound, bound)."""
    return torch.empty(*shape).uniform_(-bound, bound)
