import { whyNotKept } from './models-disk.ts';

interface Keeping {
  /** Runs `work` once what was to be written before is; false, and a warning that begins with `failure`, where it fails. */
  write(failure: string, work: () => Promise<void>): Promise<boolean>;
  /** From now on, what other tabs change is noticed. */
  listen(): void;
}

/** Changes what is kept, one after the other, and tells the other tabs of the page, which share it. */
export function createKeeping(report: {
  readonly failed: (warning: string) => void;
  readonly written: () => void;
  readonly changedElsewhere: () => void;
}): Keeping {
  let others: BroadcastChannel | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function attempt(failure: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      others?.postMessage('kept');
      return true;
    } catch (error) {
      report.failed(`${failure}: ${whyNotKept(error)}.`);
      return false;
    } finally {
      report.written();
    }
  }

  return {
    write(failure, work) {
      const done = last.then(() => attempt(failure, work));
      last = done;
      return done;
    },
    listen() {
      if (typeof BroadcastChannel === 'undefined' || others) return;
      others = new BroadcastChannel('lrp-lens-models');
      others.addEventListener('message', report.changedElsewhere);
    },
  };
}
