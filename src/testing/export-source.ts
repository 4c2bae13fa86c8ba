import { type Explanation, METHODS, type MethodId } from '../engine/protocol.ts';
import { DISPLAY_DEFAULTS, type Display } from '../state/display/index.ts';
import type { Paper } from '../state/figures/index.ts';
import type { ExportSource } from '../state/sentence/index.ts';

/** Something to export, of made-up values: of word t LRP says t + 1 with alternating sign, GI half of it, SA its square. */
export function exportSource(
  tokens: readonly string[],
  more: Partial<Explanation> = {},
  display: Partial<Display> = {},
): ExportSource {
  const lrp = tokens.map((_, t) => (t % 2 === 0 ? 1 : -1) * (t + 1));
  const explanation: Explanation = {
    model: { name: 'A <model> & co_', sha256: 'ab'.repeat(32), classes: ['bad', 'so so', 'good & well'] },
    tokens,
    unknown: tokens.map((token) => token === 'zzyzx'),
    scores: [-1, 0.25, 2],
    probabilities: [0.04, 0.14, 0.82],
    predicted: 2,
    target: 2,
    methods: [
      {
        id: 'lrp',
        parameters: { eps: 0.001, bias_factor: 0 },
        words: lrp,
        left: lrp.map((value) => value / 4),
        right: lrp.map((value) => (3 * value) / 4),
        rest: 0.5,
        bias: 0.25,
        stabiliser: 0.125,
      },
      { id: 'sa', parameters: {}, words: lrp.map((value) => value ** 2) },
      { id: 'gi', parameters: {}, words: lrp.map((value) => value / 2) },
    ],
    ...more,
  };
  const shown = { ...DISPLAY_DEFAULTS, methods: METHODS.map(({ id }) => id), ...display };
  return { sentence: tokens.join(' '), explanation, matrix: null, display: shown, omitted: 0, note: null };
}

/** Widths of paper in mm, at the usual size of text. */
export const PAPERS: readonly Paper[] = [84, 174, 254].map((width) => ({ width, fontSize: 8, scale: 2, without: [] }));
export const PAPER = PAPERS[1] as Paper;
export const ORIGIN = { version: '1.2.3', date: new Date('2026-11-24T10:00:00Z') };

/** How wide a text is, without a browser. */
export const measure = (text: string, { size }: { readonly size: number }) => text.length * size * 0.6;

/** A source some of whose methods have no values. */
export function failing(tokens: readonly string[], ids: readonly MethodId[], display: Partial<Display> = {}): ExportSource {
  const { explanation } = exportSource(tokens);
  const error = { name: 'NumericalError', where: 'method', problem: 'grew beyond the range', found: 'overflow' } as const;
  const methods = explanation.methods.filter(({ id }) => !ids.includes(id));
  const parameters = (id: MethodId) => explanation.methods.find((method) => method.id === id)?.parameters ?? {};
  return exportSource(tokens, { methods, failed: ids.map((id) => ({ id, parameters: parameters(id), error })) }, display);
}

/** The text of XML elements or attributes, as a parser would give it. */
export function plain(markup: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
