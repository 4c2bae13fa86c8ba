import type { Gold } from '../sst-file.ts';

/** A sentence with its gold label; the file it stands in says which phenomenon it shows. */
export type Labelled = readonly [gold: Gold, text: string];
