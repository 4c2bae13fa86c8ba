"""Every number of the training recipe, in one place."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Recipe:
    """Shape, optimisation and regularisation of one training run."""

    # Shape (Arras et al. 2017: one bidirectional layer, no output bias).
    embedding_size: int = 60
    hidden_size: int = 60
    classes: int = 5
    # Optimisation.
    epochs: int = 12
    batch_sentences: int = 25
    learning_rate: float = 5e-3
    warmup_steps: int = 100
    adam_beta1: float = 0.9
    adam_beta2: float = 0.999
    weight_decay: float = 0.02
    gradient_norm: float = 5.0
    root_weight: float = 2.0
    # Regularisation.
    embedding_dropout: float = 0.5
    hidden_dropout: float = 0.5
    recurrent_dropconnect: float = 0.2
    unknown_strength: float = 0.5
    # Exponential average of the weights: d_t = min(average_limit, (t + 1) / (t + 10)).
    average_limit: float = 0.998
    # Initial weights.
    embedding_deviation: float = 0.1
    recurrent_gain: float = 0.7
    forget_bias: float = 1.0

    def digest(self, *data: bytes) -> str:
        """A short name of this recipe on this data: finished seeds are kept under it."""
        sha = hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode())
        for part in data:
            sha.update(hashlib.sha256(part).digest())
        return sha.hexdigest()[:12]


def average_decay(step: int, recipe: Recipe) -> float:
    """Decay of the weight average after optimiser step `step` (from 0)."""
    return min(recipe.average_limit, (step + 1) / (step + 10))


def rate_factor(step: int, total: int, recipe: Recipe) -> float:
    """Factor on the learning rate at step `step` (from 0) of `total`: linear warm-up, then linear decay to 0."""
    if step < recipe.warmup_steps:
        return (step + 1) / recipe.warmup_steps
    return (total - step) / (total - recipe.warmup_steps)
