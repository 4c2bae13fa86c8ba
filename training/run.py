"""From sentiment trees to the bundled model: `python3 training/run.py --trees FOLDER --seeds 5`.

Trains every seed (finished ones are kept in training/runs/ and not trained again), chooses one on dev alone, and only
then reads the test set, writes the model, its card and the logs.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy and torch load it: a run is one thread

import argparse
import datetime
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch

from batches import encode_trees
from card import DataFacts, render_card
from evaluate import Figures
from export import model_config, replace_file, write_model
from finish import CRITERION, Candidate, TestReport, choose, finish_seed, report_test
from recipe import Recipe
from train import TrainedSeed, load_seed, save_seed, train_seed
from trees import Tree, Vocabulary, read_trees

HERE = Path(__file__).resolve().parent
DIGITS = 6


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trees", type=Path, required=True, help="folder with train.txt, dev.txt and test.txt")
    parser.add_argument("--seeds", type=int, default=5, help="how many seeds, from 1 (default 5)")
    parser.add_argument("--jobs", type=int, default=1, help="seeds trained at the same time (default 1)")
    parser.add_argument("--out", type=Path, default=HERE.parent / "public" / "model", help="where the model goes")
    return parser.parse_args()


def obtain_seed(seed: int, recipe: Recipe, trees: Path) -> TrainedSeed:
    """The finished seed from training/runs/, trained now if it is not there."""
    torch.set_num_threads(1)
    train_file, dev_file = trees / "train.txt", trees / "dev.txt"
    key = recipe.digest(train_file.read_bytes(), dev_file.read_bytes())
    path = HERE / "runs" / key / f"seed-{seed}.npz"
    if not path.exists():
        train, dev = read_trees(train_file), read_trees(dev_file)
        save_seed(path, train_seed(seed, recipe, Vocabulary.from_trees(train), train, dev))
    return load_seed(path)


def rounded(figures: Figures) -> dict[str, float | int]:
    return {name: round(value, DIGITS) for name, value in asdict(figures).items()}


def collect_facts(vocabulary: Vocabulary, train: list[Tree], dev: list[Tree], test: list[Tree]) -> DataFacts:
    unknown = [vocabulary.encode(tree.tokens).count(0) for tree in test]
    return DataFacts(
        train_sentences=len(train),
        train_phrases=sum(len(tree.spans) for tree in train),
        dev_sentences=len(dev),
        test_sentences=len(test),
        words=len(vocabulary),
        test_tokens=sum(len(tree.tokens) for tree in test),
        test_unknown_tokens=sum(unknown),
        test_sentences_with_unknown=sum(count > 0 for count in unknown),
    )


def describe_metrics(candidate: Candidate, report: TestReport) -> dict[str, Any]:
    """`metrics` of config.json."""
    return {
        "test": rounded(report.test),
        "dev": rounded(candidate.dev),
        "test_within_one": round(report.within_one, DIGITS),
        "test_recall": [round(value, DIGITS) for value in report.recall],
        "test_ece_before_temperature": round(report.before.ece, DIGITS),
        "temperature": round(candidate.temperature, DIGITS),
    }


def write_logs(results: list[tuple[Candidate, TestReport]], chosen: Candidate) -> None:
    """Writes training/log/: a file a seed with its epochs, and the choice."""
    folder = HERE / "log"
    folder.mkdir(exist_ok=True)
    for candidate, _ in results:
        trained = candidate.trained
        lines = ",\n".join("    " + json.dumps(epoch) for epoch in trained.epochs)
        text = f'{{\n  "seed": {trained.seed},\n  "seconds": {trained.seconds:.1f},\n  "epochs": [\n{lines}\n  ]\n}}\n'
        replace_file(folder / f"seed-{trained.seed}.json", text.encode())
    choice = {
        "criterion": CRITERION,
        "chosen": chosen.trained.seed,
        "seeds": [
            {
                "seed": candidate.trained.seed,
                "temperature": round(candidate.temperature, DIGITS),
                "dev": rounded(candidate.dev),
                "test": rounded(report.test),
                "test_before_temperature_and_float16": rounded(report.before),
                "test_predictions_changed": report.changed_by_float16,
            }
            for candidate, report in results
        ],
    }
    replace_file(folder / "choice.json", (json.dumps(choice, indent=2) + "\n").encode())


def main() -> None:
    arguments = parse_arguments()
    recipe = Recipe()
    seeds = range(1, arguments.seeds + 1)
    with ProcessPoolExecutor(arguments.jobs, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(obtain_seed, seed, recipe, arguments.trees) for seed in seeds]
        trained = [future.result() for future in waiting]

    torch.set_num_threads(1)
    train, dev = (read_trees(arguments.trees / f"{split}.txt") for split in ("train", "dev"))
    vocabulary = Vocabulary.from_trees(train)
    dev_sentences = encode_trees(dev, vocabulary, whole_only=True)
    candidates = [finish_seed(one, recipe, dev_sentences) for one in trained]
    chosen = choose(candidates)
    print(f"chosen on dev: seed {chosen.trained.seed}")

    test = read_trees(arguments.trees / "test.txt")
    test_sentences = encode_trees(test, vocabulary, whole_only=True)
    results = [(candidate, report_test(candidate, recipe, test_sentences)) for candidate in candidates]
    report = next(report for candidate, report in results if candidate is chosen)
    date = datetime.date.today().isoformat()
    training = {
        "data": "Stanford Sentiment Treebank (Socher et al. 2013), all labelled phrases of the train trees",
        "date": date,
        "seed": chosen.trained.seed,
        "seeds": list(seeds),
        "criterion": CRITERION,
        "recipe": asdict(recipe),
    }
    config = model_config(recipe, describe_metrics(chosen, report), training)
    write_model(arguments.out, chosen.final_weights, vocabulary, config)
    card = render_card(recipe, collect_facts(vocabulary, train, dev, test), results, chosen, date)
    replace_file(arguments.out / "MODEL_CARD.md", card.encode())
    write_logs(results, chosen)
    print(json.dumps(config["metrics"], indent=2))


if __name__ == "__main__":
    main()
