import { describe, expect, it, vi } from 'vitest';
import { createLate } from './late.ts';

const quiet = { whyFailed: async () => 'broken' as const, failedStyles: () => [], reloadStyles: async () => {} };
const ignore = () => {};

/** Loads fail until `healed` is set. */
function flaky() {
  const site = { healed: false, asked: 0 };
  const load = async () => {
    site.asked++;
    if (!site.healed) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the part';
  };
  return { site, load };
}

describe('a late part', () => {
  it('is loaded once, whoever asks', async () => {
    const load = vi.fn(async () => 'the part');
    const late = createLate(load, quiet);
    await Promise.all([late.start(), late.start()]);
    await late.start();
    expect(load).toHaveBeenCalledTimes(1);
    expect(late.state()).toEqual({ kind: 'ready', value: 'the part' });
  });

  it('that fails is told with the reason, and loaded anew by a retry alone', async () => {
    vi.spyOn(console, 'error').mockImplementation(ignore);
    const { site, load } = flaky();
    const late = createLate(load, { ...quiet, whyFailed: async () => 'new version' });
    const seen: string[] = [];
    late.subscribe(() => seen.push(late.state().kind));
    await late.start();
    await late.start();
    expect(late.state()).toEqual({ kind: 'failed', failure: 'new version', attempts: 1, retrying: false });
    expect(site.asked).toBe(1);
    const retried = late.retry();
    expect(late.state()).toMatchObject({ kind: 'failed', retrying: true });
    await retried;
    expect(late.state()).toMatchObject({ kind: 'failed', attempts: 2, retrying: false });
    site.healed = true;
    await late.retry();
    expect(late.state()).toEqual({ kind: 'ready', value: 'the part' });
    expect(seen).toEqual(['failed', 'failed', 'failed', 'failed', 'ready']);
    vi.restoreAllMocks();
  });

  it('fetched ahead of time in vain is nobody’s failure: whoever needs it tries anew', async () => {
    vi.spyOn(console, 'error').mockImplementation(ignore);
    const { site, load } = flaky();
    const late = createLate(load, quiet);
    await late.start();
    expect(late.state()).toEqual({ kind: 'waiting' });
    late.subscribe(ignore);
    await late.start();
    expect(late.state(), 'the first that anybody has met').toMatchObject({ kind: 'failed', attempts: 1 });
    site.healed = true;
    await late.retry();
    expect(late.state()).toEqual({ kind: 'ready', value: 'the part' });
    vi.restoreAllMocks();
  });

  it('brings the style sheets that failed with it again, and no others, before it is tried again', async () => {
    vi.spyOn(console, 'error').mockImplementation(ignore);
    const failed = ['another.css'];
    const order: string[] = [];
    const late = createLate(
      async () => {
        order.push('load');
        failed.push('own.css');
        throw new Error('no');
      },
      {
        ...quiet,
        failedStyles: () => [...failed],
        reloadStyles: async (addresses) => void order.push(`styles ${[...addresses].join()}`),
      },
    );
    late.subscribe(ignore);
    await late.start();
    await late.retry();
    expect(order).toEqual(['styles ', 'load', 'styles own.css', 'load']);
    vi.restoreAllMocks();
  });
});
