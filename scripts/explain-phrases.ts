/** What the command line says of phrases and of the tree of a sentence, and what comes of it. */
import type { LocalEngine } from '../src/engine/engine.ts';
import type { Hierarchy, Phrase, Span } from '../src/engine/methods-protocol.ts';
import { type ExplainRequest, LensError } from '../src/engine/protocol.ts';
import { usageError } from './explain-model.ts';

export const PHRASE_USAGE = `phrases: [--phrase FROM:TO ...] words from position FROM (from 0) up to but not including TO: what they do together, and their
  interaction, by contextual decomposition, LRP and real loss; [--tree] which words act together (Singh et al. 2019)`;

export const PHRASE_FLAGS = {
  phrase: { type: 'string', multiple: true },
  tree: { type: 'boolean' },
} as const;

export interface AskedPhrases {
  readonly spans: readonly Span[];
  readonly tree: boolean;
}

/** @throws LensError InputError where a span is none */
export function readPhrases({ phrase = [], tree = false }: { phrase?: readonly string[]; tree?: boolean }): AskedPhrases {
  const spans = phrase.map((text): Span => {
    const [, from, to] = /^(\d+):(\d+)$/.exec(text) ?? [];
    if (Number(from) < Number(to)) return [Number(from), Number(to)];
    throw usageError(
      '--phrase',
      'is no span of words',
      'FROM:TO, positions from 0, the first below the second',
      text || 'nothing',
    );
  });
  return { spans, tree };
}

/** Parts of the answer beside the explanation's, only those asked for; `notes` says why there is no tree. */
export interface AnsweredPhrases {
  readonly phrases?: readonly Pick<Phrase, 'span' | 'measures' | 'failed' | 'without'>[];
  readonly hierarchy?: Pick<Hierarchy, 'nodes'>;
}

const never = new AbortController().signal;

/** @throws LensError InputError for a span that the sentence does not have */
export async function answerPhrases(
  engine: LocalEngine,
  { input, target, contrast, lrp, options, deleted }: ExplainRequest,
  { spans, tree }: AskedPhrases,
): Promise<{ readonly parts: AnsweredPhrases; readonly notes: readonly string[] }> {
  const asked = { input, target, contrast, deleted };
  const phrases: Pick<Phrase, 'span' | 'measures' | 'failed' | 'without'>[] = [];
  for (const span of spans) {
    const { measures, failed, without } = await engine.phrase(never, { ...asked, lrp, options, span });
    phrases.push({ span, measures, failed, without });
  }
  const parts = spans.length > 0 ? { phrases } : {};
  if (!tree) return { parts, notes: [] };
  try {
    const { nodes } = await engine.hierarchy(never, asked);
    return { parts: { ...parts, hierarchy: { nodes } }, notes: [] };
  } catch (error) {
    // As of a method: the rest of the answer stays.
    if (!(error instanceof LensError)) throw error;
    return { parts, notes: [`${error.message} The tree is missing.`] };
  }
}
