import type { FigureComparison } from '../../../state/published/index.ts';

/** What the comparison comes to. The other three files are the published ones by their SHA-256; of the embeddings nothing else tells. */
export function verdictOf({ groups, count, agreeing }: FigureComparison): { readonly title: string; readonly text: string } {
  if (agreeing === count) {
    return {
      title: 'this is the published model.',
      text: 'Every score and every word’s relevance is what the authors published. The model is marked as verified.',
    };
  }
  const scores = groups.find(({ id }) => id === 'scores')?.rows ?? [];
  if (scores.every(({ agrees }) => agrees)) {
    return {
      title: 'the model is the published one, its explanation is not.',
      text: 'All scores agree, so the files are right and a method must have gone wrong here. Please report this with the table below.',
    };
  }
  return {
    title: 'these embeddings are not the published ones.',
    text:
      'Vocabulary, weights and test set are the published files by their SHA-256, so it is embeddings.npy that differs. ' +
      'The model is in use all the same, but stays unverified.',
  };
}
