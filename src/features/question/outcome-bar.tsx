import { useWhatIf } from '../../state/what-if/index.ts';
import { FootBar } from '../../ui/controls/foot-bar.tsx';
import { formatOutcome } from '../../ui/text/format-outcome.ts';

/** What the edits bring about, in one line, while the panel is out of sight. */
export function OutcomeBar() {
  const compared = useWhatIf((state) => state.compared);
  if (!compared) return null;
  const { before, after } = compared;
  const [was, is] = [before, after].map((of) => `${of.model.classes[of.predicted] ?? ''} ${formatOutcome(of, of.predicted)}`);
  return (
    <FootBar label="Outcome of the edits" headingId="what-if-heading" action="See what changed">
      {was} → <strong>{is}</strong>
    </FootBar>
  );
}
