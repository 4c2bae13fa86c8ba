// Explains a sentence with a model's files: node explain.mjs FOLDER "A sentence."
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkerEngine, LocalEngine } from 'lrp-lens/engine';

const [folder, sentence] = process.argv.slice(2);
const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
const files = entries.map(({ name }) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
const { signal } = new AbortController();
const request = { input: { text: sentence }, target: 'predicted', methods: ['lrp'], lrp: { eps: 0.001, biasFactor: 0 } };

// In this thread, and in one of its own: the same interface, the same numbers.
for (const engine of [new LocalEngine(), createWorkerEngine()]) {
  const { classes } = await engine.load(signal, { kind: 'files', files });
  const { explanation } = await engine.explain(signal, request);
  const [lrp] = explanation.methods;
  console.log(JSON.stringify({ class: classes[explanation.target], tokens: explanation.tokens, lrp: lrp.words }));
}
