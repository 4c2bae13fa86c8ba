import type { ModelInfo } from '../../../engine/protocol.ts';
import { CopyButton } from '../../../ui/controls/copy-button.tsx';
import { Disclosure, Stack } from '../../../ui/layout/index.ts';
import styles from './reference-help.module.css';
import { lineName } from './trust-texts.ts';

const FROM_PYTORCH = `model.eval()
with torch.no_grad():
    for words in sentences:  # lists of words
        ids = torch.tensor([[word_id[word] for word in words]])
        print(" ".join(words), "->", *model(ids)[0].tolist())
`;

const ROWS_FROM_PYTORCH = `model.eval()
with torch.no_grad():
    for rows in sequences:  # lists of rows of numbers
        print(rows, "->", *model(torch.tensor([rows]))[0].tolist())
`;

/** How to print reference scores, and what else is read. */
export function ReferenceHelp({ model: { input, output } }: { readonly model: Pick<ModelInfo, 'input' | 'output'> }) {
  const isNumbers = input === 'numbers';
  const code = isNumbers ? ROWS_FROM_PYTORCH : FROM_PYTORCH;
  const json = isNumbers
    ? '{"numbers": [[0.5, -1.25], [2, 0.75]], "scores": [1.2, -0.4]}'
    : '{"tokens": ["the", "film"], "scores": [1.2, -0.4]}';
  return (
    <Disclosure className={styles.help} summary="How to print them">
      <Stack gap={2} className={styles.body}>
        <p>From PyTorch, a batch of one {lineName(input)} at a time, so that there is not a padding:</p>
        <pre className={styles.code}>
          <code>{code}</code>
        </pre>
        <CopyButton text={() => code} done="Copied" />
        <p>
          Also read: JSON lines such as <code>{json}</code>, and what the headless command prints.
          {output === 'linear' ? '' : ' Probabilities, or one score where one sigmoid tells two classes apart, are recognised.'}
        </p>
      </Stack>
    </Disclosure>
  );
}
