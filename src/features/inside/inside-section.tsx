import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { type InsideAnswer, type InsideSubject, useInside } from '../../state/inside/index.ts';
import { useExplain, useUnit } from '../../state/sentence/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import { useNear } from '../../ui/hooks/use-near.ts';
import { Note, Stack } from '../../ui/layout/index.ts';
import { focusHeading, InsideFrame, InsideInvitation } from './inside-frame.tsx';
import { InsideView } from './inside-view.tsx';

/** How relevance, or the gradient, gets from the score to the words; asked for while it is open and near. */
export function InsideSection() {
  const section = useRef<HTMLElement>(null);
  const near = useNear(section);
  const open = useInside((state) => state.open);
  const setOpen = useInside((state) => state.setOpen);
  const want = useInside((state) => state.want);
  const subject = useSubject();
  const unit = useUnit();
  const explained = useExplain((state) => state.response !== null);
  const settled = useExplain((state) => state.status === 'current');
  // It is drawn when nothing more urgent is, such as a keystroke.
  const answer = useDeferredValue(useInside((state) => state.answer));
  const arriving = useInside((state) => state.arriving);

  useEffect(() => {
    if (open && (near || arriving) && settled && subject) want(subject);
  }, [open, near, arriving, settled, subject, want]);
  useArrival(section, answer);

  const show = () => {
    setOpen(true);
    focusHeading();
  };
  const stale = subject !== null && answer?.subject.explanation !== subject.explanation;
  return (
    <InsideFrame ref={section} busy={open && stale} printed={open && answer !== null}>
      {!open ? (
        <InsideInvitation onShow={show} />
      ) : (
        <Stack gap={3}>
          <Failure />
          {answer && subject ? (
            <Stack gap={4} stale={stale}>
              <InsideView answer={answer} />
            </Stack>
          ) : (
            <Note>
              {explained
                ? 'Following the score …'
                : `Once there ${unit === 'row' ? 'are rows' : 'is a sentence'}: how the score gets to the ${unit}s.`}
            </Note>
          )}
        </Stack>
      )}
    </InsideFrame>
  );
}

/** What is shown: the sentence as written, or as it is edited where the person wants that. */
function useSubject(): InsideSubject | null {
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const compared = useWhatIf((state) => state.compared);
  const status = useWhatIf((state) => state.status);
  const edited = useInside((state) => state.edited);
  return useMemo(() => {
    // While the edits of a link, or another edit, are being explained, there is nothing else to show.
    if (edited && (status === 'waiting' || status === 'current')) return compared && { explanation: compared.after, compared };
    return explanation && { explanation, compared: null };
  }, [explanation, compared, status, edited]);
}

/** Brings it into sight where a link opened it. */
function useArrival(section: { readonly current: HTMLElement | null }, answer: InsideAnswer | null): void {
  const arriving = useInside((state) => state.arriving);
  const arrive = useInside((state) => state.arrive);
  useEffect(() => {
    if (!arriving || !answer) return;
    section.current?.scrollIntoView({ block: 'start' });
    arrive();
  }, [arriving, answer, arrive, section]);
}

function Failure() {
  const error = useInside((state) => state.error);
  const stays = useInside((state) => state.answer !== null);
  const retry = useInside((state) => state.retry);
  return error && <RetryBanner title="What flows inside could not be computed" error={error} stays={stays} retry={retry} />;
}
