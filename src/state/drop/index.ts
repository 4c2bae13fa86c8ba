export { takeDropped } from './dropped-files.ts';
