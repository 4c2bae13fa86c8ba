import { type ReactNode, useEffect, useRef } from 'react';
import { questionOf, useExplain, useWithOutcomes } from '../../state/sentence/index.ts';
import { Stack, Title } from '../../ui/layout/index.ts';
import styles from './embed-view.module.css';
import { Problems, useNothingToCome } from './explain-view.tsx';
import { Layout, SlowMethods } from './heat-maps.tsx';
import { ColourKey } from './why-heading.tsx';

/** What the page in whose frame it stands is told of its size, in CSS pixels (docs/architecture.md). */
interface SizeMessage {
  readonly type: 'lrp-lens-size';
  readonly width: number;
  readonly height: number;
}

interface EmbedViewProps {
  /** What there is to say of the address. */
  readonly notice: ReactNode;
}

/** The heat maps alone, as the address describes them: for a frame of another page. */
export function EmbedView({ notice }: EmbedViewProps) {
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const whole = useWithOutcomes(explanation);
  const nothingToCome = useNothingToCome();
  const view = useRef<HTMLElement>(null);
  useEffect(() => (view.current ? tellSize(view.current) : undefined), []);
  return (
    <main ref={view} className={styles.view}>
      <h1 className="visually-hidden">LRP Lens</h1>
      <Stack gap={3}>
        {notice}
        <Problems />
        {!nothingToCome && (
          <>
            <Title as="h2" size="m" className={whole ? undefined : 'visually-hidden'}>
              {whole ? questionOf(whole) : 'Heat maps'}
            </Title>
            <Layout explanation={explanation} tabRow="" tabStop={-1} />
            <SlowMethods explanation={explanation} />
            <ColourKey explanation={whole} />
          </>
        )}
      </Stack>
    </main>
  );
}

/** Tells it whenever it changes. Whoever embeds the page may know it: it is no more than what they could see. */
function tellSize(view: HTMLElement): (() => void) | undefined {
  if (parent === window) return;
  const observer = new ResizeObserver(() => {
    const { width, height } = view.getBoundingClientRect();
    const message: SizeMessage = { type: 'lrp-lens-size', width: Math.ceil(width), height: Math.ceil(height) };
    parent.postMessage(message, '*');
  });
  observer.observe(view);
  return () => observer.disconnect();
}
