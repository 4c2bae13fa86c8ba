import { expect, it } from 'vitest';
import { sensibleSpellings } from './sensible-spellings.ts';

const near = (text: string) =>
  text.split(' ').map((one) => {
    const [word = '', distance] = one.split(':');
    return { word, distance: Number(distance) };
  });

it('keeps what a word may have been meant to be', () => {
  expect(sensibleSpellings('muvie', near('movie:1 movies:2 music:2 move:2'))).toEqual(['movie']);
  expect(sensibleSpellings('slithy', near('slight:2 smith:2 blithe:2 glitzy:2'))).toEqual(['slight', 'smith']);
  expect(sensibleSpellings('snork', near('spoke:2 store:2'))).toEqual([]);
  expect(sensibleSpellings('zzyzx', [])).toEqual([]);
});
