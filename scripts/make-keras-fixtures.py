"""Writes src/testing/fixtures/keras-*: the golden PyTorch models as Keras stores models, by hand with h5py (no Keras needed).

    /usr/bin/python3 scripts/make-keras-fixtures.py      (Debian: apt-get install python3-h5py)

The layouts are those of Keras 2 (model.save, save_weights), of Keras 3 (.weights.h5, .keras) and of the old CuDNNLSTM. Numbers are
float64, as with keras.backend.set_floatx('float64'): Keras has one bias where PyTorch has two, and their sum is no float32.
"""

import collections
import io
import json
import pickle
import re
import zipfile
from pathlib import Path

import h5py
import numpy as np

FIXTURES = Path(__file__).resolve().parent.parent / "src/testing/fixtures"
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


def write_legacy(group, weights, version="2.15.0", **storage):
    group.attrs["layer_names"] = [name.encode() for name in weights]
    group.attrs["backend"] = b"tensorflow"
    group.attrs["keras_version"] = version.encode()
    for layer, arrays in sorted(weights.items()):
        inner = group.create_group(layer)
        inner.attrs["weight_names"] = [name.encode() for name, _ in arrays]
        for name, array in arrays:
            inner.create_dataset(name, data=array, **storage)


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


def write_keras3(file, model):
    """save_weights('model.weights.h5') of Keras 3: a group for each object, its variables numbered."""

    def variables(path, arrays):
        group = file.create_group(f"{path}/vars")
        for index, array in enumerate(arrays):
            group.create_dataset(str(index), data=array)

    variables("layers/embedding", [model.embeddings])
    variables("layers/dropout", [])
    file["layers/dropout"].create_group("seed_generator/vars").create_dataset("0", data=np.zeros(2, "uint32"))
    if model.bidirectional:
        variables("layers/bidirectional", [])
    for end in model.ends:
        path = f"layers/bidirectional/{SIDES[end]}_layer" if model.bidirectional else "layers/lstm"
        variables(path, [])
        variables(f"{path}/cell", model.lstm(end))
    variables("layers/dense", model.dense)
    variables("optimizer", [np.int64(7), np.float32(0.001)])
    file.create_group("vars")


def write_archive(path, model):
    """model.save('model.keras') of Keras 3."""
    module = lambda kind, config: {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}
    input_layer = module("InputLayer", {"batch_shape": [None, None], "dtype": "int64", "name": "input_layer"})
    layers = [input_layer, *layer_configs(model, wrap=module)]
    config = {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "layers": layers}}
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        write_keras3(file, model)
    with zipfile.ZipFile(path, "w") as archive:
        date = (1980, 1, 1, 0, 0, 0)
        entry = lambda name, data: archive.writestr(zipfile.ZipInfo(name, date), data)
        entry("metadata.json", json.dumps({"keras_version": "3.6.0", "date_saved": "2025-01-01@00:00:00"}))
        entry("config.json", json.dumps(config))
        entry("model.weights.h5", weights.getvalue())


def read_safetensors(path):
    """name -> array."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    types = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}
    return {
        name: np.frombuffer(data[8 + size :][slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"]).astype("float64")
        for name, entry in header.items()
        if name != "__metadata__"
    }


class Network:
    """A golden network (src/testing/fixtures/networks) in Keras' terms: layers as (class, config, [(weight name, array)])."""

    GATES = {"lstm": "ifgo", "gru": "zrn", "rnn": "h"}
    CLASSES = {"lstm": "LSTM", "gru": "GRU", "rnn": "SimpleRNN"}

    def __init__(self, name):
        folder = FIXTURES / "networks" / name
        self.config = json.loads((folder / "config.json").read_text())
        self.tensors = read_safetensors(folder / "model.safetensors")
        self.layers = []
        self.length = (self.config.get("padding") or {}).get("length")
        if self.config.get("input") != "numbers":
            table = self.tensors["embeddings"]
            config = {"input_dim": table.shape[0], "output_dim": table.shape[1], "mask_zero": False}
            self.layers.append(("Embedding", config, [("embeddings", table)]))
        given = self.config["layers"]
        for index, layer in enumerate(given):
            getattr(self, layer["type"])(index, layer, given[index + 1] if index + 1 < len(given) else {})

    def tensor(self, index, name):
        return self.tensors.get(f"layers.{index}.{name}")

    def cell(self, index, layer, side):
        """Gates in Keras' order, matrices transposed; GRUs that reset after the product keep both biases."""
        own = layer.get("gate_order", {"lstm": "ifgo", "gru": "rzn", "rnn": "h"}[layer["type"]])
        order = [own.index(gate) for gate in self.GATES[layer["type"]]]
        blocks = lambda array: np.concatenate([np.split(array, len(own))[at] for at in order])
        get = lambda part: blocks(self.tensor(index, f"{side}.{part}"))
        both = [get("bias_ih"), get("bias_hh")]
        is_pair = layer["type"] == "gru" and layer.get("reset_after", True)
        bias = np.stack(both) if is_pair else both[0] + both[1]
        return [("kernel", get("weight_ih").T), ("recurrent_kernel", get("weight_hh").T), ("bias", bias)]

    def recurrent(self, index, layer, after):
        returns = not (after.get("type") == "readout" and after["kind"] == "final")
        config = {"units": layer["hidden_size"], "return_sequences": returns, "activation": layer.get("activation", "tanh")}
        if layer["type"] != "rnn":
            config["recurrent_activation"] = layer.get("gate_activation", "sigmoid").replace("_3", "")
        if layer["type"] == "gru":
            config["reset_after"] = layer.get("reset_after", True)
        kind = self.CLASSES[layer["type"]]
        if not layer.get("bidirectional"):
            self.layers.append((kind, config, self.cell(index, layer, "left")))
            return
        inner = {"class_name": kind, "config": {"name": kind.lower(), **config}}
        wrapper = {"merge_mode": layer.get("merge", "concat"), "layer": inner}
        weights = [(f"{side}/{part}", array) for side, end in [("forward", "left"), ("backward", "right")] for part, array in self.cell(index, layer, end)]
        self.layers.append(("Bidirectional", wrapper, weights))

    lstm = gru = rnn = recurrent

    def readout(self, index, layer, after):
        pooling = {"max": "GlobalMaxPooling1D", "mean": "GlobalAveragePooling1D", "flatten": "Flatten"}
        if layer["kind"] in pooling:
            self.layers.append((pooling[layer["kind"]], {}, []))
        if layer["kind"] == "attention":
            inner = [("kernel", self.tensor(index, "weight").T), ("bias", self.tensor(index, "bias"))]
            outer = [("kernel", self.tensor(index, "vector")[:, None]), ("bias", np.array([0.75]))]  # a bias that changes nothing
            self.layers.append(("Dense", {"units": layer["size"], "activation": "tanh"}, inner))
            self.layers.append(("Dense", {"units": 1, "activation": "linear"}, outer))
            self.layers += [(kind, config, []) for kind, config in [
                ("Flatten", {}), ("Activation", {"activation": "softmax"}), ("RepeatVector", {"n": 6}), ("Permute", {"dims": [2, 1]}),
                ("Multiply", {}), ("Sum", {"axis": 1, "keepdims": False})]]

    def dense(self, index, layer, after):
        activation = layer.get("activation", "linear") if after else self.config["output"]
        bias = self.tensor(index, "bias")
        weights = [("kernel", self.tensor(index, "weight").T), *([("bias", bias)] if bias is not None else [])]
        self.layers.append(("Dense", {"units": layer["size"], "activation": activation, "use_bias": bias is not None}, weights))

    def batchnorm(self, index, layer, after):
        scale, shift = self.tensor(index, "scale"), self.tensor(index, "shift")
        variance = np.linspace(0.5, 2, len(scale))
        mean = np.linspace(-1, 1, len(scale))
        gamma = scale * np.sqrt(variance + 1e-3)
        parts = [("gamma", gamma), ("beta", shift + mean * scale), ("moving_mean", mean), ("moving_variance", variance)]
        self.layers.append(("BatchNormalization", {"axis": -1, "epsilon": 1e-3, "center": True, "scale": True}, parts))

    def conv1d(self, index, layer, after):
        config = {"filters": layer["size"], "kernel_size": [layer["kernel"]], "strides": [1], "dilation_rate": [1], "groups": 1}
        config |= {"padding": layer["padding"], "activation": layer.get("activation", "linear"), "data_format": "channels_last"}
        kernel = self.tensor(index, "weight").transpose(1, 2, 0)
        self.layers.append(("Conv1D", config, [("kernel", kernel), ("bias", self.tensor(index, "bias"))]))

    def pool1d(self, index, layer, after):
        kind = {"max": "MaxPooling1D", "mean": "AveragePooling1D"}[layer["kind"]]
        self.layers.append((kind, {"pool_size": [layer["size"]], "strides": [layer["size"]], "padding": "valid"}, []))

    def named(self):
        """[(class, config with its name, weights)], as Keras names layers."""
        counts = collections.Counter()
        named = []
        for kind, config, weights in self.layers:
            base = snake_case(kind)
            name = f"{base}_{counts[base]}" if counts[base] else base
            counts[base] += 1
            named.append((kind, {"name": name, "trainable": True, "dtype": "float64", **config}, weights))
        return named

    def input_shape(self):
        return [None, self.length, self.config["embedding_size"]] if self.config.get("input") == "numbers" else [None, self.length]

    def functional(self, keras3):
        """Layers with what they read; attention is the one place where a layer reads two."""
        shape = {"batch_shape" if keras3 else "batch_input_shape": self.input_shape()}
        layers, before, source = [], None, None
        for kind, config, _ in [("InputLayer", {"name": "input_1", **shape}, []), *self.named()]:
            inputs = [before] if before else []
            if kind == "Dense" and config["activation"] == "tanh" and source is None:
                source = before
            if kind == "Multiply":
                inputs = [source, before]
            layers.append({"class_name": kind, "config": config, "name": config["name"], "inbound_nodes": inbound(inputs, keras3)})
            before = config["name"]
        return {"name": "model", "layers": layers, "input_layers": [["input_1", 0, 0]], "output_layers": [[before, 0, 0]]}

    def model_config(self, keras3):
        if any(kind == "Multiply" for kind, _, _ in self.layers):
            return {"class_name": "Functional", "config": self.functional(keras3)}
        shape = {"batch_shape" if keras3 else "batch_input_shape": self.input_shape()}
        layers = [("InputLayer", {"name": "input_layer", **shape}, []), *self.named()]
        listed = [{"class_name": kind, "config": config} for kind, config, _ in layers]
        return {"class_name": "Sequential", "config": {"name": "sequential", "layers": listed}}

    def write_h5(self, path):
        """Keras 2."""
        with h5py.File(path, "w", libver="v108") as file:
            file.attrs["model_config"] = json.dumps(self.model_config(False)).encode()
            file.attrs["keras_version"] = b"2.9.0"
            write_legacy(file.create_group("model_weights"), self.legacy())

    def legacy(self):
        weights = {}
        for kind, config, arrays in self.named():
            name = config["name"]
            cell = lambda part: f"{part.split('/')[0]}_inner/cell/{part.split('/')[1]}" if "/" in part else part
            weights[name] = [(f"{name}/{cell(part)}:0", array) for part, array in arrays]
        return weights

    def write_keras3_weights(self, file):
        for kind, config, arrays in self.named():
            group = f"layers/{config['name']}"
            file.create_group(f"{group}/vars")
            for index, (part, array) in enumerate(arrays):
                side = f"/{part.split('/')[0]}_layer" if "/" in part else ""
                own = part.split("/")[-1]
                is_cell = kind in ["Bidirectional", "LSTM", "GRU", "SimpleRNN"]
                number = ["kernel", "recurrent_kernel", "bias"].index(own) if is_cell else index
                file.create_dataset(f"{group}{side}{'/cell' if is_cell else ''}/vars/{number}", data=array)

    def write_archive(self, path):
        """Keras 3."""
        weights = io.BytesIO()
        with h5py.File(weights, "w", libver="v108") as file:
            self.write_keras3_weights(file)
        with zipfile.ZipFile(path, "w") as archive:
            date = (1980, 1, 1, 0, 0, 0)
            entry = lambda name, data: archive.writestr(zipfile.ZipInfo(name, date), data)
            entry("metadata.json", json.dumps({"keras_version": "3.6.0"}))
            entry("config.json", json.dumps({"module": "keras", **self.model_config(True)}))
            entry("model.weights.h5", weights.getvalue())


    def write_tfjs(self, folder, quantise=None, shards=2):
        """tensorflowjs_converter: model.json, and float32 or quantised numbers in shards."""
        folder.mkdir(parents=True, exist_ok=True)
        entries, data = [], b""
        for layer, arrays in self.legacy().items():
            for name, array in arrays:
                array = np.asarray(array, "<f4")
                entry = {"name": name[:-2], "shape": list(array.shape), "dtype": "float32"}
                if quantise == "float16":
                    entry["quantization"] = {"dtype": "float16", "original_dtype": "float32"}
                    array = array.astype("<f2")
                elif quantise:
                    low, high, most = float(array.min()), float(array.max()), np.iinfo(quantise).max
                    scale = (high - low) / most or 1.0
                    entry["quantization"] = {"dtype": quantise, "min": low, "scale": scale, "original_dtype": "float32"}
                    array = np.round((array - low) / scale).astype(np.dtype(quantise).newbyteorder("<"))
                entries.append(entry)
                data += array.tobytes()
        size = -(-len(data) // shards)
        paths = [f"group1-shard{index + 1}of{shards}.bin" for index in range(shards)]
        for index, path in enumerate(paths):
            (folder / path).write_bytes(data[index * size : (index + 1) * size])
        model = {"format": "layers-model", "generatedBy": "keras v2.9.0", "convertedBy": "TensorFlow.js Converter v4.17.0"}
        topology = {"keras_version": "2.9.0", "backend": "tensorflow", "model_config": self.model_config(False)}
        manifest = [{"paths": paths, "weights": entries}]
        (folder / "model.json").write_text(json.dumps({**model, "modelTopology": topology, "weightsManifest": manifest}) + "\n")


def snake_case(name):
    """keras.src.utils.naming.to_snake_case"""
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def inbound(names, keras3):
    if not names:
        return []
    if not keras3:
        return [[[name, 0, 0, {}] for name in names]]
    tensors = [{"class_name": "__keras_tensor__", "config": {"shape": [None, None], "keras_history": [name, 0, 0]}} for name in names]
    return [{"args": [tensors] if len(tensors) > 1 else tensors, "kwargs": {"mask": None}}]


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
    write_whole(folder / "latest.h5", uni, libver="v108")
    write_whole(folder / "cudnn.h5", Model("pytorch-bidi", "float32"), kind="CuDNNLSTM", cell="")
    write_whole(folder / "float16.h5", Model("pytorch-uni", "float16"))


main()
