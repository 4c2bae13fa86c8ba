import { describe, expect, it } from 'vitest';
import { wholeSentence, withCapital } from './problem-sentence.ts';

describe('a sentence about what is wrong', () => {
  it('begins with a capital', () => {
    expect(withCapital('class names do not fit')).toBe('Class names do not fit');
    expect(withCapital('vocabulary: is empty')).toBe('Vocabulary: is empty');
  });

  it('leaves a name of a file as it is, in a folder too', () => {
    expect(withCapital('paper.pdf is a PDF document')).toBe('paper.pdf is a PDF document');
    const files = [{ name: 'noext' }, { name: 'some/folder/weights' }];
    expect(withCapital('noext is a PDF document', files)).toBe('noext is a PDF document');
    expect(withCapital('weights is a Git LFS pointer', files)).toBe('weights is a Git LFS pointer');
    expect(withCapital('vocabulary is empty', files)).toBe('Vocabulary is empty');
    expect(wholeSentence({ name: 'ModelFormatError', where: 'noext', problem: 'is a sound' }, files)).toBe('noext is a sound.');
  });
});
