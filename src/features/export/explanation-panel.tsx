import { useEffect, useMemo, useState } from 'react';
import { type ExportSource, loadExportSource } from '../../state/sentence/index.ts';
import { explainFailure } from './export-error.ts';
import { ExportPanel } from './export-panel.tsx';
import { explanationSubject } from './formats.ts';
import { NotExported } from './not-exported.tsx';

/** What was on the screen when the dialogue opened. */
export function ExplanationPanel() {
  const [source, setSource] = useState<ExportSource | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    loadExportSource(abort.signal).then(
      (loaded) => !abort.signal.aborted && setSource(loaded),
      (error: unknown) => !abort.signal.aborted && setFailure(explainFailure(error)),
    );
    return () => abort.abort();
  }, []);
  const subject = useMemo(() => source && explanationSubject(source), [source]);
  return (
    <ExportPanel
      subject={subject}
      failure={failure}
      isExplanation
      notes={(format) => <NotExported format={format} layout={source?.display.layout} />}
    />
  );
}
