/** What LRP's two settings may be on the page: in its fields, and in links. The engine takes any eps from 0. */
import type { LrpOptions } from '../../engine/protocol.ts';

/** Beside 0. */
export const EPS_LEAST = 1e-6;
const EPS_MOST = 1;

/** A setting's range: whether a number lies in it, and how it is said. */
interface LrpRange {
  readonly holds: (value: number) => boolean;
  readonly said: string;
}

export const LRP_RANGES: Readonly<Record<keyof LrpOptions, LrpRange>> = {
  eps: { holds: (eps) => eps === 0 || (eps >= EPS_LEAST && eps <= EPS_MOST), said: '0, or from 1e-6 to 1' },
  biasFactor: { holds: (factor) => factor >= 0 && factor <= 1, said: 'from 0 to 1' },
};
