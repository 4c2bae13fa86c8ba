"""Tests of the small models' sequences and files."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

import torch

from toy_models import MODELS, TOYS, LastState, batch_of, csv_of, tensors_of
from toy_sequences import marked_numbers, periodic_signal, two_features


class SequencesTest(unittest.TestCase):
    def test_numbers_are_those_of_the_page(self) -> None:
        sequence = marked_numbers(7)
        self.assertEqual(sequence.numbers, (0.8495143528562039, -0.7027608440257609, 0.6199625929584727, -0.864911044947803))
        self.assertEqual((sequence.first, sequence.second), (0, 3))
        self.assertEqual(sequence.rows[3], [0.0, 0.0, sequence.numbers[3]])
        self.assertEqual(sequence.answer(-1), sequence.numbers[0] - sequence.numbers[3])

    def test_an_anomaly_is_a_step_that_leaves_the_wave(self) -> None:
        made = [periodic_signal(seed) for seed in range(400)]
        for one in made:
            off = [t for t in range(8, 16) if abs(one.rows[t][0] - (one.rows[t - 8][0] + one.rows[t + 8][0]) / 2) > 1.2]
            if one.label == 0:
                self.assertEqual(off, [])
            elif 8 <= one.steps[0] < 16:
                self.assertIn(one.steps[0], off)
        self.assertAlmostEqual(sum(one.label for one in made) / 400, 0.5, delta=0.08)

    def test_an_event_is_two_peaks_close_together(self) -> None:
        for one in (two_features(seed) for seed in range(400)):
            peaks = [[t for t, row in enumerate(one.rows) if row[k] > 0.7] for k in (0, 1)]
            is_event = any(0 <= second - first <= 2 for first in peaks[0] for second in peaks[1])
            self.assertEqual(is_event, bool(one.label))


class ModelsTest(unittest.TestCase):
    def test_a_short_sequence_is_read_to_its_own_end(self) -> None:
        torch.manual_seed(1)
        model = LastState(features=1, hidden=2, outputs=1, bias=False)
        both = batch_of([([[1.0], [2.0]], 0.0), ([[1.0], [2.0], [3.0]], 0.0)])
        alone = batch_of([([[1.0], [2.0]], 0.0)])
        self.assertEqual(model(both.rows, both.lengths)[0].item(), model(alone.rows, alone.lengths)[0].item())
        self.assertNotIn("layers.2.bias", tensors_of(model))

    def test_a_csv_names_its_columns(self) -> None:
        self.assertEqual(csv_of([[1.0, 0.5]], ("a", "b")), "a,b\n1.0,0.5\n")

    def test_every_model_is_there_and_says_how_good_it_is(self) -> None:
        for name, toy in TOYS.items():
            config = json.loads((MODELS / name / "config.json").read_text())
            self.assertEqual(config["features"], list(toy.features))
            metrics = config["metrics"]
            self.assertTrue(metrics.get("test_mse", 0) < 1.1e-4 and metrics.get("test_accuracy", 1) > 0.99, name)
            for example in toy.examples:
                self.assertTrue((MODELS / name / f"{example}.csv").exists(), example)


if __name__ == "__main__":
    unittest.main()
