import { isPhrase, usePhrase } from '../../state/phrases/index.ts';
import { useExplain, useUnit } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Callout, Note, Row, Title } from '../../ui/layout/index.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { phraseOf, placeOf } from './phrase-texts.ts';
import { PhraseInvitation } from './phrases-frame.tsx';

/** Which words are selected; without any, how to select them. */
export function PhraseHead() {
  const span = usePhrase((state) => state.span);
  const lost = usePhrase((state) => state.lost);
  const select = usePhrase((state) => state.select);
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const unit = useUnit();
  if (!span || !explanation) {
    return (
      <>
        {lost && <Callout tone="sunken">The link’s phrase has {unit}s that this sentence does not have.</Callout>}
        <PhraseInvitation unit={unit} />
      </>
    );
  }
  const words = shortName(phraseOf(explanation.tokens, span));
  return (
    <Row gap={3} spread>
      <div>
        <Title>
          {isPhrase(span) ? 'Phrase' : 'A phrase begins at'} “<bdi>{words}</bdi>”
        </Title>
        <Note>
          {isPhrase(span)
            ? `${placeOf(explanation, span)}; select others, or press Escape to give it up`
            : `now its other end: Shift and a click on another ${unit}, Shift and an arrow key, or “Phrase up to here” in the ${unit}’s menu`}
        </Note>
      </div>
      <button type="button" className={controls.button} onClick={() => select(null)}>
        Give up the phrase
      </button>
    </Row>
  );
}
