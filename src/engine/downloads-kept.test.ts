import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  CANCELLED,
  FIRST,
  live,
  published,
  QUICK,
  ranged,
  refusal,
  SECOND,
  server,
  sha256,
  standIn,
} from '../testing/download-server.ts';
import { Downloads } from './downloads.ts';
import type { DownloadProgress } from './protocol.ts';

afterEach(async () => {
  await server.close();
  vi.unstubAllGlobals();
});

describe('finished files', () => {
  it('of a run that failed are not fetched again, those of one that went well are', async () => {
    let broken = true;
    const { base, asked } = await standIn((request, response) => {
      if (request.url === '/first') response.end(FIRST);
      else response.writeHead(broken ? 404 : 200).end(SECOND);
    });
    const files = [published(`${base}first`, FIRST), published(`${base}second`, SECOND)];
    const downloads = new Downloads(QUICK);
    await refusal(downloads.fetch(live(), files, () => {}));
    broken = false;
    const reports: DownloadProgress[] = [];
    const fetched = await downloads.fetch(live(), files, (progress) => reports.push(progress));
    expect(fetched.map(({ bytes }) => sha256(bytes))).toEqual([sha256(FIRST), sha256(SECOND)]);
    expect(asked).toEqual(['/first whole', '/second whole', '/second whole']);
    expect(reports[0]).toEqual({ file: 0, loadedBytes: FIRST.length, totalBytes: FIRST.length });
    await downloads.fetch(live(), files, () => {});
    expect(asked).toHaveLength(5);
  });

  it('outlive an abort, and so does what had come of the next', async () => {
    const controller = new AbortController();
    let held = true;
    const whole = ranged(FIRST, 0);
    const { base, asked } = await standIn((request, response) => {
      if (request.url === '/second') response.end(SECOND);
      else if (held) response.writeHead(200, { 'content-length': FIRST.length }).write(FIRST.subarray(0, 1000));
      else whole(request, response);
    });
    const files = [published(`${base}second`, SECOND), published(`${base}first`, FIRST)];
    const downloads = new Downloads(QUICK);
    const attempt = downloads.fetch(controller.signal, files, ({ file }) => file === 1 && controller.abort(CANCELLED));
    await expect(attempt).rejects.toBe(CANCELLED);
    held = false;
    const fetched = await downloads.fetch(live(), files, () => {});
    expect(fetched.map(({ bytes }) => sha256(bytes))).toEqual([sha256(SECOND), sha256(FIRST)]);
    expect(asked).toEqual(['/second whole', '/first whole', '/first bytes=1000-']);
  });
});

describe('an abort', () => {
  it('before the first answer, or while waiting for another attempt, ends it at once', async () => {
    const silent = await standIn(() => {});
    const first = new AbortController();
    const waiting = new Downloads(QUICK).fetch(first.signal, [published(`${silent.base}first`, FIRST)], () => {});
    first.abort(CANCELLED);
    await expect(waiting).rejects.toBe(CANCELLED);
    await server.close();

    const { base, asked } = await standIn(ranged(FIRST, 9));
    const second = new AbortController();
    const patient = new Downloads({ stallMs: 2000, pausesMs: [60_000] });
    const pausing = patient.fetch(second.signal, [published(`${base}first`, FIRST)], () =>
      setTimeout(() => second.abort(CANCELLED), 200),
    );
    await expect(pausing).rejects.toBe(CANCELLED);
    expect(asked).toHaveLength(1);
  });
});
