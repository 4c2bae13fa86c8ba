"""Tests of the training code on made-up data: `python3 -m unittest discover training`."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from batches import encode_trees, make_batch
from check_export import read_float16
from evaluate import calibration_error, fit_temperature, log_loss, measure
from export import encode_safetensors, finish_weights, to_file_tensors
from lstm import PackedLSTM
from model import Classifier
from recipe import Recipe
from trees import Span, Vocabulary, parse_tree

LINES = [
    "(3 (2 A) (4 (2 (2 warm) (3 cup)) (2 .)))",
    "(1 (0 Cold) (2 tea))",
    "(2 Water)",
    "(0 (2 (2 no) (2 (2 sugar) (2 (2 at\u00a0all) (1 today)))) (2 \\/))",
]


class TreesTest(unittest.TestCase):
    def test_spans_close_inside_out(self) -> None:
        tree = parse_tree(LINES[0])
        self.assertEqual(tree.tokens, ("a", "warm", "cup", "."))
        self.assertEqual(tree.spans[-1], Span(0, 3, 3))
        self.assertIn(Span(1, 2, 2), tree.spans)
        self.assertEqual(len(tree.spans), 7)

    def test_only_the_plain_space_divides_words(self) -> None:
        self.assertIn("at\u00a0all", parse_tree(LINES[3]).tokens)

    def test_unbalanced_brackets_are_refused(self) -> None:
        with self.assertRaises(ValueError):
            parse_tree("(3 (2 a) (2 b)")


class LstmTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)
        self.trees = [parse_tree(line) for line in LINES]
        self.vocabulary = Vocabulary.from_trees(self.trees)
        self.batch = make_batch(encode_trees(self.trees, self.vocabulary), root_weight=2.0)

    def test_gradient_agrees_with_finite_differences(self) -> None:
        projected = torch.randn(len(self.batch.ids), 12, dtype=torch.float64, requires_grad=True)
        recurrent = torch.randn(12, 3, dtype=torch.float64, requires_grad=True)
        for runs in (self.batch.left, self.batch.right):
            self.assertTrue(torch.autograd.gradcheck(PackedLSTM.apply, (projected, recurrent, runs.token, runs.counts)))

    def test_each_node_scores_as_its_phrase_alone(self) -> None:
        model = Classifier(len(self.vocabulary), Recipe(embedding_size=4, hidden_size=3)).double().eval()
        scores = model(self.batch).detach().numpy()
        weights = model.weights()
        node = 0
        for tree in self.trees:
            for span in tree.spans:
                ids = self.vocabulary.encode(tree.tokens[span.first : span.last + 1])
                alone = plain_scores(weights, weights["embeddings"][ids])
                np.testing.assert_allclose(scores[node], alone, atol=1e-12)
                node += 1
        self.assertEqual(node, len(scores))

    def test_only_whole_sentences_weigh_double(self) -> None:
        ends = np.cumsum([len(tree.spans) for tree in self.trees]) - 1
        self.assertEqual(np.flatnonzero(self.batch.weight.numpy() == 2).tolist(), ends.tolist())


class FiguresTest(unittest.TestCase):
    def test_binary_leaves_neutral_gold_out_and_compares_sums(self) -> None:
        probabilities = np.array([[0.3, 0.1, 0.1, 0.25, 0.25], [0.1, 0.1, 0.6, 0.1, 0.1], [0.5, 0.2, 0.1, 0.1, 0.1]])
        figures = measure(np.log(probabilities), np.array([4, 2, 3]))
        self.assertEqual((figures.binary_sentences, figures.binary), (2, 0.5))
        self.assertAlmostEqual(figures.five_class, 1 / 3)

    def test_calibration_error_weighs_bins_by_size(self) -> None:
        probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6], [0.4, 0.6]])
        self.assertAlmostEqual(calibration_error(probabilities, np.array([0, 1, 1, 1])), (0.8 + 0.8) / 4)

    def test_temperature_is_the_best_one(self) -> None:
        rng = np.random.default_rng(1)
        scores, labels = 3 * rng.standard_normal((200, 5)), rng.integers(0, 5, 200)
        labels[:80] = scores[:80].argmax(axis=1)
        best = fit_temperature(scores, labels)
        for other in (0.98 * best, 1.02 * best):
            self.assertLess(log_loss(scores / best, labels), log_loss(scores / other, labels))


class ExportTest(unittest.TestCase):
    def test_safetensors_come_back_as_written(self) -> None:
        model = Classifier(7, Recipe(embedding_size=4, hidden_size=3))
        tensors = to_file_tensors(finish_weights(model.weights(), temperature=2.0))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "model.safetensors")
            path.write_bytes(encode_safetensors(tensors))
            back = read_float16(path)
        self.assertEqual(set(back), set(tensors))
        for name, value in tensors.items():
            np.testing.assert_array_equal(back[name], value)
        np.testing.assert_array_equal(back["left.bias_hh"], 0)
        halved = (model.weights()["output.left"] / 2).astype(np.float16)
        np.testing.assert_array_equal(back["output.left"], halved)


def plain_scores(weights: dict[str, np.ndarray], words: np.ndarray) -> np.ndarray:
    """Scores [C] of one phrase, words [T, e], one step at a time."""
    scores = np.zeros(len(weights["output.left"]))
    for direction, inputs in (("left", words), ("right", words[::-1])):
        d = weights[f"{direction}.weight_hh"].shape[1]
        h, c = np.zeros(d), np.zeros(d)
        for x in inputs:
            z = weights[f"{direction}.weight_ih"] @ x + weights[f"{direction}.weight_hh"] @ h
            z += weights[f"{direction}.bias"]
            i, f, o = (1 / (1 + np.exp(-z[k * d : (k + 1) * d])) for k in (0, 2, 3))
            c = f * c + i * np.tanh(z[d : 2 * d])
            h = o * np.tanh(c)
        scores += weights[f"output.{direction}"] @ h
    return scores


if __name__ == "__main__":
    unittest.main()
