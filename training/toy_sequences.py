"""Made-up sequences with known answers, from seeds: no data of anyone else's.

`marked_numbers` gives the same numbers, bit for bit, as src/experiments/marked-numbers.ts, which makes the page's test sequences.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

SHORTEST, LONGEST = 4, 10
WORD = 0xFFFFFFFF


def mulberry32(seed: int) -> Callable[[], float]:
    """Uniform in [0, 1): the generator of src/model/random.ts."""
    state = seed & WORD

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & WORD
        t = ((state ^ (state >> 15)) * (state | 1)) & WORD
        t ^= (t + ((t ^ (t >> 7)) * (t | 61))) & WORD
        return (t ^ (t >> 14)) / 2**32

    return draw


@dataclass(frozen=True)
class MarkedNumbers:
    """A sequence in which two numbers are marked. Row t is (n, 0, 0), at `first` (0, n, 0) and at `second` (0, 0, n)."""

    numbers: tuple[float, ...]
    first: int
    second: int

    @property
    def rows(self) -> list[list[float]]:
        column = {self.first: 1, self.second: 2}
        return [[n if k == column.get(t, 0) else 0.0 for k in range(3)] for t, n in enumerate(self.numbers)]

    def answer(self, sign: int) -> float:
        """What is to be predicted: the first number plus `sign` times the second."""
        return self.numbers[self.first] + sign * self.numbers[self.second]


def marked_numbers(seed: int) -> MarkedNumbers:
    """4 to 10 numbers, each of a size from 0.5 to 1 with either sign, of which two are marked."""
    draw = mulberry32(seed)
    length = SHORTEST + math.floor(draw() * (LONGEST - SHORTEST + 1))
    one = math.floor(draw() * length)
    other = math.floor(draw() * (length - 1))
    if other >= one:
        other += 1
    numbers = []
    for _ in range(length):
        size = 0.5 + 0.5 * draw()
        numbers.append(-size if draw() < 0.5 else size)
    return MarkedNumbers(tuple(numbers), min(one, other), max(one, other))


@dataclass(frozen=True)
class Labelled:
    """A sequence with its class, and the steps that decide it (none where nothing happens)."""

    rows: list[list[float]]
    label: int
    steps: tuple[int, ...]


PERIOD, SIGNAL_STEPS = 8, 24


def periodic_signal(seed: int) -> Labelled:
    """A sine wave of period 8 with noise, 24 steps; in half of them one step is off by 1.5 to 2 (class 1)."""
    draw = mulberry32(seed)
    phase = 2 * math.pi * draw()
    values = [math.sin(phase + 2 * math.pi * t / PERIOD) + 0.2 * (draw() - 0.5) for t in range(SIGNAL_STEPS)]
    if draw() < 0.5:
        return Labelled([[value] for value in values], 0, ())
    step = math.floor(draw() * SIGNAL_STEPS)
    values[step] += (1.5 + 0.5 * draw()) * (-1 if draw() < 0.5 else 1)
    return Labelled([[value] for value in values], 1, (step,))


EVENT_STEPS, NEAR = 20, 2
KINDS = 4


def two_features(seed: int) -> Labelled:
    """Two noisy features, 20 steps. Class 1: both peak, the second at most 2 steps after the first or at once.

    As often there is a peak of the first alone, of the second alone, or both far apart: class 0.
    """
    draw = mulberry32(seed)
    rows = [[0.4 * (draw() - 0.5), 0.4 * (draw() - 0.5)] for _ in range(EVENT_STEPS)]
    is_event = draw() < 0.5
    kind = math.floor(draw() * (KINDS - 1))
    one = math.floor(draw() * (EVENT_STEPS - NEAR))
    other = one + math.floor(draw() * (NEAR + 1))
    if not is_event and kind == 2:
        other = (one + 5 + math.floor(draw() * (EVENT_STEPS - 9))) % EVENT_STEPS
    if is_event or kind != 1:
        rows[one][0] += 1 + 0.5 * draw()
    if is_event or kind != 0:
        rows[other][1] += 1 + 0.5 * draw()
    return Labelled(rows, int(is_event), tuple(sorted({one, other})) if is_event else ())
