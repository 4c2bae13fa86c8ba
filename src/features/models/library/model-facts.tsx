import type { ReactNode } from 'react';
import { describeTokenizer, type ModelInfo } from '../../../engine/protocol.ts';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Fact, Facts } from '../../../ui/layout/index.ts';
import { ROLE_NAMES } from '../adding/file-roles.ts';
import { gateOrderName } from '../adding/gate-orders.ts';
import { LayerDiagram } from '../network/layer-diagram.tsx';
import { testFigures } from './model-figures.ts';
import { inputText, outputText, paddingText } from './model-texts.ts';

/** What is known of the model in use: shape, measured quality, licence, fingerprint. */
export function ModelFacts({ model }: { readonly model: ModelInfo }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Layers', <LayerDiagram key="layers" network={model} />],
    ['Input', inputText(model)],
    ...(model.input === 'numbers' ? [] : wordFacts(model)),
    ['Padding', paddingText(model)],
    ['Output', outputText(model)],
    ['Format', model.format],
    ['Read from', <ReadFrom key="files" files={model.files} />],
    ...(model.gateOrder === null ? [] : [['Gate order', gateOrderName(model.gateOrder)] as const]),
    ...testFigures(model.metrics),
    ['Licence', model.license ?? 'not stated'],
    ['SHA-256 of the weights', <code key="sha256">{model.sha256}</code>],
  ];
  return (
    <Facts names="l" gap={3}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  );
}

function wordFacts(model: ModelInfo): readonly (readonly [string, ReactNode])[] {
  const unknown = model.dropsUnknown ? 'skipped' : 'a zero vector';
  return [
    ['Words', describeTokenizer(model.tokenizer)],
    ['Unknown words', model.unkToken === null ? unknown : <Entry key="unk" word={model.unkToken} />],
  ];
}

/** The files, and what each of them gave. */
function ReadFrom({ files }: Pick<ModelInfo, 'files'>) {
  return files.map(({ role, name }) => (
    <p key={role}>
      {ROLE_NAMES[role]}: <ShortName name={name} />
    </p>
  ));
}

function Entry({ word }: { readonly word: string }) {
  return (
    <>
      read as “<ShortName name={word} />”
    </>
  );
}
