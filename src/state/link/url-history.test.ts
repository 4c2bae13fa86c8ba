import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistoryWriter, REST_MS, SPACING_MS } from './url-history.ts';

let log: string[] = [];
let refuse = false;

function writer() {
  const note = (kind: string) => (fragment: string) => {
    if (refuse) throw new DOMException('too many', 'SecurityError');
    log.push(`${kind} ${fragment}`);
  };
  const made = createHistoryWriter({ push: note('push'), replace: note('replace') });
  made.settle('s=', 'text');
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
  log = [];
  refuse = false;
});

describe('createHistoryWriter', () => {
  it('writes typing once it rests, as the same step', () => {
    const { want } = writer();
    for (const text of ['a', 'ab', 'abc']) {
      want(`s=${text}`, 'text');
      vi.advanceTimersByTime(REST_MS - 1);
    }
    expect(log).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(['replace s=abc']);
  });

  it('writes a choice at once as a step, after what was typed before it', () => {
    const { want } = writer();
    want('s=abc', 'text');
    want('s=abc&target=good', 'text,good');
    vi.advanceTimersByTime(SPACING_MS);
    expect(log).toEqual(['replace s=abc', 'push s=abc&target=good']);
  });

  it('makes one step of what is chosen at once, and keeps what is typed right after it in that step', () => {
    const { want } = writer();
    want('example=1', 'example=1');
    want('example=1&layout=grid', 'example=1,grid');
    want('example=1&layout=grid&gamma=2', 'example=1,grid');
    vi.runAllTimers();
    expect(log).toEqual(['push example=1&layout=grid&gamma=2']);
  });

  it('makes a step of whatever else is typed or dragged, once that rests', () => {
    const { want } = writer();
    want('s=a', 'text', 'sentence');
    want('s=ab', 'text', 'sentence');
    vi.runAllTimers();
    want('s=ab&eps=1', 'text', 'eps');
    vi.advanceTimersByTime(REST_MS - 1);
    expect(log).toEqual(['push s=ab']);
    want('s=ab&eps=2', 'text', 'eps');
    vi.runAllTimers();
    want('s=ab&eps=3', 'text', 'eps');
    vi.runAllTimers();
    expect(log).toEqual(['push s=ab', 'push s=ab&eps=2', 'replace s=ab&eps=3']);
  });

  it('keeps apart what is dragged and, before that rests, another thing', () => {
    const { want } = writer();
    want('s=a&eps=1', 'text', 'eps');
    want('s=b&eps=1', 'text', 'sentence');
    want('s=b&eps=1&target=good', 'text,good');
    vi.runAllTimers();
    expect(log).toEqual(['push s=a&eps=1', 'push s=b&eps=1', 'push s=b&eps=1&target=good']);
  });

  it('never writes oftener than the browsers allow', () => {
    const { want } = writer();
    for (let i = 0; i < 300; i++) {
      want(`example=${i}`, `example=${i}`);
      vi.advanceTimersByTime(100);
    }
    vi.runAllTimers();
    expect(log.length).toBeLessThan(90);
    expect(log.at(-1)).toBe('push example=299');
  });

  it('writes nothing for a state that the address stands for, nor for there and back', () => {
    const { want, settle } = writer();
    settle('target=good', 'good');
    want('target=good', 'good');
    want('target=bad', 'bad');
    want('target=good', 'good');
    vi.runAllTimers();
    expect(log).toEqual([]);
  });

  it('tries again after a refusal, and can be made to write at once', () => {
    const { want, flush } = writer();
    refuse = true;
    want('target=good', 'good');
    vi.advanceTimersByTime(SPACING_MS);
    refuse = false;
    expect(log).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(log).toEqual(['push target=good']);
    want('target=good&gamma=2', 'good');
    flush();
    flush();
    expect(log).toEqual(['push target=good', 'replace target=good&gamma=2']);
  });
});
