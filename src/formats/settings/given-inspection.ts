/** What each of the files given was taken for, and what is not there yet. */
import type { LensErrorFields } from '../../model/errors.ts';
import type { ModelInspection } from './model-options.ts';

/** What a file is to a model. The last three stand in files of their own where a program writes them so. */
export type FileRole = 'weights' | 'vocabulary' | 'labels' | 'config' | 'layers' | 'embeddings';

/** One of the files given. */
export interface TakenFile {
  readonly name: string;
  /**
   * 'archive': a zip that holds the files of a model; 'scores': those of its program, to hold it against; 'sentences', 'foreign': no file
   * of a model; 'unused': there is no place for it.
   */
  readonly role: FileRole | 'archive' | 'scores' | 'sentences' | 'foreign' | 'unused';
  /** What it is by its content, as in "a web page"; null: its content does not tell, or need not. */
  readonly kind: string | null;
  /** What can be done about a file of no use. */
  readonly advice: string | null;
  /** The file given later that has its place; null: none. */
  readonly replacedBy: string | null;
}

/** What the files lack to be a model. */
export interface MissingParts {
  readonly roles: readonly FileRole[];
  /** Names of the files, or what they may be called, one a role. */
  readonly names: readonly string[];
  /** Whether it can be done without: words are called by their ids then. */
  readonly optional: boolean;
}

/** Files given one after the other, on their way to a model. */
export interface GivenInspection {
  /** One a file, in the order given. */
  readonly given: readonly TakenFile[];
  readonly missing: MissingParts | null;
  /** What those that have a role hold; null: something is missing that has to be there, or `error` says why not. */
  readonly model: ModelInspection | null;
  readonly error: LensErrorFields | null;
}
