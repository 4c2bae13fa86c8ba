"""Writes src/testing/fixtures/vocabularies: small vocabularies of words made up for it, in the forms in which programs keep them.

    python3 scripts/make-vocabulary-fixtures.py      (needs numpy, joblib and scikit-learn)

Classes of Keras and torchtext are stand-ins of the same names with the fields of the real ones; joblib and scikit-learn are real.
expected.json holds what the Tokenizer, as Keras documents it, makes of some texts.
"""

import collections
import json
import pickle
import sys
import types
from pathlib import Path

import joblib
import numpy as np
from sklearn.preprocessing import LabelEncoder

FOLDER = Path(__file__).resolve().parent.parent / "src/testing/fixtures/vocabularies"
TEXTS = [
    "The plot is warm, the cast is warm!",
    "A warm-hearted plot: don't miss it.",
    "Dull, DULL (and dull) plot; 3 stars...",
    "İzmir'de ΟΔΟΣ warm\tplot\nthe end",
    "  the   unheard-of   cast  ",
    "!!! ???",
    "",
]
TRAINED_ON = ["the plot is warm", "the cast is warm and dull", "the plot don't miss the dull plot", "i̇zmir'de οδος warm end"]


def module(name):
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        path = ".".join(parts[:count])
        sys.modules.setdefault(path, types.ModuleType(path))
    return sys.modules[name]


def place(kind, name, where):
    kind.__module__, kind.__qualname__, kind.__name__ = where, name, name
    setattr(module(where), name, kind)
    return kind


class Tokenizer:
    """Keras' Tokenizer by its documentation: the fields that pickle keeps, and texts_to_sequences."""

    def __init__(self, num_words=None, filters='!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', lower=True, split=" ", char_level=False, oov_token=None):
        self.word_counts = collections.OrderedDict()
        self.word_docs = collections.defaultdict(int)
        self.filters, self.split, self.lower, self.num_words = filters, split, lower, num_words
        self.document_count = 0
        self.char_level, self.oov_token = char_level, oov_token
        self.index_docs = collections.defaultdict(int)

    def words(self, text):
        text = text.lower() if self.lower else text
        if self.char_level:
            return list(text)
        for sign in self.filters:
            text = text.replace(sign, self.split)
        return [word for word in text.split(self.split) if word]

    def fit_on_texts(self, texts):
        for text in texts:
            self.document_count += 1
            words = self.words(text)
            for word in words:
                self.word_counts[word] = self.word_counts.get(word, 0) + 1
            for word in sorted(set(words)):
                self.word_docs[word] += 1
        ranked = sorted(self.word_counts, key=self.word_counts.get, reverse=True)
        ranked = ([] if self.oov_token is None else [self.oov_token]) + ranked
        self.word_index = {word: index + 1 for index, word in enumerate(ranked)}
        self.index_word = {index: word for word, index in self.word_index.items()}
        for word, count in self.word_docs.items():
            self.index_docs[self.word_index[word]] = count

    def texts_to_sequences(self, texts):
        return [[i for i in map(self.id, self.words(text)) if i is not None] for text in texts]

    def id(self, word):
        index = self.word_index.get(word)
        known = index is not None and not (self.num_words and index >= self.num_words)
        return index if known else self.word_index.get(self.oov_token)

    def to_json(self):
        config = {name: value for name, value in vars(self).items() if name not in ("word_counts", "word_docs", "index_docs", "index_word", "word_index")}
        for name in ("word_counts", "word_docs", "index_docs", "index_word", "word_index"):
            config[name] = json.dumps(getattr(self, name))
        return json.dumps({"class_name": "Tokenizer", "config": config})


def tokenizer(where, **settings):
    made = place(type("Tokenizer", (Tokenizer,), {}), "Tokenizer", where)(**settings)
    made.fit_on_texts(TRAINED_ON)
    return made


def save(name, value, protocol=4):
    (FOLDER / name).write_bytes(value if isinstance(value, bytes) else pickle.dumps(value, protocol))


def torchtext_vocab(words):
    """Of torchtext 0.8 and before."""
    place(lambda: 0, "_default_unk_index", "torchtext.vocab")
    vocab = place(type("Vocab", (), {}), "Vocab", "torchtext.vocab")()
    vocab.freqs = collections.Counter({word: 3 for word in words[2:]})
    vocab.itos = list(words)
    vocab.unk_index = 0
    vocab.stoi = collections.defaultdict(sys.modules["torchtext.vocab"]._default_unk_index, {word: id for id, word in enumerate(words)})
    vocab.vectors = None
    return vocab


def torchtext_transform(words):
    """Of torchtext 0.9 and later: a module that holds an object of C++, whose state is (version, [default], words, [])."""
    inner = place(type("Vocab", (), {"__getstate__": lambda self: ("0.0.2", [0], list(words), [])}), "Vocab", "torchtext._torchtext")
    outer = place(type("Vocab", (), {}), "Vocab", "torchtext.vocab.vocab")()
    outer.training = True
    for name in ("_parameters", "_buffers", "_modules"):
        setattr(outer, name, collections.OrderedDict())
    outer._non_persistent_buffers_set = set()
    outer.vocab = inner()
    return outer


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    old, new, tf = "keras_preprocessing.text", "keras.src.legacy.preprocessing.text", "tensorflow.keras.preprocessing.text"
    plain = tokenizer(old)
    made = {
        "keras-plain.pkl": plain,
        "keras-oov.pkl": tokenizer(new, oov_token="<OOV>", num_words=6),
        "keras-limit.pkl": tokenizer(tf, num_words=5),
        "keras-characters.pkl": tokenizer(old, char_level=True),
        "keras-own.pkl": tokenizer(old, lower=False, filters=".,", split="_"),
    }
    expected = {name: {"texts": TEXTS, "ids": one.texts_to_sequences(TEXTS), "words": len(one.word_index)} for name, one in made.items()}
    for protocol, (name, one) in zip([2, 5, 0, 3, 4], made.items()):
        place(type(one), "Tokenizer", type(one).__module__)
        save(name, one, protocol)
    place(type(plain), "Tokenizer", old)
    save("keras-tokenizer.json", plain.to_json().encode())
    save("keras-tokenizer-in-text.json", json.dumps(plain.to_json()).encode())
    joblib.dump(plain, FOLDER / "keras.joblib")
    joblib.dump(plain, FOLDER / "keras-zlib.joblib", compress=("zlib", 3))
    joblib.dump(plain, FOLDER / "keras-gzip.joblib", compress=("gzip", 3))
    joblib.dump(plain, FOLDER / "keras-bz2.joblib", compress=("bz2", 3))
    words = ["<unk>", "<pad>", "the", "plot", "is", "warm", "dull", "café"]
    ids = {word: id for id, word in enumerate(words)}
    save("numpy-words.pkl", ["", "[UNK]", *map(np.str_, words[2:])])
    save("numpy-array.pkl", np.array(words))
    save("numpy-ids.pkl", {word: np.int64(id) for word, id in ids.items()})
    joblib.dump(np.array(words), FOLDER / "array.joblib")
    joblib.dump(np.array(words, dtype=object), FOLDER / "objects.joblib")
    save("several.pkl", {"word2idx": ids, "idx2word": dict(enumerate(words)), "word_freq": {word: 9 for word in words}, "max_len": 40})
    save("ambiguous.pkl", {"source_vocab": ids, "target_vocab": {"der": 0, "film": 1, "ist": 2, "warm": 3}})
    own = place(type("MyVocabulary", (), {}), "MyVocabulary", "__main__")()
    own.word_to_id, own.size = ids, len(ids)
    save("own-class-0.pkl", own, 0)
    save("own-class-4.pkl", own)
    save("torchtext-old.pkl", torchtext_vocab(words))
    save("torchtext-new.pkl", torchtext_transform(words))
    encoder = LabelEncoder().fit(["positive", "negative", "neutral"])
    save("labels.pkl", encoder)
    joblib.dump(encoder, FOLDER / "labels.joblib")
    save("labels-numbers.pkl", LabelEncoder().fit([4, 0, 2]))
    (FOLDER / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


main()
