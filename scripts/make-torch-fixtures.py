"""Writes src/testing/fixtures/pytorch-variants: the golden model of pytorch-bidi in the forms in which people save models.

    /usr/bin/python3 scripts/make-torch-fixtures.py      (Debian: apt-get install python3-torch, 1.13)

Another run gives other bytes: the old format has addresses as the keys of its storages.
"""

import argparse
import collections
import datetime
import enum
import functools
import io
import json
import logging
import pathlib
import warnings
import zipfile

import numpy as np
import torch
import torch.serialization
from torch import nn

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "src/testing/fixtures"
FOLDER = FIXTURES / "pytorch-variants"
OLD = {"_use_new_zipfile_serialization": False}

warnings.simplefilter("ignore")
torch.manual_seed(0)
# The old format holds the source text of each module's class, some 40 KB of torch's own, and where it stood.
torch.serialization.get_source_lines_and_file = lambda obj, *_: ([f"class {obj.__name__}: ...\n"], 1, "model.py")


class Colour(enum.Enum):
    RED = 1


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(14, 6, padding_idx=0)
        self.drop = nn.Dropout(0.25)
        self.lstm = nn.LSTM(6, 5, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(10, 5)
        self.register_buffer("steps", torch.tensor(7))

    def forward(self, x):
        _, (h, _) = self.lstm(self.drop(self.embedding(x)))
        return self.fc(torch.cat([h[0], h[1]], dim=1))


class Stack(nn.Module):
    """What comes after the readout in order, a function of torch as an attribute, and a layer that occurs twice."""

    def __init__(self):
        super().__init__()
        shared = nn.Linear(2, 2)
        self.cell = nn.GRU(3, 2, num_layers=2, dropout=0.5)
        self.head = nn.Sequential(shared, nn.ReLU(), nn.Dropout(p=0.1), shared, nn.Sigmoid())
        self.conv = nn.Conv1d(2, 1, kernel_size=3)
        self.act = torch.tanh
        self.other = nn.functional.relu


class Cell(nn.Module):
    """Recurrent by what its forward() would do."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(14, 2)
        self.i2h = nn.Linear(5, 3)
        self.i2o = nn.Linear(5, 2)
        self.softmax = nn.LogSoftmax(dim=1)


def golden():
    model = Classifier()
    model.load_state_dict({**torch.load(FIXTURES / "pytorch-bidi/model.pt"), "steps": torch.tensor(7)})
    return model.eval()


def save(name, value, **how):
    torch.save(value, FOLDER / f"{name}.pt", **how)


def save_script(name, program):
    """Without the files for its debugger, which are most of its size."""
    buffer = io.BytesIO()
    torch.jit.save(program, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(FOLDER / f"{name}.pt", "w") as target:
        for entry in source.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                target.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), source.read(entry))


def checkpoint(model):
    """What training scripts keep beside the weights, and weights that are not meant."""
    weights = {f"module.{name}": tensor for name, tensor in model.state_dict().items()}
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.tensor([[1, 2, 3]])).sum().backward()
    step = optimizer.param_groups[0]["lr"]
    optimizer.step()
    model.load_state_dict(golden().state_dict())
    return {
        "epoch": 3,
        "state": {"net": weights, "ema": {name: tensor.float() + 1 for name, tensor in weights.items()}},
        "optimizer": optimizer.state_dict(),
        "scheduler": torch.optim.lr_scheduler.StepLR(optimizer, 1).state_dict(),
        "args": argparse.Namespace(lr=step, layers=[1, 2], out=pathlib.PurePosixPath("runs/best")),
        "when": datetime.datetime(2024, 2, 3, 4, 5, 6),
        "best": np.float64(0.875),
        "curve": np.array([0.5, 0.75]),
        "classes": np.array(["bad", "good"]),
        "objects": np.array(["bad", None], dtype=object),
        "counts": collections.Counter("abca"),
        "lists": collections.defaultdict(list, {"a": [1]}),
        "ids": collections.defaultdict(int, {"a": 1}),
        "things": [Colour.RED, range(3), 1 + 2j, slice(1), b"abc", bytearray(b"abc"), ..., logging.getLogger("run"), int],
        "functions": [golden, nn.functional.relu, torch.tanh, model.forward, functools.partial(golden, 1)],
        "word": np.str_("good"),
        "fields": np.zeros(1, dtype=[("a", "f4")]),
        "pairs": {(1, 2): 3, None: 4},
        "tags": {"a"},
        "seed": 2**64 - 1,
        "size": torch.Size([2, 3]),
        "device": torch.device("cpu"),
        "type": torch.float16,
        "loss": torch.tensor(0.25),
    }


def types():
    """Every number type and every way to view a storage, with the values that are meant."""
    six = torch.tensor([[0.5, -1.0, 2.0], [3.5, -0.25, 8.0]])
    tensors = {
        "float16": six.half(),
        "bfloat16": six.bfloat16(),
        "float32": six,
        "float64": six.double() / 3,
        "parameter": nn.Parameter(six.clone()),
        "transposed": six.clone().t(),
        "columns": six.clone()[:, 1:],
        "every_other": six.clone().flatten()[1::2],
        "expanded": torch.zeros(4).narrow(0, 0, 1).expand(4),
        "shared_a": six.flatten()[:2],
        "shared_b": six.flatten()[2:],
        "scalar": torch.tensor(1.5),
        "empty": torch.zeros(0, 3),
    }
    tensors["tagged"] = nn.Parameter(six.clone())
    tensors["tagged"].note = "by hand"
    whole = {"int64": torch.tensor([1, 2]), "uint8": torch.tensor([3], dtype=torch.uint8), "bool": torch.tensor([True])}
    expected = {name: {"shape": list(tensor.shape), "data": tensor.double().flatten().tolist()} for name, tensor in tensors.items()}
    return {**tensors, **whole}, expected


def main():
    FOLDER.mkdir(exist_ok=True)
    model = golden()
    model.register_buffer("positions", torch.arange(4.0), persistent=False)  # no part of the state_dict
    weights = model.state_dict()
    save("old", weights, **OLD)
    save("old-protocol4", weights, pickle_protocol=4, **OLD)
    save("old-module", model, **OLD)
    save("old-checkpoint", checkpoint(model), **OLD)
    save("module", nn.DataParallel(model))
    save("module-protocol4", {"model": model, "epoch": 3}, pickle_protocol=4)
    save("checkpoint", checkpoint(model))
    save("checkpoint-protocol4", checkpoint(model), pickle_protocol=4)
    save("parts", {name: getattr(model, name).state_dict() for name in ["embedding", "lstm", "fc"]})
    save("stack", Stack())
    save("by-hand", Cell())
    for name, layers in {"sigmoid": [model.fc, nn.Sigmoid()], "sigmoid-inside": [nn.Sigmoid(), model.fc]}.items():
        save(name, nn.ModuleDict({"embedding": model.embedding, "lstm": model.lstm, "head": nn.Sequential(*layers)}))
    scripted = torch.jit.script(golden())
    save_script("script", scripted)
    save_script("trace", torch.jit.trace(golden(), torch.tensor([[1, 2, 3]])))
    save_script("frozen", torch.jit.freeze(scripted))
    tensors, expected = types()
    save("types", tensors)
    save("types-old", tensors, **OLD)
    (FOLDER / "types.json").write_text(json.dumps(expected) + "\n")
    save("quantised", {"fc.weight": torch.quantize_per_tensor(torch.ones(2, 2), 0.5, 0, torch.qint8)})
    save("quantised-module", torch.quantization.quantize_dynamic(nn.Sequential(nn.Linear(2, 2)), {nn.Linear}))
    save("sparse", {"fc.weight": torch.eye(2).to_sparse()})
    save("complex", {"fc.weight": torch.ones(2, dtype=torch.complex64)})


main()
