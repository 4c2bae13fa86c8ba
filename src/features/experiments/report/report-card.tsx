import { useState } from 'react';
import { EXPERIMENT_IDS } from '../../../engine/experiment-protocol.ts';
import { currentRequest, useExperiments } from '../../../state/experiments/index.ts';
import { useModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Card, Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { saveFile } from '../../../ui/text/save-file.ts';
import { listed } from '../figures-text.ts';
import type { Report } from './report-files.ts';
import { type LoadFigureWriter, reportOf, runAll } from './report-of.tsx';

interface ReportCardProps {
  readonly loadFigureWriter: LoadFigureWriter;
}

/** How many are in it, and why the others are not. */
function doneText({ outcomes, missing }: NonNullable<Awaited<ReturnType<typeof runAll>>>): string {
  const reasons = [...new Set(missing.map(({ reason }) => reason))];
  const others = reasons.map((reason) => {
    const titles = missing.filter((one) => one.reason === reason).map(({ title }) => title);
    return ` Not run: ${listed(titles)}. ${reason}`;
  });
  return `${outcomes.length} of ${EXPERIMENT_IDS.length} experiments are in the report.${others.join('')}`;
}

/** All experiments, one after the other, and what comes of them as one page or one zip. */
export function ReportCard({ loadFigureWriter }: ReportCardProps) {
  const [report, setReport] = useState<Report | null>(null);
  const [state, setState] = useState<'' | 'running' | string>('');
  const isRunning = state === 'running';
  const busy = useExperiments((store) => store.running !== null) && !isRunning;
  const ready = useModel((store) => store.status === 'ready');

  const run = async () => {
    setReport(null);
    setState('running');
    try {
      const write = await loadFigureWriter();
      const done = await runAll(EXPERIMENT_IDS, currentRequest);
      if (done) setReport(reportOf(done.outcomes, done.missing, write));
      setState(done ? doneText(done) : 'Cancelled.');
    } catch (error) {
      setState(`The report could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const save = async (kind: 'html' | 'zip', made: Report) => {
    const { reportHtml, reportZip } = await import('./report-files.ts');
    const [content, type] =
      kind === 'html' ? [reportHtml(made), 'text/html;charset=utf-8'] : [reportZip(made), 'application/zip'];
    saveFile({ blob: new Blob([content], { type }), name: `lrp-lens-report.${kind}` });
  };
  return (
    <Card as="section" aria-label="Report" className="screen-only">
      <Stack gap={3}>
        <Title>Report</Title>
        <Note>
          All experiments with the settings as they stand, as one page, and as a zip of its tables (CSV, JSON), figures (SVG) and
          settings. The same settings make the same bytes. The sentence in Explain is not in it.
        </Note>
        <Row gap={3}>
          <button type="button" className={controls.button} disabled={!ready || busy || isRunning} onClick={() => void run()}>
            Run all
          </button>
          {report && (
            <>
              <button type="button" className={controls.button} onClick={() => void save('html', report)}>
                Save page
              </button>
              <button type="button" className={controls.button} onClick={() => void save('zip', report)}>
                Save zip
              </button>
            </>
          )}
          <Note role="status">{isRunning ? 'Running, one experiment after the other.' : state}</Note>
        </Row>
      </Stack>
    </Card>
  );
}
