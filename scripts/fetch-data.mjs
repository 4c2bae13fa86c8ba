#!/usr/bin/env node
/**
 * Puts the SST test set (sequence_test.txt of ArrasL/LRP_for_LSTM) into public/sst/, which git ignores: copied from
 * ../shared/upstream where that folder stands beside the repository, else downloaded. Runs before `npm start` and `npm run build`,
 * so it never stands in their way: at most 5 s, exit status 0 always, one line if something is to be said, silent if all is there.
 *
 * Environment (for tests and mirrors): LRP_LENS_SST_URL, LRP_LENS_SST_FROM (folder to copy from), LRP_LENS_SST_TO (folder to write),
 * LRP_LENS_SST_SHA256, LRP_LENS_SST_LIMIT_MS.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const sst = JSON.parse(readFileSync(here('../src/state/examples/sst-constants.json'), 'utf8'));
const { env } = process;
const options = {
  url: env.LRP_LENS_SST_URL || sst.url,
  from: env.LRP_LENS_SST_FROM || here('../../shared/upstream'),
  to: env.LRP_LENS_SST_TO || here('../public/sst'),
  sha256: env.LRP_LENS_SST_SHA256 || sst.sha256,
  limitMs: Number(env.LRP_LENS_SST_LIMIT_MS || 5000),
};

const hasRightHash = (bytes) => createHash('sha256').update(bytes).digest('hex') === options.sha256;
const shown = (path) => relative(process.cwd(), path) || '.';

function provide() {
  const target = join(options.to, sst.fileName);
  if (existsSync(target)) {
    if (hasRightHash(readFileSync(target))) return;
    rmSync(target, { recursive: true });
  }
  const { bytes, origin } = copy() ?? download();
  writeWhole(target, bytes);
  console.log(
    `fetch-data: SST test set put into ${shown(options.to)} (from ${origin}). It is "free for academic use only", and a build's ` +
      'dist/ then contains it: do not publish it without checking its terms.',
  );
}

/** The copy beside the repository; null where there is none or it is another file. */
function copy() {
  const source = join(options.from, sst.fileName);
  if (!existsSync(source)) return null;
  const bytes = readFileSync(source);
  return hasRightHash(bytes) ? { bytes, origin: shown(source) } : null;
}

/**
 * Downloads in a process of its own, for the limit's sake: a name look-up that hangs can neither be aborted nor outlived
 * (process.exit() waits for it), but a child can be killed.
 */
function download() {
  const { url, limitMs } = options;
  const child = spawnSync(process.execPath, [here('fetch-data.mjs'), '--download'], {
    timeout: limitMs,
    killSignal: 'SIGKILL',
    maxBuffer: 16 * sst.bytes,
  });
  if (child.error?.code === 'ETIMEDOUT') throw new Error(`${url} did not answer in full within ${limitMs / 1000} s`);
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`${url}: ${lastLine(child.stderr)}`);
  if (!hasRightHash(child.stdout)) {
    throw new Error(
      `${url} sent another file: ${child.stdout.length} bytes with a SHA-256 that is not ${options.sha256.slice(0, 8)}…`,
    );
  }
  return { bytes: child.stdout, origin: url };
}

/** All or nothing: whoever reads the target meanwhile finds the whole file or none. */
function writeWhole(target, bytes) {
  const temporary = `${target}.${process.pid}.part`;
  mkdirSync(options.to, { recursive: true });
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The child's part: the file to standard output, or one line to standard error and status 1. */
async function downloadToStdout() {
  const chunks = [];
  let received = 0;
  try {
    const response = await fetch(options.url);
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      received += chunk.length;
      if (received > sst.bytes) throw new Error(`the file is longer than ${sst.bytes} bytes`);
    }
    process.stdout.write(Buffer.concat(chunks));
  } catch (error) {
    const cause = error.cause?.message || error.cause?.code;
    const soFar = received > 0 ? ` after ${received} bytes` : '';
    process.stderr.write(`${error.message}${soFar}${cause ? ` (${cause})` : ''}\n`);
    process.exitCode = 1;
  }
}

function lastLine(output) {
  return output.toString('utf8').trim().split('\n').at(-1) || 'the download failed without a message';
}

if (process.argv[2] === '--download') {
  await downloadToStdout();
} else {
  try {
    provide();
  } catch (error) {
    const reason = String(error.message).replace(/\s+/g, ' ');
    console.warn(
      `fetch-data: no SST test set (${reason}). LRP Lens works without it; to add it, run "npm run fetch-data" again later, ` +
        `or drop the file ${sst.fileName} into the page.`,
    );
  }
}
