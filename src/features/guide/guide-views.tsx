import type { ReactNode } from 'react';
import { Disclosure, Stack, Title } from '../../ui/layout/index.ts';

interface GuideView {
  readonly name: string;
  readonly text: ReactNode;
}

const VIEWS: readonly GuideView[] = [
  {
    name: 'Explain',
    text: (
      <>
        Type a sentence, or choose one of the examples. The classes show what the model says; choose one to ask about it. Each
        method’s heat map answers: point at a word for its exact values, or move through the words with the arrow keys.
      </>
    ),
  },
  {
    name: 'Compare',
    text: (
      <>
        “Compare methods” lists all there are; “Real loss”, what the score loses without the word, is the measure of the others.
        Show them beneath one another, word by word, or every class at once. “Compared with” asks why one class{' '}
        <em>rather than</em> another: then the difference of their two scores is explained. “Pin this” keeps an explanation, to
        see it beside that of another sentence, class, setting or model; under “Two models” a second model explains every sentence
        beside the one in use, on one scale. Look at the note on scales: where each method has its own, equal shades are not equal
        values.
      </>
    ),
  },
  {
    name: 'What if?',
    text: (
      <>
        Click a word, then blank it out, remove it or replace it. The page shows what the model says then, how every other word’s
        share changes, and how much of the score is lost, beside what each method had said about that word. Undo, redo and share
        your edits as you like.
      </>
    ),
  },
  {
    name: 'Notes, undo, sessions',
    text: (
      <>
        “Note” keeps what you write about a sentence in this browser. The arrow beside it, or Ctrl+Z outside a field, takes back
        the last change, in any view. “Share” copies a link. It also has code that shows the heat maps in a frame on a page of
        yours, and it saves all you have here, with pins and notes, as a session: a file to open there or to drop on the page.
        What it brings stands beside what you had, and one Undo takes it back.
      </>
    ),
  },
  {
    name: 'Where the score went',
    text: (
      <>
        The account of LRP: what the words hold, and what stays with the network’s initial states, its biases and the stabiliser.
        The parts add up to the score, always. Here you can set LRP’s two parameters; the check below repeats the explanation so
        that nothing may leak, and tells you by how much it fails to add up: rounding, or a fault.
      </>
    ),
  },
  {
    name: 'Faithfulness',
    text: (
      <>
        Is the explanation true of the network? Words are blanked out in each method’s order, and the curves show how fast the
        score falls, beside random orders. A good method’s curve falls fast. One sentence proves little: the experiments do the
        same for a whole data set, with any of the methods.
      </>
    ),
  },
  {
    name: 'Phrases and tree',
    text: (
      <>
        “Not bad” is more than “not” and “bad”. Select several words of a heat map: by dragging, with Shift and a click, with
        Shift and the arrow keys, or by touch from the menus of its two ends. You see what they bring together and what each
        brings alone; the difference is their interaction, which LRP, a sum, cannot have. The tree merges neighbours step by step,
        those first whose meeting changes most. If you drop the Stanford Sentiment Treebank’s file of trees on the page, its spans
        and labels hang beneath the words, and what does not fit is marked.
      </>
    ),
  },
  {
    name: 'Inside',
    text: (
      <>
        How relevance flows: the network as it is, words at the bottom, the score at the top, and between them every state,
        coloured by its relevance. Ribbons are as thick as the relevance that flows through them. Play it from the score down to
        the words, or go step by step; click a ribbon to see its equation with this sentence’s numbers. By keyboard, Tab leads
        into the drawing, the arrow keys from box to box, and Enter opens what stands behind one.
      </>
    ),
  },
  {
    name: 'Experiments',
    text: (
      <>
        The questions of the papers, asked of a whole data set: how accurate the model is, whether the words a method ranks
        highest really carry the prediction, where in a sentence relevance lies, which words speak most for a class, and how far
        the methods agree. The last one needs no sentences: small networks add or subtract two numbers, so that what each number
        contributes is known, and a method is right or wrong. Everything is computed here; the same settings give the same
        results, to the last digit. “Compare with” runs the same by a second model, and tells which differences are more than
        chance and on which sentences the two disagree. Click a bar, a row or a mark to see its sentences. Where the list of
        examples is filtered, an experiment can be run on the sentences listed alone. Words have two views of their own: a map of
        their embeddings, and every occurrence of one word with its relevance there, which a word’s menu leads to as well.
      </>
    ),
  },
  {
    name: 'Sequences of numbers',
    text: (
      <>
        Some models read rows of numbers instead of words: measurements, prices, vectors. With one of these in use, give a table,
        JSON or a numpy array, and say how its numbers were scaled for training. A heat map shows which time steps and which
        features spoke for the output, with the lines above it; drag over it to see a span closer. Hold the output against zeros,
        means or another sequence, change a value and see what the model says then, pin it to compare the next one with it, and
        run experiments over the whole file. A link holds a short file; of a long one it names the file and asks for it.
      </>
    ),
  },
  {
    name: 'Your own model',
    text: (
      <>
        The button at the top right takes models from PyTorch, Keras, TensorFlow.js, NumPy or this page; just drop the files. What
        the files do not say is shown as a guess that you can correct. Enter a few scores from your own program, and the page
        checks that it computes the same: until then the model counts as unverified. Files never leave your device.
      </>
    ),
  },
];

/** What each part of the page is for, and how to use it. */
export function GuideViews() {
  return (
    <section>
      <Title below={1}>What is where</Title>
      <Stack gap={1}>
        {VIEWS.map(({ name, text }) => (
          <Disclosure key={name} summary={name}>
            <p>{text}</p>
          </Disclosure>
        ))}
      </Stack>
    </section>
  );
}
