"""The exported model: safetensors written by hand, the vocabulary and the configuration.

Format of the tensors: https://github.com/huggingface/safetensors (8 bytes header length, little-endian; a JSON header
padded with spaces; the data).
"""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np

from model import DIRECTIONS, GATE_ORDER
from recipe import Recipe
from trees import UNKNOWN, Vocabulary

NAME = "SST-5 BiLSTM"
CLASSES = ("very negative", "negative", "neutral", "positive", "very positive")
LICENSE = (
    "MIT. The weights were trained by this project on the Stanford Sentiment Treebank, "
    "which has terms of its own and is not included."
)
ALIGNMENT = 8

Weights = dict[str, np.ndarray]


def finish_weights(weights: Weights, temperature: float) -> Weights:
    """Divides the output weights by the temperature and rounds everything to float16."""
    return {
        name: (value / temperature if name.startswith("output.") else value).astype(np.float16)
        for name, value in weights.items()
    }


def to_file_tensors(weights: Weights) -> Weights:
    """Names of the file: the one learnt bias becomes bias_ih, beside a bias_hh of zeros."""
    tensors = {}
    for name, value in weights.items():
        direction, _, part = name.partition(".")
        if direction in DIRECTIONS and part == "bias":
            tensors[f"{direction}.bias_ih"] = value
            tensors[f"{direction}.bias_hh"] = np.zeros_like(value)
        else:
            tensors[name] = value
    return tensors


DTYPES = {"F16": "<f2", "F32": "<f4"}


def encode_safetensors(tensors: Weights, dtype: str = "F16") -> bytes:
    """The bytes of a safetensors file of float16 tensors, or of float32 ones (F32)."""
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    offset = 0
    for name in sorted(tensors):
        chunk = tensors[name].astype(DTYPES[dtype]).tobytes()
        header[name] = {
            "dtype": dtype,
            "shape": list(tensors[name].shape),
            "data_offsets": [offset, offset + len(chunk)],
        }
        chunks.append(chunk)
        offset += len(chunk)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    return struct.pack("<Q", len(text)) + text + b"".join(chunks)


def model_config(recipe: Recipe, metrics: dict[str, Any], training: dict[str, Any]) -> dict[str, Any]:
    """The contents of config.json."""
    return {
        "name": NAME,
        "classes": list(CLASSES),
        "embedding_size": recipe.embedding_size,
        "hidden_size": recipe.hidden_size,
        "bidirectional": True,
        "gate_order": GATE_ORDER,
        "lowercase": True,
        "unk_token": UNKNOWN,
        "tokenizer": "ptb",
        "metrics": metrics,
        "license": LICENSE,
        "training": training,
    }


def write_model(folder: Path, weights: Weights, vocabulary: Vocabulary, config: dict[str, Any]) -> None:
    """Writes config.json, model.safetensors and vocab.txt (a word a line, the line's number from 0 is its id)."""
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / "model.safetensors", encode_safetensors(to_file_tensors(weights)))
    replace_file(folder / "vocab.txt", "".join(word + "\n" for word in vocabulary.words).encode())
    replace_file(folder / "config.json", (json.dumps(config, indent=2) + "\n").encode())


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    os.replace(partial, path)
