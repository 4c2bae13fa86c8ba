/** Class index: 0 very negative, 1 negative, 2 neutral, 3 positive, 4 very positive. */
export type Gold = 0 | 1 | 2 | 3 | 4;

/** A sentence with its gold label; the file it stands in says which phenomenon it shows. */
export type Labelled = readonly [gold: Gold, text: string];
