/**
 * Text for pdfLaTeX with its default fonts (encoding OT1): plain ASCII comes out whatever goes in. Letters with accents become
 * accent commands; what those fonts do not hold becomes its code point in small type, such as U+4E2D.
 */

/** Characters that mean something to TeX, or that OT1 or its ligatures would turn into others. */
const ASCII: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '"': '{\\ttfamily\\char34}',
  '`': '\\`{}',
  "'": "{'}",
  '-': '{-}',
  '?': '{?}',
  '!': '{!}',
  ',': '{,}',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  '\u00a0': '~',
  '\u202f': '\\,',
  '–': '{--}',
  '—': '{---}',
  '−': '$-$',
  '×': '$\\times$',
  '±': '$\\pm$',
  '·': '$\\cdot$',
  '•': '$\\bullet$',
  '°': '$^\\circ$',
  Σ: '$\\Sigma$',
  ε: '$\\varepsilon$',
  '“': '{``}',
  '”': "{''}",
  '‘': '{`}',
  '’': "{'}",
  '…': '\\dots{}',
  '§': '\\S{}',
  '¶': '\\P{}',
  '©': '\\copyright{}',
  '£': '\\pounds{}',
  '¿': '{?`}',
  '¡': '{!`}',
  ß: '\\ss{}',
  æ: '\\ae{}',
  Æ: '\\AE{}',
  œ: '\\oe{}',
  Œ: '\\OE{}',
  ø: '\\o{}',
  Ø: '\\O{}',
  å: '\\aa{}',
  Å: '\\AA{}',
  ł: '\\l{}',
  Ł: '\\L{}',
  ı: '\\i{}',
};

/** Combining marks and LaTeX's commands for them. */
const ACCENTS: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '=',
  '\u0306': 'u',
  '\u0307': '.',
  '\u0308': '"',
  '\u030a': 'r',
  '\u030b': 'H',
  '\u030c': 'v',
  '\u0323': 'd',
  '\u0327': 'c',
  '\u0331': 'b',
};

/** Joiners and variation selectors: they show nothing of their own. */
const SILENT = /\u200c|\u200d|[\ufe00-\ufe0f]/u;

export function latexText(text: string): string {
  let written = '';
  let strange: string[] = [];
  const flush = () => {
    if (strange.length > 0) written += `{\\tiny ${strange.join(' ')}}`;
    strange = [];
  };
  for (const character of text.normalize('NFC').replaceAll(/[\t\n\r]/g, ' ')) {
    if (SILENT.test(character)) continue;
    const known = ASCII[character] ?? SYMBOLS[character] ?? (/^[ -~]$/.test(character) ? character : accented(character));
    if (known === null) strange.push(codePoint(character));
    else {
      flush();
      written += known;
    }
  }
  flush();
  return written;
}

/** 'é' as \'{e}; null where a part of it is no letter of ASCII or no accent of LaTeX. */
function accented(character: string): string | null {
  const [letter = '', ...marks] = character.normalize('NFD');
  if (!/^[A-Za-z]$/.test(letter) || marks.length === 0) return null;
  const commands = marks.map((mark) => ACCENTS[mark]);
  if (commands.includes(undefined)) return null;
  // Above a dot there is no room for an accent; below, it stays.
  const below = commands.every((command) => command === 'd' || command === 'b' || command === 'c');
  const base = /^[ij]$/.test(letter) && !below ? `\\${letter}` : letter;
  return commands.reduce<string>((inner, command) => `\\${command}{${inner}}`, base);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
