import { useExamples } from '../../state/examples/index.ts';
import { useView } from '../../state/page/index.ts';
import controls from '../../ui/controls.module.css';
import { Callout } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';

/** The list holds the sentences of a figure alone: which, and the ways back. */
export function OnlyNotice() {
  const only = useExamples((state) => state.filter.only);
  const setFilter = useExamples((state) => state.setFilter);
  const show = useView((state) => state.show);
  if (!only) return null;
  const count = only.numbers.size;
  return (
    <Callout
      role="status"
      className="screen-only"
      below={3}
      actions={
        <>
          <button type="button" className={controls.chip} onClick={() => show('experiments')}>
            Back to the experiment
          </button>
          <button type="button" className={controls.chip} onClick={() => setFilter({ only: null })}>
            List all
          </button>
        </>
      }
    >
      <p>
        Listed: {count === 1 ? 'one sentence' : `${formatCount(count)} sentences`}, <b>{only.label}</b>.
      </p>
    </Callout>
  );
}
