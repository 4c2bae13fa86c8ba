/** The golden PyTorch models, through readModel and the engine: autograd's figures, and LRP with the output bias. */
import { zipSync } from 'fflate';
import { describe, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { readTorchGolden, torchGoldenFiles, torchVariant } from '../../testing/golden.ts';
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

describe('pytorch-bidi in the forms in which people save models', () => {
  const vocabulary = torchGoldenFiles('pytorch-bidi').slice(1);
  it.each([
    'old',
    'old-protocol4',
    'old-module',
    'old-checkpoint',
    'module',
    'module-protocol4',
    'checkpoint',
    'checkpoint-protocol4',
    'parts',
    'script',
    'trace',
  ])('%s', async (variant) => {
    await expectGoldenFigures([torchVariant(variant), ...vocabulary], readTorchGolden('pytorch-bidi'));
  });
});
