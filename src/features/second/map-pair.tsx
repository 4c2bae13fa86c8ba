import type { Explanation, MethodName } from '../../engine/protocol.ts';
import { useDisplay, useLook } from '../../state/display/index.ts';
import { useFigureToSave } from '../../state/figures/index.ts';
import { namesBeside } from '../../state/second/index.ts';
import { parametersOf, targetName } from '../../state/sentence/index.ts';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { WordHeatMap } from '../../ui/heat-map/word-heat-map.tsx';
import { Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { drawOnPaper } from '../../ui/paper/draw-on-paper.tsx';
import { commonLimit, differingWords } from './word-differences.ts';

interface MapPairProps {
  readonly method: MethodName;
  readonly first: Explanation;
  readonly second: Explanation;
}

/** Nothing is to be done with a word here and its value stands in its cell, so that the Tab key passes by. */
const NO_TAB_STOP = -1;

/** One method’s heat map by each model; the same value has the same colour in both. */
export function MapPair({ method, first, second }: MapPairProps) {
  const look = useLook();
  const scale = useDisplay((state) => state.scale);
  const fixedLimit = useDisplay((state) => state.fixedLimit);
  const saveFigure = useFigureToSave((state) => state.save);
  const names = namesBeside(first.model, second.model);
  const pair = [first, second].map((explanation, place) => ({
    explanation,
    name: names[place] ?? '',
    values: explanation.methods.find(({ id }) => id === method.id)?.words,
  }));
  const limit = commonLimit(
    pair.map(({ values }) => values ?? []),
    { scale, fixedLimit },
  );
  const words = differingWords(first, second, method.id);
  const strongest = `strongest colour in both = ${formatLimit(limit)}`;
  const differing = words.length > 0 ? `They differ most on ${words.join(', ')}.` : '';
  const title = `${method.label} by both models`;
  const maps = pair.map(({ explanation, name, values }, place) => (
    <Stack key={place === 0 ? 'first' : 'second'} gap={1}>
      <Note>
        {name}, for {targetName(explanation)}
      </Note>
      {values ? (
        <WordHeatMap
          id={`second-${method.id}-${place}`}
          label={`${method.label} by ${name}`}
          words={explanation.tokens}
          unknown={explanation.unknown}
          notRead={explanation.notRead}
          read={explanation.read}
          unknownTitle="unknown to the model"
          values={values}
          signed={method.signed}
          limit={limit}
          look={look}
          tabStop={NO_TAB_STOP}
        />
      ) : (
        <Note>{method.label} has no values here.</Note>
      )}
    </Stack>
  ));
  const save = () =>
    saveFigure({
      title,
      caption: `S${strongest.slice(1)}. ${differing}`.trim(),
      fileName: `two-models-${method.id}`,
      origin: {
        explanation: first,
        method: `Second model ${names[1]} · SHA-256 ${second.model.sha256} · ${method.label}`,
        parameters: parametersOf(first, method.id),
      },
      draw: (width) =>
        drawOnPaper(
          <Stack gap={3}>
            <ColourLegend
              signed={method.signed}
              size="small"
              colours={look}
              low={method.signed ? 'speaks against the class' : 'hardly matters'}
              high={method.signed ? 'speaks for it' : 'matters, in either direction'}
            />
            {maps}
          </Stack>,
          width,
        ),
    });
  return (
    <Stack gap={2}>
      <Row gap={3} align="baseline" spread>
        <Title>{method.label}</Title>
        <Row gap={3} align="baseline">
          <Note>{strongest}</Note>
          <SaveFigure title={title} onSave={save} />
        </Row>
      </Row>
      {maps}
      {differing && <Note>{differing}</Note>}
    </Stack>
  );
}
