import { useTour, useView } from '../state/page/index.ts';
import { latePart } from '../ui/late/late-part.tsx';
import { GUIDE_BUTTON } from './header.tsx';

const TourPanel = latePart({
  name: 'The tour',
  floats: true,
  load: async () => (await import('../features/tour/tour-panel.tsx')).TourPanel,
  waiting: null,
});

/** The step the person is at, in the view it is about; it waits there while another view is on show. */
export function Tour() {
  const step = useTour((state) => state.step);
  const view = useView((state) => state.view);
  if (step === null || view !== 'explain') return null;
  return <TourPanel step={step} onLeft={() => document.getElementById(GUIDE_BUTTON)?.focus()} />;
}
