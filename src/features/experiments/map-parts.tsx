import { useMemo, useState } from 'react';
import { METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { type MapWord, WordMap } from '../../ui/charts/word-map.tsx';
import { colourScale } from '../../ui/heat-map/colour-scale.ts';
import { useMediaQuery } from '../../ui/hooks/use-media-query.ts';
import { Row } from '../../ui/layout/index.ts';
import { useIsPaper } from '../../ui/paper/use-chart-width.ts';
import { digitsFor, formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel, percent } from './figures-text.ts';
import { placesOf, tellingWords } from './map-points.ts';
import { firstWithValues, mapReading, mapTables } from './map-reading.ts';
import { useRelevanceColours } from './relevance-colours.ts';
import { CountSelect, MethodSelect, MinimumField } from './word-controls.tsx';

export const MAP_PARTS: ExperimentParts<'map'> = {
  id: 'map',
  title: 'Map of words',
  question: 'Do words that the model treats alike also have embeddings that lie together?',
  method:
    'Each word that the model knows is a row of numbers, its embedding. The map shows the plane in which these rows lie furthest apart: the first two principal components of the words in the data set, each counted once. Colours are the mean relevance of a word for one class, over all sentences, as in “Representative words”.',
  Result: MapFigure,
  reading: mapReading,
  tables: mapTables,
};

const SHOWN = [100, 250, 500, 1000, 2000] as const;
/** At first, and where there is little room. */
const AT_FIRST = 250;
const ON_A_PHONE = 100;

function MapFigure(props: ResultProps<'map'>) {
  const { result, dataset, settings, onWord, inHand } = props;
  const [method, setMethod] = useState<MethodId>(firstWithValues(props) ?? 'lrp');
  const [minCount, setMinCount] = useState(1);
  const isPaper = useIsPaper();
  const isNarrow = useMediaQuery('(max-width: 34rem)') && !isPaper;
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen ?? (isNarrow ? ON_A_PHONE : AT_FIRST);
  const colours = useRelevanceColours();
  const look = useLook();
  const signed = METHOD_NAMES.find(({ id }) => id === method)?.signed ?? true;
  const target = shortName(dataset.classes[settings.target] ?? '');
  const marked = useMemo(() => placesOf(dataset, inHand), [dataset, inHand]);
  const all = useMemo(() => tellingWords(result, dataset, method), [result, dataset, method]);
  const often = useMemo(() => all.filter(({ count }) => count >= minCount), [all, minCount]);
  const words = useMemo(() => {
    const drawn = often.filter(({ word }, k) => k < shown || marked.has(word));
    const largest = drawn.reduce((most, { mean }) => Math.max(most, Math.abs(mean)), 0);
    const scale = colourScale(largest, look);
    const format = signed ? formatSigned : formatFixed;
    return drawn.map(
      ({ word, label, x, y, count, mean }): MapWord => ({
        id: String(word),
        label: shortName(label),
        x,
        y,
        count,
        marked: marked.has(word),
        colour: scale.themedCell(mean).background,
        against: mean < 0,
        text: `${formatCount(count)}×, mean ${methodLabel(method)} ${format(mean, digitsFor(largest))}`,
      }),
    );
  }, [often, shown, marked, look, method, signed]);
  const isMarked = words.some((word) => word.marked);
  const [x, y] = result.plane.shares;
  return (
    <>
      <Row gap={4} align="end">
        <MethodSelect methods={settings.methods} value={method} onChange={setMethod} />
        <MinimumField value={minCount} onChange={setMinCount} />
        <CountSelect label="Words shown" counts={SHOWN} value={shown} onChange={setChosen} />
      </Row>
      <FigureCard
        title={`Words by embedding, and their relevance for “${target}”`}
        name={`map-${method}`}
        note={`${wordsShown(Math.min(shown, often.length), words.length, often.length)} Area: occurrences. Colour: mean ${methodLabel(method)} value. Both axes have the same scale.`}
        hint="Click a word to see it in context, or touch it twice; the arrow keys lead from word to word."
      >
        {words.length > 0 && (
          <WordMap
            summary={`Map of ${formatCount(words.length)} words by their embeddings, coloured by mean ${methodLabel(method)} value for ${target}. All words are in the table beneath.`}
            words={words}
            xTitle={`first principal component, ${percent(x)} of the variance`}
            yTitle={`second, ${percent(y)} of the variance`}
            legend={[
              { shape: 'for', colour: colours.for, label: signed ? `speaks for “${target}”` : 'counts' },
              ...(signed ? [{ shape: 'against', colour: colours.against, label: 'speaks against it' } as const] : []),
              ...(isMarked ? [{ shape: 'ring', colour: 'none', label: 'in the sentence on Explain' } as const] : []),
            ]}
            hint="Point at a word, or touch it, to read its count and mean value."
            action="show it in context"
            onActivate={(id) => onWord(dataset.lexicon[Number(id)] ?? '', settings.target)}
          />
        )}
      </FigureCard>
    </>
  );
}

function wordsShown(telling: number, shown: number, all: number): string {
  if (all === 0) return 'No word occurs so often.';
  if (shown >= all) return `All ${formatCount(all)} words.`;
  const others = shown > telling ? `, and ${formatCount(shown - telling)} more of the sentence on Explain` : '';
  return `The ${formatCount(telling)} most telling of ${formatCount(all)} words, by |mean| × occurrences${others}.`;
}
