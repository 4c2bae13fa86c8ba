import type { Explanation } from '../../engine/protocol.ts';
import { useView } from '../page/index.ts';
import { useExplain } from './explain-store.ts';
import { targetName } from './target-name.ts';

const PRODUCT = 'LRP Lens';
const PAUSE_MS = 300;

/** What is explained and of which sentence, briefly: for tabs, bookmarks and the list of pages visited. */
export function pageTitle(explanation: Pick<Explanation, 'model' | 'target' | 'contrast'> | null, text: string): string {
  if (!explanation || text.trim() === '') return `${PRODUCT} · why did the network say that?`;
  return `${targetName(explanation)}: ${firstWords(text, 40)} · ${PRODUCT}`;
}

/** The first words of a sentence, `characters` of them at most, with an ellipsis where it goes on. */
export function firstWords(text: string, characters: number): string {
  const plain = text
    .slice(0, 4 * characters)
    .trim()
    .replace(/\s+/g, ' ');
  const whole = Array.from(plain);
  if (whole.length <= characters && text.length <= 4 * characters) return plain;
  const kept = whole.slice(0, characters).join('');
  const lastSpace = kept.lastIndexOf(' ');
  return `${(lastSpace > characters / 2 ? kept.slice(0, lastSpace) : kept).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** Names the document after what it shows, once that has come to rest. */
export function keepTitle(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { response: shown, text } = useExplain.getState();
      const isExplain = useView.getState().view === 'explain';
      document.title = isExplain ? pageTitle(shown?.explanation ?? null, text) : `Experiments · ${PRODUCT}`;
    }, PAUSE_MS);
  };
  useExplain.subscribe(({ response, status }, before) => {
    if (status !== 'waiting' && (response !== before.response || status !== before.status)) renew();
  });
  useView.subscribe(renew);
}
