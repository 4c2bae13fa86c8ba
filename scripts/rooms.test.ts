import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenRules, circles, type Import, readImports, roomOf } from './rooms.ts';

const imports = readImports();
const one = (from: string, to: string, late = false): Import[] => [{ from, to, late }];

describe('the house', () => {
  test('is read whole', () => {
    expect(imports.length).toBeGreaterThan(1500);
    expect(imports).toContainEqual({ from: 'src/app/main.tsx', to: 'src/app/app.tsx', late: false });
    expect(imports.filter(({ late }) => late).length).toBeGreaterThan(1);
  });

  test('imports go downward only, and into a room through its face', () => {
    expect(brokenRules(imports)).toEqual([]);
  });

  test('has no circle of files, of folders or of rooms', () => {
    expect(circles(imports.map(({ from, to }) => [from, to]))).toEqual([]);
    expect(circles(imports.map(({ from, to }) => [dirname(from), dirname(to)]))).toEqual([]);
    expect(circles(imports.map(({ from, to }) => [roomOf(from), roomOf(to)]))).toEqual([]);
  });
});

describe('what breaks the house is found', () => {
  const face = (room: string) => room === 'src/state/models';

  test.each([
    ['upward', 'src/model/softmax.ts', 'src/engine/engine.ts'],
    ['one feature in another', 'src/features/pins/pin-chips.tsx', 'src/features/share/share-button.tsx'],
    ['ui of state', 'src/ui/heat-map/ledger.tsx', 'src/state/display/index.ts'],
    ['a feature of the engine itself', 'src/features/pins/pin-chips.tsx', 'src/engine/engine.ts'],
    ['a feature of the engine’s client', 'src/features/pins/pin-chips.tsx', 'src/engine/engine-client.ts'],
    ['a lower room of state of a higher one', 'src/state/display/scale.ts', 'src/state/link/index.ts'],
    ['the worker by a script', 'scripts/explain.ts', 'src/engine/engine.worker.ts'],
    ['past the face', 'src/state/link/link-store.ts', 'src/state/models/models-disk.ts'],
  ])('%s', (_, from, to) => {
    expect(brokenRules(one(from, to), face)).toHaveLength(1);
  });

  test('what is loaded late names its file', () => {
    expect(brokenRules(one('src/state/link/link-store.ts', 'src/state/models/models-disk.ts', true), face)).toEqual([]);
  });

  test('circles, however long', () => {
    const edges = ['ab', 'bc', 'cd', 'db', 'de', 'ee'].map(([from = '', to = '']) => [from, to] as const);
    expect(circles(edges).map((circle) => circle.sort())).toEqual([['b', 'c', 'd']]);
    expect(circles([])).toEqual([]);
  });
});
