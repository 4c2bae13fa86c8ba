import { useId } from 'react';
import { linkHere } from '../../state/link/index.ts';
import { BUNDLED, useModels } from '../../state/models/index.ts';
import { questionOf, useExplain } from '../../state/sentence/index.ts';
import { CopyButton } from '../../ui/controls/copy-button.tsx';
import controls from '../../ui/controls.module.css';
import { Disclosure, Note, Stack } from '../../ui/layout/index.ts';
import { frameCode } from './frame-code.ts';
import styles from './share-panel.module.css';

/** The heat maps for a page of the person's own. */
export function FramePart() {
  return (
    <Stack as="section" parted aria-label="In a frame of another page">
      <Disclosure summary="Show these heat maps on a page of yours" lazy>
        <FrameCode />
      </Disclosure>
    </Stack>
  );
}

function FrameCode() {
  const id = useId();
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const isOwn = useModels(({ currentId }) => currentId !== BUNDLED);
  const code = frameCode(linkHere(), explanation ? questionOf(explanation) : 'LRP Lens');
  return (
    <Stack gap={2} above={2}>
      <label htmlFor={id}>Code for a frame</label>
      <textarea
        id={id}
        className={`${controls.input} ${styles.field} ${styles.code}`}
        rows={5}
        readOnly
        dir="ltr"
        spellCheck={false}
        aria-describedby={`${id}-note`}
        value={code}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton text={() => code} done="Code copied." />
      <Note id={`${id}-note`}>
        The frame shows the heat maps, their question and the legend. Whenever its size changes, it sends your page a message with
        its width and height in pixels, and nothing else; the script then makes the frame as high as that. The site has to allow
        frames.
      </Note>
      {isOwn && (
        <Note>
          The model in use is kept in this browser alone: elsewhere the frame shows the bundled model instead, and says so.
        </Note>
      )}
    </Stack>
  );
}
