"""Checks the exported model with a second, plain implementation: `python3 training/check_export.py --trees FOLDER`.

Reads public/model/ back, runs the LSTM one word at a time in numpy float64 over the test sentences and compares the
figures with config.json. Shares only the tree reader with the training code. With `--golden FILE` it also writes the
scores of some made-up sentences, for the tests of other implementations.
"""

from __future__ import annotations

import argparse
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

from trees import read_trees

MODEL = Path(__file__).resolve().parent.parent / "public" / "model"
SIZE_LIMIT = 2_300_000
TOLERANCE = 1e-6
GOLDEN_SENTENCES = (
    "the plot is clever , but the acting is never less than painful .",
    "a warm , funny and quietly moving film .",
    "not bad at all .",
    "not good at all .",
    "i wanted to like it , and for an hour i almost did .",
    "dull .",
    "wonderful",
    "qwertyuiop",
    "qwertyuiop zxcvbnm",
    "the director 's third film is neither funny nor scary .",
    "it is a film about a family that moves to the coast .",
    "worst movie of the year , and the longest too !",
    "brilliant performances cannot save such a lazy script .",
    "a lazy script cannot hide such brilliant performances .",
    "despite a slow start , this is one of the best thrillers in years .",
    "the jokes are n't funny , the songs are n't good and the ending does n't work .",
    "if you enjoy watching paint dry , this masterpiece of boredom is for you .",
    "the music -lrb- mostly strings -rrb- is lovely ; the rest is noise .",
    "well ... it has a beginning , a middle and an end .",
    "bad bad bad bad good good good good",
)

Tensors = dict[str, np.ndarray]


class Model:
    """The exported files, widened to float64."""

    def __init__(self, folder: Path) -> None:
        self.config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
        words = (folder / "vocab.txt").read_bytes().decode("utf-8").split("\n")
        if words.pop() != "":
            raise ValueError("vocab.txt does not end with a line feed")
        self.ids = {word: index for index, word in enumerate(words)}
        self.tensors = read_float16(folder / "model.safetensors")
        d, e = self.config["hidden_size"], self.config["embedding_size"]
        expected: dict[str, tuple[int, ...]] = {"embeddings": (len(words), e)}
        for side in ("left", "right"):
            expected |= {f"{side}.weight_ih": (4 * d, e), f"{side}.weight_hh": (4 * d, d)}
            expected |= {f"{side}.bias_ih": (4 * d,), f"{side}.bias_hh": (4 * d,)}
            expected[f"output.{side}"] = (len(self.config["classes"]), d)
        if expected != {name: value.shape for name, value in self.tensors.items()}:
            raise ValueError("model.safetensors does not hold the expected tensors")
        if len(self.ids) != len(words) or self.ids[self.config["unk_token"]] != 0:
            raise ValueError("vocab.txt repeats a word or does not begin with the unknown word")

    def scores(self, tokens: tuple[str, ...]) -> np.ndarray:
        """Scores [C]."""
        inputs = self.tensors["embeddings"][[self.ids.get(token, 0) for token in tokens]]
        left = self.last_state("left", inputs)
        right = self.last_state("right", inputs[::-1])
        return self.tensors["output.left"] @ left + self.tensors["output.right"] @ right

    def last_state(self, side: str, inputs: np.ndarray) -> np.ndarray:
        """h after the last of the inputs [T, e], [d]."""
        d = self.config["hidden_size"]
        bias = self.tensors[f"{side}.bias_ih"] + self.tensors[f"{side}.bias_hh"]
        h, c = np.zeros(d), np.zeros(d)
        for x in inputs:
            z = self.tensors[f"{side}.weight_ih"] @ x + self.tensors[f"{side}.weight_hh"] @ h + bias
            gate = {name: z[k * d : (k + 1) * d] for k, name in enumerate(self.config["gate_order"])}
            c = sigmoid(gate["f"]) * c + sigmoid(gate["i"]) * np.tanh(gate["g"])
            h = sigmoid(gate["o"]) * np.tanh(c)
        return h


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities [C] of one sentence."""
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def read_float16(path: Path) -> Tensors:
    """Tensors of a safetensors file in which all are float16."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    end = 0
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if entry["dtype"] != "F16" or entry["data_offsets"][0] != end:
            raise ValueError(f"tensor {name} is not float16 or leaves a gap")
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + length + begin : 8 + length + end], "<f2")
        tensors[name] = values.reshape(entry["shape"]).astype(np.float64)
    if length % 8 or 8 + length + end != len(data):
        raise ValueError("the header or the data of model.safetensors has the wrong length")
    return tensors


def test_figures(model: Model, test_file: Path) -> dict[str, float]:
    """Five-class and binary accuracy and calibration error, counted sentence by sentence."""
    right = polar = polar_right = sentences = 0
    bins = np.zeros((15, 2))
    for tree in read_trees(test_file):
        probabilities = softmax(model.scores(tree.tokens))
        top = float(probabilities.max())
        hit = int(probabilities.argmax()) == tree.label
        bins[min(int(top * 15), 14)] += (hit, top)
        sentences += 1
        right += hit
        if tree.label != 2:
            polar += 1
            positive = probabilities[3] + probabilities[4] > probabilities[0] + probabilities[1]
            polar_right += bool(positive) == (tree.label > 2)
    return {
        "sentences": sentences,
        "five_class": right / sentences,
        "binary_sentences": polar,
        "binary": polar_right / polar,
        "ece": float(abs(bins[:, 0] - bins[:, 1]).sum() / sentences),
    }


def write_golden(model: Model, path: Path) -> None:
    """Tokens, ids, scores and probabilities of the made-up sentences, full float64 digits."""
    entries = []
    for sentence in GOLDEN_SENTENCES:
        tokens = tuple(sentence.split(" "))
        scores = model.scores(tokens)
        entries.append(
            {
                "tokens": tokens,
                "ids": [model.ids.get(token, 0) for token in tokens],
                "scores": scores.tolist(),
                "probabilities": softmax(scores).tolist(),
                "predicted": int(scores.argmax()),
            }
        )
    path.write_text(json.dumps(entries, indent=1) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trees", type=Path, required=True, help="folder with test.txt")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the exported model")
    parser.add_argument("--golden", type=Path, help="also write scores of made-up sentences to this file")
    arguments = parser.parse_args()
    model = Model(arguments.model)
    size = sum((arguments.model / name).stat().st_size for name in ("config.json", "model.safetensors", "vocab.txt"))
    if arguments.golden:
        write_golden(model, arguments.golden)
    measured = test_figures(model, arguments.trees / "test.txt")
    stated = model.config["metrics"]["test"]
    for name, value in measured.items():
        print(f"{name}: measured {value:.6f}, stated {stated[name]:.6f}")
    print(f"size: {size:,} bytes")
    wrong = [name for name, value in measured.items() if abs(value - stated[name]) > TOLERANCE]
    if wrong or size > SIZE_LIMIT:
        raise SystemExit(f"the export is not as stated: {', '.join(wrong) or 'too large'}")


if __name__ == "__main__":
    main()
