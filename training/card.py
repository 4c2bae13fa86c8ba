"""The model card, written from what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from evaluate import BINS
from export import CLASSES, NAME
from finish import CRITERION, Candidate, TestReport
from recipe import Recipe


@dataclass(frozen=True)
class DataFacts:
    """Counts taken from the trees."""

    train_sentences: int
    train_phrases: int
    dev_sentences: int
    test_sentences: int
    words: int
    test_tokens: int
    test_unknown_tokens: int
    test_sentences_with_unknown: int


def percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f}"


def seed_table(results: list[tuple[Candidate, TestReport]], chosen: Candidate) -> str:
    """A row a seed; the chosen one in bold."""
    rows = [
        "| seed | dev five-class | dev binary | test five-class | test binary | test ECE | temperature |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for candidate, report in results:
        mark = "**" if candidate is chosen else ""
        cells = [
            str(candidate.trained.seed),
            percent(candidate.dev.five_class),
            percent(candidate.dev.binary),
            percent(report.test.five_class),
            percent(report.test.binary),
            percent(report.test.ece),
            f"{candidate.temperature:.3f}",
        ]
        rows.append("| " + " | ".join(mark + cell + mark for cell in cells) + " |")
    return "\n".join(rows)


def spread(values: list[float]) -> str:
    """Mean and sample standard deviation in percent."""
    mean = sum(values) / len(values)
    if len(values) == 1:
        return percent(mean)
    deviation = (sum((value - mean) ** 2 for value in values) / (len(values) - 1)) ** 0.5
    return f"{percent(mean)} +- {percent(deviation)}"


def render_card(
    recipe: Recipe, data: DataFacts, results: list[tuple[Candidate, TestReport]], chosen: Candidate, date: str
) -> str:
    """MODEL_CARD.md."""
    report = next(report for candidate, report in results if candidate is chosen)
    test, before = report.test, report.before
    recall = "\n".join(f"| {name} | {percent(value)} |" for name, value in zip(CLASSES, report.recall))
    unknown = percent(data.test_unknown_tokens / data.test_tokens)
    return f"""# {NAME}

A bidirectional LSTM that rates English movie-review sentences from very negative to very positive. It comes with
LRP Lens so that there is something to explain from the first second. Trained {date}, from scratch, without pretrained
word vectors, by `training/run.py`.

## Intended use
Showing and comparing explanation methods (LRP, sensitivity, gradient x input and others) on a model small enough to
look through. It is not meant for decisions about people, nor as a sentiment service.

## Model
Word embedding ({recipe.embedding_size}), one bidirectional LSTM layer ({recipe.hidden_size} units a direction, gates i, g, f, o, zero
initial states), scores = Why_left h_left[T] + Why_right h_right[T] without an output bias; softmax only for
probabilities. The shape is that of Arras et al. 2017 (*Explaining Recurrent Neural Network Predictions in Sentiment
Analysis*). {data.words:,} words, lower-cased, with `<unk>` as id 0. Weights are stored as float16.

## Data
Stanford Sentiment Treebank (Socher et al. 2013), the PTB-style trees with five classes: {data.train_sentences:,} train,
{data.dev_sentences:,} dev and {data.test_sentences:,} test sentences. Training uses all {data.train_phrases:,} labelled phrases of the train trees;
every figure below is on whole sentences. No sentence of the treebank is included here; the word list holds the words of
the train sentences, ordered by frequency.

## Recipe
AdamW, learning rate {recipe.learning_rate:g} ({recipe.warmup_steps} warm-up steps, then linear decay to 0), {recipe.epochs} epochs, batches of {recipe.batch_sentences} sentences with all
their phrases (the whole sentence counts {recipe.root_weight:g}), weight decay {recipe.weight_decay:g} on matrices, gradient norm at most {recipe.gradient_norm:g}. Dropout
{recipe.embedding_dropout:g} on words and {recipe.hidden_dropout:g} on the final states, DropConnect {recipe.recurrent_dropconnect:g} on the recurrent weights; a training word
becomes `<unk>` with the probability {recipe.unknown_strength:g} / ({recipe.unknown_strength:g} + its frequency). The exported weights are an exponential average
over the steps (decay up to {recipe.average_limit:g}). A temperature fitted on dev is folded into the output weights.

## Figures
The exported model (seed {chosen.trained.seed}, float16, with temperature) on the {test.sentences:,} test sentences:

| | exported model | published model of the same shape |
| --- | --- | --- |
| five-class accuracy, % | **{percent(test.five_class)}** | 46.3 |
| binary accuracy, %, {test.binary_sentences:,} sentences that are not neutral | **{percent(test.binary)}** | 82.9 |
| expected calibration error, %, {BINS} bins | **{percent(test.ece)}** | |

Binary: positive when p(positive) + p(very positive) > p(negative) + p(very negative). The published figures are those of
Arras et al. 2017; they are quoted, not measured here.

Every seed that was trained (%, each with its own temperature and in float16):

{seed_table(results, chosen)}

Over the seeds, test: {spread([one.test.five_class for _, one in results])} five-class, {spread([one.test.binary for _, one in results])} binary. The sampling error of a five-class
figure on {test.sentences:,} sentences is about 1.1 points, so differences between seeds mean little.

The choice: {CRITERION}.
It was declared in advance and uses dev alone; the test set was read after the choice.

Calibration: with temperature {chosen.temperature:.3f} the expected calibration error on test goes from {percent(before.ece)} % to {percent(test.ece)} %, on dev from
{percent(chosen.dev_before.ece)} % to {percent(chosen.dev.ece)} %. Temperature and float16 together changed the predicted class of {report.changed_by_float16} of {test.sentences:,} test sentences.

Recall by gold class on test:

| class | recall, % |
| --- | --- |
{recall}

## Limits
- It knows one kind of text: English movie reviews from before 2013. On other text its probabilities mean little.
- Words it never saw in training all look the same to it: {unknown} % of the test tokens, in {data.test_sentences_with_unknown:,} of {data.test_sentences:,} sentences.
- {percent(1 - test.five_class)} % of its five-class predictions on test are wrong; {percent(report.within_one)} % are right or one class off.
- Negation, irony and contrast between parts of a sentence can mislead it; how often was not measured. An explanation
  shows what this model did, not what the sentence says.
- Reviews carry the associations of those who wrote and rated them: names, nationalities, genres or groups of people can
  shift a score. This was not measured either.
- Its labels were given by crowd workers, phrase by phrase.

## Licence
The weights were trained by this project and are released under the MIT licence, like the project. The Stanford
Sentiment Treebank has terms of its own and is not included: https://nlp.stanford.edu/sentiment.
"""
