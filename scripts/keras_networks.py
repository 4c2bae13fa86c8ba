"""The golden networks (src/testing/fixtures/networks) as Keras' layers, and the ways in which Keras and TensorFlow.js write them."""

import collections
import io
import json
import re
import zipfile
from pathlib import Path

import h5py
import numpy as np

FIXTURES = Path(__file__).resolve().parent.parent / "src/testing/fixtures"


def write_legacy(group, weights, version="2.15.0", **storage):
    group.attrs["layer_names"] = [name.encode() for name in weights]
    group.attrs["backend"] = b"tensorflow"
    group.attrs["keras_version"] = version.encode()
    for layer, arrays in sorted(weights.items()):
        inner = group.create_group(layer)
        inner.attrs["weight_names"] = [name.encode() for name, _ in arrays]
        for name, array in arrays:
            inner.create_dataset(name, data=array, **storage)


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
