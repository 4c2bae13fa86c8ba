// AssemblyScript. The memory of one instance, handed out from the bottom up; nothing is given back but by going back to a mark.

// The host's views end here.
const LIMIT: u64 = 1 << 31;

let next: u64 = 0;

export function start(): void {
  next = (__heap_base + 15) & ~15;
}

/** Room for so many float64, at a multiple of 16 bytes. It is there once `commit` has said so. */
export function take(values: u64): usize {
  const at = next;
  next += ((values + 1) & ~1) << 3;
  return <usize>at;
}

export function mark(): u64 { return next; }
export function goBack(to: u64): void { next = to; }

/** Sees that all that was taken is there. False: it could not be had. */
export function commit(): bool {
  if (next > LIMIT) return false;
  const pages = <i32>((next + 0xffff) >> 16) - memory.size();
  return pages <= 0 || memory.grow(pages) >= 0;
}
