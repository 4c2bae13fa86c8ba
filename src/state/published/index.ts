export { type FigureComparison, type FigureGroup, type FigureRow, placesOf } from './published-figures.ts';
export { type KnownFile, UPSTREAM_HOST, UPSTREAM_PAGE } from './published-files.ts';
export { type FileProgress, keptModel, type PublishedStep, usePublished } from './published-model-store.ts';
