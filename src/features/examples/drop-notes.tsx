import { useExamples } from '../../state/examples/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Callout } from '../../ui/layout/index.ts';

/** What there is to know about the last file taken, until it is dismissed. */
export function DropNotes() {
  const note = useExamples((state) => state.note);
  const error = useExamples((state) => state.fileError);
  const dismissNotes = useExamples((state) => state.dismissNotes);
  const dismiss = (
    <button type="button" className={controls.chip} onClick={dismissNotes}>
      Dismiss
    </button>
  );
  if (error) return <ErrorBanner title="This file cannot be shown" error={error} action={dismiss} />;
  if (!note) return null;
  return (
    <Callout role="status" actions={dismiss}>
      {note}
    </Callout>
  );
}
