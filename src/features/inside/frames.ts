import type { Inside } from '../../engine/inside-protocol.ts';
import type { Unit } from '../../state/sentence/index.ts';
import { boxText } from './drawing.tsx';
import type { Frame, Frames } from './drawn-files.tsx';
import { ledgerBar, ledgerEntries } from './ledger-drawing.tsx';
import { progressAt } from './net/progress.ts';
import { narrate } from './picture/narration.ts';
import type { Paint } from './picture/paint.ts';
import type { Picture } from './picture/picture.ts';

interface FramesOptions {
  readonly picture: Picture;
  readonly inside: Inside;
  readonly paint: Paint;
  readonly unit: Unit;
  readonly isPadded: boolean;
  readonly largest: number;
  readonly what: string;
  readonly stepTime: number;
}

/** Everything that an animated page shows, step by step. */
export function framesOf(options: FramesOptions): Frames {
  const { picture, inside, paint, unit, isPadded, largest, what, stepTime } = options;
  const { net, digits } = picture;
  const all = Array.from({ length: net.steps + 1 }, (_, step) => progressAt(net, inside, step));
  return {
    narration: all.map((_, step) => narrate({ ...picture, what }, step)),
    boxes: net.boxes.map((_, box) =>
      framesOfBox(
        options,
        box,
        all.map(({ arrived }) => arrived[box] ?? 0),
      ),
    ),
    ledger: all.map(({ ledger, onItsWay }) =>
      ledgerEntries(ledger, onItsWay, inside.method, unit, isPadded).map((entry) => ledgerBar(entry, largest, paint, digits)),
    ),
    stepTime,
  };
}

/** Only where it changes. */
function framesOfBox({ picture, paint }: FramesOptions, box: number, amounts: readonly number[]): Frame[] {
  const frames: Frame[] = [];
  for (const [step, amount] of amounts.entries()) {
    const { text, background, ink } = boxText(picture, box, step, amount, paint);
    const before = frames.at(-1);
    if (before && before.text === text && before.fill === background) continue;
    frames.push({ step, text, fill: background, ink });
  }
  return frames;
}
