/** The golden PyTorch models, through readModel and the engine: autograd's figures, and LRP with the output bias. */
import { zipSync } from 'fflate';
import { describe, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { readTorchGolden, torchGoldenFiles } from '../../testing/golden.ts';
import { expectGoldenFigures } from '../../testing/golden-check.ts';

function zipped(files: readonly ModelFile[], folder: string): ModelFile {
  return { name: 'mine.zip', bytes: zipSync(Object.fromEntries(files.map(({ name, bytes }) => [folder + name, bytes]))) };
}

describe.each(['pytorch-bidi', 'pytorch-uni'] as const)('%s', (name) => {
  const golden = readTorchGolden(name);
  const files = torchGoldenFiles(name);

  it.each<[string, readonly ModelFile[]]>([
    ['two files', files],
    ['a zip', [zipped(files, '')]],
    ['a zip of a folder', [zipped(files, 'some/folder/')]],
  ])('gives the golden figures from %s', async (_, given) => {
    await expectGoldenFigures(given, golden);
  });
});
