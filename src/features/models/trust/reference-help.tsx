import { CopyButton } from '../../../ui/controls/copy-button.tsx';
import { Disclosure, Stack } from '../../../ui/layout/index.ts';
import styles from './reference-help.module.css';

const FROM_PYTORCH = `model.eval()
with torch.no_grad():
    for words in sentences:  # lists of words
        ids = torch.tensor([[word_id[word] for word in words]])
        print(" ".join(words), "->", *model(ids)[0].tolist())
`;

/** How to print reference scores, and what else is read. */
export function ReferenceHelp() {
  return (
    <Disclosure className={styles.help} summary="How to print them">
      <Stack gap={2} className={styles.body}>
        <p>From PyTorch, a batch of one sentence at a time, so that there is no padding:</p>
        <pre className={styles.code}>
          <code>{FROM_PYTORCH}</code>
        </pre>
        <CopyButton text={() => FROM_PYTORCH} done="Copied" />
        <p>
          Also read: JSON lines such as <code>{'{"tokens": ["the", "film"], "scores": [1.2, -0.4]}'}</code>, and what the headless
          command prints. Probabilities, or one score for a sigmoid output, are recognised.
        </p>
      </Stack>
    </Disclosure>
  );
}
