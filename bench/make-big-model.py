"""Writes a large PyTorch model (model.pt and vocab.txt) for bench/big-model.ts; by default 400,000 words x 300 float32, 487 MB.

    /usr/bin/python3 bench/make-big-model.py FOLDER [--words 400000] [--size 300] [--hidden 256]      (Debian: python3-torch)

Words are made of syllables: all different, 4 to 14 letters long, the first ones ("good", "film", ...) real. Weights are random.
"""

import argparse
import collections
import pathlib

import torch

SYLLABLES = "ba be bi bo bu da de di do du fa fe fi ga ge go ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri sa se si ta te ti to va ve wa za".split()
REAL = "<pad> <unk> the a good bad film very not dull great movie and".split()


def words(count: int) -> list[str]:
    found = dict.fromkeys(REAL)
    number = 0
    while len(found) < count:
        rest, text = number * 2_654_435_761 % 2**32, ""
        while rest > 0 and len(text) < 14:
            text, rest = text + SYLLABLES[rest % len(SYLLABLES)], rest // len(SYLLABLES)
        found.setdefault(text[: 4 + number % 11])
        number += 1
    return list(found)[:count]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--words", type=int, default=400_000)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--hidden", type=int, default=256)
    given = parser.parse_args()
    torch.manual_seed(0)
    given.folder.mkdir(parents=True, exist_ok=True)
    lstm = torch.nn.LSTM(given.size, given.hidden, bidirectional=True)
    fc = torch.nn.Linear(2 * given.hidden, 3)
    state = collections.OrderedDict([("embedding.weight", 0.3 * torch.randn(given.words, given.size))])
    state.update({f"lstm.{name}": value for name, value in lstm.state_dict().items()})
    state.update({f"fc.{name}": value for name, value in fc.state_dict().items()})
    torch.save(state, given.folder / "model.pt")
    (given.folder / "vocab.txt").write_text("\n".join(words(given.words)) + "\n")


main()
