import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalServer } from '../src/testing/local-server.ts';
import { hasShared, shared } from '../src/testing/shared.ts';

const SCRIPT = fileURLToPath(new URL('./fetch-data.mjs', import.meta.url));
const UPSTREAM = fileURLToPath(shared('upstream'));
const FILE = 'sequence_test.txt';
/** A stand-in for the published file, with a hash of its own. */
const GOOD = Buffer.from('1\tan | invented | line\n'.repeat(2000));
const GOOD_SHA256 = createHash('sha256').update(GOOD).digest('hex');
const ONE_LINE = /^[^\n]+\n$/;

let folder = '';
const server = new LocalServer();
const serve = async (listener: RequestListener): Promise<string> => `${await server.serve(listener)}${FILE}`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-data-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly status: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const target = (): string => join(folder, 'to', FILE);

/** Runs the script as npm does, in its own process; by default with nothing to copy and nowhere to download from. */
function run(environment: Record<string, string>): Promise<Outcome> {
  const env = {
    ...process.env,
    LRP_LENS_SST_URL: 'http://127.0.0.1:1/',
    LRP_LENS_SST_FROM: join(folder, 'from'),
    LRP_LENS_SST_TO: join(folder, 'to'),
    LRP_LENS_SST_SHA256: GOOD_SHA256,
    LRP_LENS_SST_LIMIT_MS: '600000', // what is to be seen is not how fast the machine is
    ...environment,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT], { env }, (error, stdout, stderr) => {
      resolve({ status: error ? error.code : 0, stdout, stderr });
    });
  });
}

function give(folderName: string, bytes: Uint8Array | string): void {
  mkdirSync(join(folder, folderName), { recursive: true });
  writeFileSync(join(folder, folderName, FILE), bytes);
}

/** What every failure has in common: status 0, one line that says why and what to do, and nothing half-written. */
function expectFailure(outcome: Outcome, why: RegExp): void {
  expect(outcome.stderr).toMatch(why);
  expect(outcome.stderr).toMatch(ONE_LINE);
  expect(outcome.stderr).toContain('npm run fetch-data');
  expect(outcome).toMatchObject({ status: 0, stdout: '' });
  expect(existsSync(join(folder, 'to')) ? readdirSync(join(folder, 'to')) : []).toEqual([]);
}

function expectFetched(outcome: Outcome): void {
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  expect(outcome.stdout).toMatch(ONE_LINE);
  expect(outcome.stdout).toContain('do not publish it without checking its terms');
  expect(readFileSync(target()).equals(GOOD)).toBe(true);
  expect(readdirSync(join(folder, 'to'))).toEqual([FILE]);
}

describe('fetch-data', () => {
  it('downloads the file, then is silent', async () => {
    const url = await serve((_request, response) => response.end(GOOD));
    expectFetched(await run({ LRP_LENS_SST_URL: url }));
    expect(await run({})).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('prefers the copy beside the repository', async () => {
    give('from', GOOD);
    expectFetched(await run({}));
  });

  it('downloads where that copy is another file', async () => {
    give('from', 'another file');
    const url = await serve((_request, response) => response.end(GOOD));
    expectFetched(await run({ LRP_LENS_SST_URL: url }));
  });

  it('replaces a wrong file that is already there', async () => {
    give('to', GOOD.subarray(0, 100));
    give('from', GOOD);
    expectFetched(await run({}));
  });

  it('removes a wrong file even if it has no right one', async () => {
    give('to', GOOD.subarray(0, 100));
    expectFailure(await run({}), /no SST test set/);
  });

  it('gives up on a server that never answers', async () => {
    const url = await serve(() => undefined);
    expectFailure(await run({ LRP_LENS_SST_URL: url, LRP_LENS_SST_LIMIT_MS: '700' }), /did not answer in full within 0\.7 s/);
  });

  it('gives up on a server that dribbles for ever', async () => {
    const url = await serve((_request, response) => {
      response.write(GOOD.subarray(0, 50));
      const timer = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(timer));
    });
    expectFailure(await run({ LRP_LENS_SST_URL: url, LRP_LENS_SST_LIMIT_MS: '700' }), /did not answer in full within 0\.7 s/);
  });

  it('has a limit of 5 s when nothing else is said', async () => {
    const url = await serve(() => undefined);
    expectFailure(await run({ LRP_LENS_SST_URL: url, LRP_LENS_SST_LIMIT_MS: '' }), /within 5 s/);
  });

  it('reports a connection that is cut off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': GOOD.length });
      response.write(GOOD.subarray(0, 1000), () => setTimeout(() => response.destroy(), 100));
    });
    expectFailure(await run({ LRP_LENS_SST_URL: url }), /after 1000 bytes/);
  });

  it('reports another file', async () => {
    const url = await serve((_request, response) => response.end('<!doctype html><title>Sign in to this network</title>'));
    expectFailure(await run({ LRP_LENS_SST_URL: url }), /sent another file: 53 bytes/);
  });

  it('stops reading a file that is far too long', async () => {
    const url = await serve((_request, response) => response.end(Buffer.alloc(2_000_000)));
    expectFailure(await run({ LRP_LENS_SST_URL: url }), /longer than 314024 bytes/);
  });

  it.each([
    [404, 'Not Found'],
    [503, 'Service Unavailable'],
  ])('reports status %i', async (status, text) => {
    const url = await serve((_request, response) => response.writeHead(status).end('no'));
    expectFailure(await run({ LRP_LENS_SST_URL: url }), new RegExp(`the server answered ${status} ${text}`));
  });

  it('reports a server that cannot be reached, and an address that is none', async () => {
    const url = await serve(() => undefined);
    await server.close();
    expectFailure(await run({ LRP_LENS_SST_URL: url }), /ECONNREFUSED/);
    expectFailure(await run({ LRP_LENS_SST_URL: 'nowhere' }), /nowhere: .*URL/);
  });

  it('reports a folder that cannot be written', async () => {
    give('from', GOOD);
    writeFileSync(join(folder, 'to'), 'a file where the folder should be');
    const outcome = await run({});
    expect(outcome).toMatchObject({ status: 0, stdout: '' });
    expect(outcome.stderr).toMatch(ONE_LINE);
    expect(outcome.stderr).toMatch(/EEXIST|ENOTDIR/);
  });
});

describe.skipIf(!hasShared(`upstream/${FILE}`))('the published file (skipped: no upstream files, where absent)', () => {
  it('is copied from beside the repository, with the hash of the constants', async () => {
    const outcome = await run({ LRP_LENS_SST_FROM: '', LRP_LENS_SST_SHA256: '' });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(target()).equals(readFileSync(join(UPSTREAM, FILE)))).toBe(true);
  });

  it('is downloaded whole', async () => {
    const url = await serve((_request, response) => response.end(readFileSync(join(UPSTREAM, FILE))));
    const outcome = await run({ LRP_LENS_SST_URL: url, LRP_LENS_SST_SHA256: '' });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(target()).equals(readFileSync(join(UPSTREAM, FILE)))).toBe(true);
  });
});
