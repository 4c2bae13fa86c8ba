"""Writes src/testing/fixtures/pytorch-networks: tiny networks of many kinds as people save them, and their scores by PyTorch in float64.

    /usr/bin/python3 scripts/make-torch-network-fixtures.py      (Debian: apt-get install python3-torch, 1.13)

vocabularies/torch-*.pt are words as torch.save keeps them (classes of torchtext are stand-ins of the same names). NAME.pt is what torch.save wrote; networks.json says of each what its program does that the file does not tell (`choices`), what is read
(`ids`, or rows of numbers as `inputs`), and the scores before softmax or sigmoid.
"""

import collections
import io
import json
import pathlib
import sys
import types
import zipfile

import torch
from torch import nn

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "src/testing/fixtures/pytorch-networks"
V, E, D, C = 9, 4, 3, 3
WORDS = ["<unk>", "<pad>", "the", "plot", "is", "warm", "dull", "café", "film"]
IDS = [[3, 1, 7, 2, 5], [8, 4, 6, 6, 1]]


class Net(nn.Module):
    """`read`: what forward() does with the outputs [1, T, n] and the last states [layers x directions, 1, d]."""

    def __init__(self, body, read, head, embedding=True):
        super().__init__()
        if embedding:
            self.embedding = nn.Embedding(V, E, padding_idx=0)
        for name, part in body.items():
            setattr(self, name, part)
        for name, part in head.items():
            setattr(self, name, part)
        self.steps = list(body), read

    def forward(self, x):
        names, read = self.steps
        last = None
        x = self.embedding(x) if hasattr(self, "embedding") else x
        for name in names:
            part = getattr(self, name)
            if isinstance(part, nn.RNNBase):
                x, last = part(x)
                last = last[0] if isinstance(last, tuple) else last
            elif isinstance(part, nn.Conv1d):
                x = torch.relu(part(x.transpose(1, 2))).transpose(1, 2)
            else:
                x = torch.tanh(part(x))
        return read(self, x, last)


def lstm(reads=E, units=D, **how):
    return nn.LSTM(reads, units, batch_first=True, **how)


def final(h):
    return torch.cat([h[-2], h[-1]], dim=1)


class Attention(nn.Module):
    """Of parameters by themselves, as in Yang et al. 2016."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(V, E)
        self.gru = nn.GRU(E, D, bidirectional=True, batch_first=True)
        self.att_weight = nn.Parameter(torch.randn(2 * D, 2 * D))
        self.att_bias = nn.Parameter(torch.randn(2 * D))
        self.context_vector = nn.Parameter(torch.randn(2 * D, 1))
        self.fc = nn.Linear(2 * D, C)

    def forward(self, x):
        h, _ = self.gru(self.embedding(x))
        a = torch.softmax(torch.tanh(h @ self.att_weight + self.att_bias) @ self.context_vector, dim=1)
        return self.fc((a * h).sum(1))


class Cells(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(V, E)
        self.forward_cell, self.backward_cell = nn.LSTMCell(E, D), nn.LSTMCell(E, D)
        self.fc = nn.Linear(2 * D, C)

    def forward(self, x):
        rows = self.embedding(x)[0]
        ends = []
        for cell, order in [(self.forward_cell, rows), (self.backward_cell, rows.flip(0))]:
            state = None
            for row in order:
                state = cell(row[None], state)
            ends.append(state[0])
        return self.fc(torch.cat(ends, dim=1))


def attention(self, x, _):
    a = torch.softmax(self.attention[2](torch.tanh(self.attention[0](x))), dim=1)
    return self.fc((a * x).sum(1))


def hidden(activate, norm=None):
    """Two linear layers on the last states of both directions."""

    def read(self, x, h):
        y = self.fc1(final(h))
        if norm == "before":
            y = self.bn(y)
        y = activate(y)
        return self.fc2(self.bn(y) if norm == "after" else y)

    return read


def two(**more):
    return {"fc1": nn.Linear(2 * D, 4), **more, "fc2": nn.Linear(4, C)}


def fc(reads, gives=C):
    return {"fc": nn.Linear(reads, gives)}


class Whole(nn.Module):
    """All that a module says of itself; TorchScript does not keep eps."""

    def __init__(self, eps=0.1):
        super().__init__()
        self.embedding = nn.Embedding(V, E, padding_idx=0)
        self.conv = nn.Sequential(nn.Conv1d(E, 5, 3, padding=1), nn.Tanh())
        self.rnn = nn.RNN(5, D, nonlinearity="relu", num_layers=2, bidirectional=True, batch_first=True, dropout=0.1)
        self.head = nn.Sequential(
            nn.Linear(2 * D, 4), nn.BatchNorm1d(4, eps), nn.Tanh(), nn.Dropout(0.5), nn.Linear(4, 4), nn.Linear(4, 1), nn.Sigmoid()
        )

    def forward(self, x):
        x = self.conv(self.embedding(x).transpose(1, 2)).transpose(1, 2)
        _, h = self.rnn(x)
        return self.head[:-1](final(h))


class Pooled(nn.Module):
    """Without a recurrent layer."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(V, E)
        self.conv = nn.Conv1d(E, 6, 2)
        self.relu = nn.ReLU()
        self.pool = nn.AdaptiveMaxPool1d(1)
        self.fc = nn.Linear(6, C)

    def forward(self, x):
        return self.fc(self.pool(self.relu(self.conv(self.embedding(x).transpose(1, 2)))).squeeze(2))


def networks():
    """Name, network, choices, and how it is saved: its state_dict, where nothing is said."""
    bi = {"bidirectional": True}
    yield "gru-two-layers-mean", Net({"gru": nn.GRU(E, D, 2, batch_first=True)}, lambda m, x, h: m.fc(x.mean(1)), fc(D)), {"readout": "mean"}
    yield "conv-lstm", Net({"conv": nn.Conv1d(E, 5, 3, padding=1), "lstm": lstm(5)}, lambda m, x, h: m.fc(h[-1]), fc(D)), {"padding.conv": "same"}
    yield "dense-first", Net({"proj": nn.Linear(E, 6), "lstm": lstm(6, **bi)}, lambda m, x, h: m.fc(final(h)), fc(2 * D)), {"activation.proj": "tanh"}
    yield "norm-before", Net({"lstm": lstm(**bi)}, hidden(torch.relu, "before"), two(bn=nn.BatchNorm1d(4))), {}
    yield "norm-after", Net({"lstm": lstm(**bi)}, hidden(torch.sigmoid, "after"), two(bn=nn.BatchNorm1d(4))), {"activation.fc1": "sigmoid", "norm.bn": "after"}
    yield "attention", Net({"lstm": lstm(**bi)}, attention, {"attention": nn.Sequential(nn.Linear(2 * D, 5), nn.Tanh(), nn.Linear(5, 1)), **fc(2 * D)}), {}
    yield "attention-parameters", Attention(), {}
    yield "cells", Cells(), {}
    yield "backward-state", Net({"lstm": lstm(**bi)}, lambda m, x, h: m.fc(h[-1]), fc(D)), {}
    yield "forward-state", Net({"lstm": lstm(**bi)}, lambda m, x, h: m.fc(h[0]), fc(D)), {"readout": "final-left"}
    yield "directions-added", Net({"lstm": lstm(**bi)}, lambda m, x, h: m.fc((x[:, :, :D] + x[:, :, D:]).max(1)[0]), fc(D)), {"readout": "sum-max"}
    yield "flatten", Net({"lstm": lstm()}, lambda m, x, h: m.fc(x.flatten(1)), fc(5 * D)), {}
    yield "two-modules", Net({"lstm1": lstm(**bi), "lstm2": lstm(2 * D, 2)}, lambda m, x, h: m.fc(x[:, -1]), fc(2)), {}
    yield "rows-then-max", Net({"lstm": lstm(**bi)}, lambda m, x, h: m.fc2(torch.relu(m.fc1(x)).max(1)[0]), two()), {"readout": "max.fc1"}
    yield "numbers", Net({"lstm": lstm()}, lambda m, x, h: m.fc(h[-1]), fc(D), embedding=False), {"output": "sigmoid"}
    yield "module-whole", Whole(), {}, lambda net: net
    yield "script", Whole(1e-5), {"padding.conv.0": "same", "activation.rnn": "relu"}, lambda net: torch.jit.trace(net, torch.tensor([IDS[0]]))
    yield "module-pooled", Pooled(), {}, lambda net: {"epoch": 3, "net": net}
    other = Net({"lstm": lstm()}, lambda m, x, h: m.fc(h[-1]), fc(D)).state_dict()
    yield "second-weights", Net({"lstm": lstm()}, lambda m, x, h: m.fc(h[-1]), fc(D)), {"weights": "ema"}, lambda net: {"model": other, "ema": net.state_dict()}
    yield "checkpoint-words", Net({"lstm": lstm()}, lambda m, x, h: m.fc(h[-1]), fc(D)), {}, checkpoint


def checkpoint(net):
    """What training scripts keep beside the weights: among it the words, the names of the classes, and what looks like words and is none."""
    optimizer = torch.optim.Adam(net.parameters()).state_dict()
    settings = {"lr": 1, "epochs": 2, "hidden": D, "layers": 1, "size": E}
    words = {"word_counts": {word: 7 for word in WORDS}, "stoi": {word: id for id, word in enumerate(WORDS)}, "itos": WORDS}
    return {"model_state_dict": net.state_dict(), "optimizer": optimizer, "args": settings, "data": words, "label2id": {"dull": 0, "fair": 1, "warm": 2}}


def save_script(program, path):
    """Without the files for its debugger, which are most of its size."""
    buffer = io.BytesIO()
    torch.jit.save(program, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                target.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), source.read(entry))


def place(name, where, state):
    """An object of a class that stands in for one of torchtext's."""
    for count in range(1, where.count(".") + 2):
        path = ".".join(where.split(".")[:count])
        sys.modules.setdefault(path, types.ModuleType(path))
    kind = type(name, (), {"__module__": where, **({} if isinstance(state, dict) else {"__getstate__": lambda self: state})})
    setattr(sys.modules[where], name, kind)
    made = kind()
    if isinstance(state, dict):
        made.__dict__.update(state)
    return made


def vocabularies():
    words, ids = WORDS, {word: id for id, word in enumerate(WORDS)}
    folder = FOLDER.parent / "vocabularies"
    inner = place("Vocab", "torchtext._torchtext", ("0.0.2", [0], words, []))
    empty = {name: collections.OrderedDict() for name in ["_parameters", "_buffers", "_modules"]}
    outer = {"training": True, **empty, "_non_persistent_buffers_set": set(), "vocab": inner}
    torch.save(place("Vocab", "torchtext.vocab.vocab", outer), folder / "torch-vocab.pt")
    old = {"freqs": collections.Counter(words), "itos": words, "stoi": collections.defaultdict(int, ids), "vectors": None}
    torch.save(place("Vocab", "torchtext.vocab", old), folder / "torch-old.pt", _use_new_zipfile_serialization=False)
    torch.save(ids, folder / "torch-dict.pt")


def main():
    FOLDER.mkdir(exist_ok=True)
    vocabularies()
    torch.manual_seed(0)
    golden = {}
    for name, net, choices, *save in networks():
        for module in net.modules():
            if isinstance(module, nn.BatchNorm1d):
                nn.init.uniform_(module.running_mean, -1, 1)
                nn.init.uniform_(module.running_var, 0.5, 2)
                nn.init.uniform_(module.weight, 0.5, 2)
                nn.init.uniform_(module.bias, -1, 1)
        net.eval()
        if name == "script":
            save_script(save[0](net), FOLDER / f"{name}.pt")
        else:
            torch.save(save[0](net) if save else net.state_dict(), FOLDER / f"{name}.pt")
        inputs = torch.randn(2, 4, E).double().tolist() if name == "numbers" else None
        net.double()
        with torch.no_grad():
            read = [torch.tensor([row], dtype=torch.float64) for row in inputs] if inputs else [torch.tensor([ids]) for ids in IDS]
            scores = [net(one)[0].tolist() for one in read]
        golden[name] = {"choices": choices, **({"inputs": inputs} if inputs else {"ids": IDS}), "scores": scores}
    (FOLDER / "networks.json").write_text(json.dumps(golden, indent=1) + "\n")


main()
