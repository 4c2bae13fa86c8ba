/** Keys pressed together (`Alt` + `↑`). */
export type KeyChord = readonly string[];

interface Shortcut {
  /** Any of these does it. */
  readonly keys: readonly KeyChord[];
  readonly does: string;
  /** Keys pressed alone, which can be switched off. */
  readonly single?: true;
}

export interface ShortcutGroup {
  readonly where: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Every shortcut of the page, as the list of shortcuts tells them. Whoever adds one adds it here. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    where: 'Anywhere except in a field',
    shortcuts: [
      { keys: [['?']], does: 'show this list', single: true },
      { keys: [['/']], does: 'go to the sentence', single: true },
      { keys: [['1 … 9']], does: 'explain the class with that number', single: true },
      { keys: [['0']], does: 'always explain the predicted class', single: true },
      { keys: [['['], [']']], does: 'previous, next example', single: true },
      {
        keys: [
          ['Alt', '↑'],
          ['Alt', '↓'],
        ],
        does: 'previous, next example',
      },
      { keys: [['Ctrl', 'Z']], does: 'undo the last change, in any view' },
      {
        keys: [
          ['Ctrl', 'Shift', 'Z'],
          ['Ctrl', 'Y'],
        ],
        does: 'redo it',
      },
    ],
  },
  {
    where: 'On a word',
    shortcuts: [
      { keys: [['←'], ['→']], does: 'previous, next word' },
      { keys: [['↑'], ['↓']], does: 'the same word in the method above, below' },
      { keys: [['Home'], ['End']], does: 'first, last word' },
      { keys: [['Enter'], ['Space']], does: 'blank out, remove or replace it' },
      {
        keys: [
          ['Shift', '←'],
          ['Shift', '→'],
          ['Shift', 'Home'],
          ['Shift', 'End'],
        ],
        does: 'select a phrase',
      },
      { keys: [['Esc']], does: 'hide the exact values; give up the phrase' },
    ],
  },
  {
    where: 'On a tree',
    shortcuts: [
      { keys: [['↑'], ['↓'], ['←'], ['→']], does: 'along its branches, to the spans beside' },
      { keys: [['Home'], ['End']], does: 'the whole sentence, the first word' },
      { keys: [['Enter'], ['Space']], does: 'make this span the phrase' },
    ],
  },
  {
    where: 'On the classes',
    shortcuts: [{ keys: [['←'], ['→']], does: 'explain the previous, next class' }],
  },
  {
    where: 'In the list of examples',
    shortcuts: [
      { keys: [['↑'], ['↓'], ['Page ↑'], ['Page ↓'], ['Home'], ['End']], does: 'move and explain at once' },
      { keys: [['Enter']], does: 'choose; on a narrow screen, close the list' },
    ],
  },
  {
    where: 'In the drawing of what flows inside',
    shortcuts: [
      { keys: [['←'], ['→']], does: 'a step back, on' },
      { keys: [['Space']], does: 'play, pause' },
      { keys: [['Home'], ['End']], does: 'to the beginning, the end' },
      { keys: [['Tab']], does: 'to the boxes; there the arrow keys lead from one to the next' },
      { keys: [['Enter']], does: 'on a box: open its equations, one after the other' },
      { keys: [['Esc']], does: 'close what is open' },
    ],
  },
  {
    where: 'In a dialog',
    shortcuts: [{ keys: [['Esc']], does: 'close it' }],
  },
];
