import { useEffect, useState } from 'react';

/** The latest `value` once it has not changed for `milliseconds`; until the first time, `initial`. */
export function useSettled<T>(value: T, initial: T, milliseconds: number): T {
  const [settled, setSettled] = useState(initial);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
