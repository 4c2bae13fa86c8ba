import { useEffect, useState } from 'react';

/** So long one does not notice that what stands there is of the state before. */
const UNNOTICED_MS = 250;

interface StaleMarks {
  /** At once, for who must wait: nothing is drawn by it. */
  readonly 'data-stale'?: true;
  /** After a while: base.css dims it. A delayed transition would make a layer of its own at every key, and paint it all twice. */
  readonly 'data-dim'?: true;
}

/** The attributes of an element whose content is of the state before: it stays, and dims if the next one takes longer than one would notice. */
export function useStaleMarks(stale: boolean): StaleMarks {
  const [dim, setDim] = useState(false);
  useEffect(() => {
    if (!stale) return;
    const timer = setTimeout(() => setDim(true), UNNOTICED_MS);
    return () => {
      clearTimeout(timer);
      setDim(false);
    };
  }, [stale]);
  return stale ? { 'data-stale': true, ...(dim ? { 'data-dim': true } : {}) } : {};
}
