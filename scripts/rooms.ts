/** The house: which room may import which (docs/architecture.md), and what breaks it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Where the page may enter the engine: its protocols and clients. */
const ENGINE_FACE = [
  'src/engine/protocol.ts',
  'src/engine/experiment-protocol.ts',
  'src/engine/inside-protocol.ts',
  'src/engine/methods-protocol.ts',
  'src/engine/numbers-protocol.ts',
  'src/engine/engine-client.ts',
  'src/engine/experiment-client.ts',
];
const ENGINE_PROTOCOLS = ENGINE_FACE.filter((path) => path.endsWith('protocol.ts'));

/** Rooms of src/state, lowest first: each may import those before it. */
const STATE_ROOMS = [
  'display',
  'figures',
  'page',
  'notes',
  'models',
  'sentence',
  'second',
  'what-if',
  'sequence-link',
  'numbers',
  'inside',
  'examples',
  'phrases',
  'published',
  'experiments',
  'pins',
  'link',
  'session',
  'drop',
].map((name) => `src/state/${name}`);

/** Rooms of src/formats, lowest first. */
const FORMAT_ROOMS = [
  'basics',
  'containers',
  'vocabularies',
  'roles',
  'settings',
  'torch',
  'programs',
  'sentences',
  'sequences',
].map((name) => `src/formats/${name}`);

const below = (rooms: readonly string[], own: string) => rooms.slice(0, rooms.indexOf(own));
const FEATURE_MAY = ['src/ui', 'src/state', ...ENGINE_PROTOCOLS];

/** Room to what it may import beside itself: rooms, folders or single files. The longest name that begins a file's path is its room. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/kernels': [],
  'src/model': ['src/kernels/build', 'src/kernels/codes.ts'],
  'src/explain': ['src/model'],
  'src/experiments': ['src/explain', 'src/model'],
  ...Object.fromEntries(FORMAT_ROOMS.map((room) => [room, ['src/model', ...below(FORMAT_ROOMS, room)]])),
  'src/formats': ['src/model', ...FORMAT_ROOMS],
  'src/engine': ['src/experiments', 'src/explain', 'src/formats', 'src/model'],
  ...Object.fromEntries(
    STATE_ROOMS.map((room) => [
      room,
      [
        ...ENGINE_FACE,
        'src/state/engine.ts',
        'src/state/in-time.ts',
        'src/state/new-id.ts',
        'src/state/hash-of.ts',
        ...below(STATE_ROOMS, room),
      ],
    ]),
  ),
  'src/state': ENGINE_FACE,
  'src/ui/layout': [],
  'src/ui': ['src/ui/layout'],
  ...Object.fromEntries(features().map((room) => [room, FEATURE_MAY])),
  'src/app': ['src/features', ...FEATURE_MAY],
  'src/library': ['src/engine', 'src/formats', 'src/model', 'src/ui'],
  scripts: [
    'src/library/heat-map.ts',
    'src/engine',
    'src/experiments',
    'src/explain',
    'src/formats',
    'src/model',
    'src/state/examples',
    'src/testing',
  ],
  bench: [
    'src/engine',
    'src/experiments',
    'src/explain',
    'src/formats',
    'src/model',
    'src/state/examples',
    'src/testing',
    'scripts/typescript-worker.ts',
  ],
};

/** Files that only some may import, though they lie in a room that others may enter. */
const RESERVED: Readonly<Record<string, readonly string[]>> = {
  'src/engine/engine-client.ts': ['src/state', 'src/app', 'src/engine'],
  'src/engine/experiment-client.ts': ['src/state', 'src/app', 'src/engine'],
  'src/engine/engine.worker.ts': [],
  'src/engine/experiments.worker.ts': [],
  'src/engine/pool.worker.ts': [],
};

export interface Import {
  readonly from: string;
  readonly to: string;
  /** import(): what is loaded late names the file itself, so that it brings no more than that. */
  readonly late: boolean;
}

function features(): string[] {
  return readdirSync('src/features').map((name) => `src/features/${name}`);
}

/** Every import of one of our files by another, tests left out. Paths from the project's root, where this runs. */
export function readImports(folders: readonly string[] = ['src', 'scripts', 'bench']): Import[] {
  return folders.flatMap(sourceFiles).flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(/\b(?:from|import)\s*(\(?)\s*'(\.[^']+\.tsx?)'/g)].flatMap(
      ([, late = '', path = '']) => {
        const to = relative('.', resolve(dirname(from), path));
        return existsSync(to) ? [{ from, to, late: late === '(' }] : [];
      },
    ),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === 'src/testing' || path === 'src/kernels/build' ? [] : sourceFiles(path);
    return /\.tsx?$/.test(path) && !/\.(test|d)\.ts$/.test(path) ? [path] : [];
  });
}

const isIn = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** The room of a file; its folder, where no room is known. */
export function roomOf(path: string): string {
  const [room = dirname(path)] = Object.keys(ROOMS)
    .filter((name) => isIn(path, name))
    .sort((a, b) => b.length - a.length);
  return room;
}

/**
 * What imports upwards or sideways, or goes into a room by another door than its face. One line each. What runs in Node takes the file
 * itself: a face brings what lives in the page alone.
 */
export function brokenRules(imports: readonly Import[], hasFace: (room: string) => boolean = faceExists): string[] {
  return imports.flatMap(({ from, to, late }) => {
    const [own, other] = [roomOf(from), roomOf(to)];
    const reserved = RESERVED[to];
    if (reserved && !reserved.some((place) => isIn(from, place))) return [`${from} may not import ${to}`];
    if (own === other) return [];
    if (!(ROOMS[own] ?? []).some((place) => isIn(to, place))) return [`${own} may not import ${to} (${from})`];
    const past = late || from.startsWith('scripts/') || from.startsWith('bench/');
    if (!past && hasFace(other) && to !== `${other}/index.ts`) return [`${from} should import ${other}/index.ts, not ${to}`];
    return [];
  });
}

/** Of kernels, index.ts is AssemblyScript's. */
function faceExists(room: string): boolean {
  return room !== 'src/kernels' && existsSync(`${room}/index.ts`);
}

/** Circles among names, each as the list of those in it (Tarjan's strongly connected components). */
export function circles(edges: Iterable<readonly [from: string, to: string]>): string[][] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (name: string): number => {
    order.set(name, order.size);
    let low = order.size - 1;
    stack.push(name);
    for (const other of next.get(name) ?? []) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (stack.includes(other)) low = Math.min(low, order.get(other) ?? low);
    }
    lowest.set(name, low);
    if (low === order.get(name)) {
      const circle = stack.splice(stack.indexOf(name));
      if (circle.length > 1) found.push(circle);
    }
    return low;
  };
  for (const name of next.keys()) if (!order.has(name)) visit(name);
  return found;
}
