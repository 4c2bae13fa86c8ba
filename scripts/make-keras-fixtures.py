"""Writes src/testing/fixtures/keras-*: the golden PyTorch models as Keras stores models, by hand with h5py (no Keras needed).

    /usr/bin/python3 scripts/make-keras-fixtures.py      (Debian: apt-get install python3-h5py)

The layouts are those of Keras 2 (model.save, save_weights), of Keras 3 (.weights.h5, .keras) and of the old CuDNNLSTM. Numbers are
float64, as with keras.backend.set_floatx('float64'): Keras has one bias where PyTorch has two, and their sum is no float32.
"""

import collections
import io
import json
import pickle
import zipfile

import h5py
import numpy as np
from keras_networks import FIXTURES, Network, write_legacy

SIDES = {"": "forward", "_reverse": "backward"}


def read_torch(path):
    """The tensors of a state_dict, without PyTorch: name -> float32 array."""
    archive = zipfile.ZipFile(path)
    root = archive.namelist()[0].split("/")[0]

    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            if name == "_rebuild_tensor_v2":
                return lambda data, offset, shape, *_: data[offset : offset + int(np.prod(shape))].reshape(shape)
            return collections.OrderedDict if name == "OrderedDict" else name

        def persistent_load(self, key):
            return np.frombuffer(archive.read(f"{root}/data/{key[2]}"), {"DoubleStorage": "<f8", "FloatStorage": "<f4"}[key[1]])

    return Reader(io.BytesIO(archive.read(f"{root}/data.pkl"))).load()


class Model:
    """A golden model in Keras' terms: gates i, f, c, o as in PyTorch, matrices transposed, one bias."""

    def __init__(self, name, dtype="float64"):
        rename = {"embedding": "emb", "rnn": "lstm", "fc": "out"}
        tensors = {}
        for key, array in read_torch(FIXTURES / name / "model.pt").items():
            module, part = key.split(".")
            tensors[f"{rename.get(module, module)}.{part}"] = array
        self.words = (FIXTURES / name / "vocab.txt").read_text().split("\n")[:-1]
        self.dtype = dtype
        self.embeddings = tensors["emb.weight"].astype(dtype)
        self.ends = [end for end in SIDES if f"lstm.weight_ih_l0{end}" in tensors]
        self.torch = tensors
        self.dense = [tensors["out.weight"].T.astype(dtype), tensors["out.bias"].astype(dtype)]
        self.classes = len(tensors["out.bias"])
        self.bidirectional = len(self.ends) == 2
        self.units = tensors["lstm.weight_hh_l0"].shape[1]

    def lstm(self, end):
        """kernel [e, 4d], recurrent_kernel [d, 4d], bias [4d]."""
        part = lambda which: self.torch[f"lstm.{which}_l0{end}"].astype(self.dtype)
        return [part("weight_ih").T, part("weight_hh").T, part("bias_ih") + part("bias_hh")]

    def cudnn(self, end):
        """As CuDNNLSTM kept them: of each gate the kernel's numbers in cuDNN's order, the recurrent kernel transposed; both biases."""
        part = lambda which: self.torch[f"lstm.{which}_l0{end}"].astype(self.dtype)
        units, size = self.units, self.embeddings.shape[1]
        gates = lambda matrix: np.split(matrix, 4)
        kernel = np.hstack([gate.reshape(size, units) for gate in gates(part("weight_ih"))])
        return [kernel, np.hstack(gates(part("weight_hh"))), np.concatenate([part("bias_ih"), part("bias_hh")])]


def lstm_config(model, name, kind="LSTM"):
    config = {
        "name": name,
        "trainable": True,
        "dtype": model.dtype,
        "return_sequences": False,
        "return_state": False,
        "go_backwards": False,
        "stateful": False,
        "units": model.units,
    }
    if kind == "CuDNNLSTM":
        return {**config, "unit_forget_bias": True}
    return {
        **config,
        "unroll": False,
        "activation": "tanh",
        "recurrent_activation": "sigmoid",
        "use_bias": True,
        "unit_forget_bias": True,
        "dropout": 0.2,
        "recurrent_dropout": 0.0,
    }


def layer_configs(model, kind="LSTM", wrap=lambda kind, config: {"class_name": kind, "config": config}):
    rows, size = model.embeddings.shape
    embedding = {"name": "embedding", "trainable": True, "dtype": model.dtype, "input_dim": rows, "output_dim": size, "mask_zero": True}
    inner = lstm_config(model, "lstm", kind)
    layers = [wrap("Embedding", embedding), wrap("Dropout", {"name": "dropout", "rate": 0.5})]
    if model.bidirectional:
        config = {"name": "bidirectional", "trainable": True, "dtype": model.dtype, "merge_mode": "concat", "layer": wrap(kind, inner)}
        layers.append(wrap("Bidirectional", config))
    else:
        layers.append(wrap(kind, inner))
    dense = {"name": "dense", "trainable": True, "units": model.classes, "activation": "softmax", "use_bias": True}
    return [*layers, wrap("Dense", dense)]


def legacy_weights(model, kind="LSTM", cell="lstm_cell/"):
    """Keras 2's names: layer -> [(weight name, array)]."""
    arrays = lambda end: (model.cudnn if kind == "CuDNNLSTM" else model.lstm)(end)
    lstm = []
    for end in model.ends:
        path = f"bidirectional/{SIDES[end]}_lstm/{cell}" if model.bidirectional else f"lstm/{cell}"
        lstm += [(f"{path}{part}:0", array) for part, array in zip(["kernel", "recurrent_kernel", "bias"], arrays(end))]
    return {
        "embedding": [("embedding/embeddings:0", model.embeddings)],
        "dropout": [],
        "bidirectional" if model.bidirectional else "lstm": lstm,
        "dense": [("dense/kernel:0", model.dense[0]), ("dense/bias:0", model.dense[1])],
    }


def write_whole(path, model, kind="LSTM", cell="lstm_cell/", libver="earliest", **storage):
    """model.save('model.h5') of Keras 2."""
    with h5py.File(path, "w", libver=libver) as file:
        file.attrs["keras_version"] = b"2.15.0"
        file.attrs["backend"] = b"tensorflow"
        config = {"class_name": "Sequential", "config": {"name": "sequential", "layers": layer_configs(model, kind)}}
        file.attrs["model_config"] = json.dumps(config).encode()
        file.attrs["training_config"] = json.dumps({"loss": "categorical_crossentropy"}).encode()
        write_legacy(file.create_group("model_weights"), legacy_weights(model, kind, cell), **storage)
        # An optimiser's state is no part of the model.
        optimizer = file.create_group("optimizer_weights")
        optimizer.attrs["weight_names"] = [b"Adam/iter:0"]
        optimizer.create_dataset("Adam/iter:0", data=np.int64(7))


def write_keras3(file, model, separator="/"):
    """save_weights('model.weights.h5') of Keras 3: a group for each object, its variables numbered. On Windows its separator is part of the names."""

    def variables(path, arrays):
        group = file.create_group(f"{path.replace('/', separator)}/vars")
        for index, array in enumerate(arrays):
            group.create_dataset(str(index), data=array)

    variables("layers/embedding", [model.embeddings])
    variables("layers/dropout", [])
    file["layers/dropout".replace("/", separator)].create_group("seed_generator/vars").create_dataset("0", data=np.zeros(2, "uint32"))
    if model.bidirectional:
        variables("layers/bidirectional", [])
    for end in model.ends:
        path = f"layers/bidirectional/{SIDES[end]}_layer" if model.bidirectional else "layers/lstm"
        variables(path, [])
        variables(f"{path}/cell", model.lstm(end))
    variables("layers/dense", model.dense)
    variables("optimizer", [np.int64(7), np.float32(0.001)])
    file.create_group("vars")


def write_archive(path, model, separator="/"):
    """model.save('model.keras') of Keras 3."""
    module = lambda kind, config: {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}
    input_layer = module("InputLayer", {"batch_shape": [None, None], "dtype": "int64", "name": "input_layer"})
    layers = [input_layer, *layer_configs(model, wrap=module)]
    config = {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "layers": layers}}
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        write_keras3(file, model, separator)
    with zipfile.ZipFile(path, "w") as archive:
        date = (1980, 1, 1, 0, 0, 0)
        entry = lambda name, data: archive.writestr(zipfile.ZipInfo(name, date), data)
        entry("metadata.json", json.dumps({"keras_version": "3.6.0", "date_saved": "2025-01-01@00:00:00"}))
        entry("config.json", json.dumps(config))
        entry("model.weights.h5", weights.getvalue())


# What Keras' layers cannot say: the last row of two directions, one direction of two.
NETWORKS = ["attention", "conv-lstm", "flatten", "gru", "gru-reset-before", "mean-pool", "multi-label", "numeric", "numeric-regression", "padded-pre", "rnn", "stacked-bilstm"]


def write_networks():
    folder = FIXTURES / "keras-networks"
    folder.mkdir(exist_ok=True)
    for name in NETWORKS:
        network = Network(name)
        network.write_h5(folder / f"{name}.h5")
        network.write_archive(folder / f"{name}.keras")
    for name in ["conv-lstm", "gru-reset-before", "numeric"]:
        Network(name).write_tfjs(FIXTURES / "tfjs" / name)
    for quantise in ["uint8", "uint16", "float16"]:
        Network("padded-pre").write_tfjs(FIXTURES / "tfjs" / quantise, quantise, 1)


def main():
    write_networks()
    for kind in ["bidi", "uni"]:
        model = Model(f"pytorch-{kind}")
        folder = FIXTURES / f"keras-{kind}"
        folder.mkdir(exist_ok=True)
        write_whole(folder / "model.h5", model)
        with h5py.File(folder / "model.weights.h5", "w") as file:
            write_keras3(file, model)
        write_archive(folder / "model.keras", model)
        (folder / "vocab.json").write_text(json.dumps({word: index for index, word in enumerate(model.words)}) + "\n")
    folder = FIXTURES / "keras-variants"
    folder.mkdir(exist_ok=True)
    uni = Model("pytorch-uni")
    with h5py.File(folder / "legacy-weights.h5", "w") as file:
        write_legacy(file, legacy_weights(uni, cell=""), "2.3.1")
    write_whole(folder / "packed.h5", uni, chunks=True, compression="gzip", shuffle=True, fletcher32=True)
    write_archive(folder / "windows.keras", uni, "\\")
    write_whole(folder / "latest.h5", uni, libver="v108")
    write_whole(folder / "cudnn.h5", Model("pytorch-bidi", "float32"), kind="CuDNNLSTM", cell="")
    write_whole(folder / "float16.h5", Model("pytorch-uni", "float16"))


main()
