import type { ReactNode } from 'react';
import { describeTokenizer, type ModelInfo } from '../../../engine/protocol.ts';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Fact, Facts } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import { gateOrderName } from '../adding/gate-orders.ts';
import { testFigures } from './model-figures.ts';

/** What is known of the model in use: shape, measured quality, licence, fingerprint. */
export function ModelFacts({ model }: { readonly model: ModelInfo }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Network', `${model.bidirectional ? 'bidirectional' : 'one-directional'} LSTM, one layer`],
    ['Classes', `${formatCount(model.classes.length)}: ${model.classes.join(', ')}`],
    ['Vocabulary', `${formatCount(model.vocabularySize)} words`],
    ['Word embedding', `${formatCount(model.embeddingSize)} numbers a word`],
    ['Hidden state', `${formatCount(model.hiddenSize)} numbers${model.bidirectional ? ' a direction' : ''}`],
    ['Words', describeTokenizer(model.tokenizer)],
    [
      'Unknown words',
      model.unkToken === null ? model.dropsUnknown ? 'left out' : 'a zero vector' : <Entry key="unk" word={model.unkToken} />,
    ],
    ...(model.paddingId === null ? [] : [['Padding', `entry ${formatCount(model.paddingId)}`] as const]),
    ['Format', model.format],
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

function Entry({ word }: { readonly word: string }) {
  return (
    <>
      read as “<ShortName name={word} />”
    </>
  );
}
