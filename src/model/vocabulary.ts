export interface VocabularyConfig {
  /** Whether words are looked up in lower case. */
  readonly lowercase: boolean;
  /** The entry that stands for unknown words, or null where the model has none. */
  readonly unkToken: string | null;
  /** Id of the entry that fills sentences up to one length; null or left out where there is none. */
  readonly paddingId?: number | null;
  /** Whether the program leaves unknown words out, where no entry stands for them; else they are zero vectors. */
  readonly dropsUnknown?: boolean;
}

export interface LookUp {
  /** [T] word ids; -1 = no embedding: a zero vector. */
  readonly ids: Int32Array;
  /** [T] whether the word is not in the vocabulary. */
  readonly unknown: boolean[];
}

/** A sentence as the model reads it. */
export interface ReadWords extends LookUp {
  /** [T] positions of the words read. */
  readonly positions: readonly number[];
}

/** The words a model knows. Word id = position in `words` = row of the embeddings. */
export class Vocabulary {
  readonly words: readonly string[];
  readonly config: Required<VocabularyConfig>;
  /** The entries that stand for no word of a text: those for unknown words and for padding. */
  readonly markers: readonly string[];
  private readonly idOf: ReadonlyMap<string, number>;
  private readonly unkId: number;

  /** `words`: V different words. Should a word stand twice, its first id counts. */
  constructor(words: readonly string[], config: VocabularyConfig) {
    const idOf = new Map<string, number>();
    for (const [id, word] of words.entries()) if (!idOf.has(word)) idOf.set(word, id);
    this.words = words;
    const { lowercase, unkToken, paddingId = null, dropsUnknown = false } = config;
    this.config = { lowercase, unkToken, paddingId, dropsUnknown: dropsUnknown && unkToken === null };
    this.idOf = idOf;
    this.unkId = config.unkToken === null ? -1 : (idOf.get(config.unkToken) ?? -1);
    this.markers = [config.unkToken, words[config.paddingId ?? -1]].filter((word) => typeof word === 'string');
  }

  /** Whether `word` has an embedding of its own. The entries for unknown words and for padding, typed as words, have not. */
  has(word: string): boolean {
    return this.knownId(word) >= 0;
  }

  /** The word's id; for an unknown word the id of the unknown-word entry, or -1 where the model has none. */
  id(word: string): number {
    const known = this.knownId(word);
    return known >= 0 ? known : this.unkId;
  }

  /** Ids of T tokens, each of them read. Never throws: unknown words are marked, not refused. */
  lookUp(tokens: readonly string[]): LookUp {
    const ids = new Int32Array(tokens.length);
    const unknown = tokens.map((token, t) => {
      ids[t] = this.id(token);
      return !this.has(token);
    });
    return { ids, unknown };
  }

  /**
   * The words that the model reads of a sentence, and their ids: all, or those it knows where unknown words are left out. Of a sentence
   * of which it knows no word all are read, as zero vectors: there is nothing else to read.
   */
  read(tokens: readonly string[]): ReadWords {
    const all = tokens.map((_, position) => position);
    const known = this.config.dropsUnknown ? all.filter((position) => this.has(tokens[position] ?? '')) : all;
    const positions = known.length > 0 ? known : all;
    return { positions, ...this.lookUp(positions.map((position) => tokens[position] ?? '')) };
  }

  private knownId(word: string): number {
    const id = this.idOf.get(this.config.lowercase ? word.toLowerCase() : word);
    return id === undefined || id === this.unkId || id === this.config.paddingId ? -1 : id;
  }
}
