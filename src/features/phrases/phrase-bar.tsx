import { isPhrase, isSameSpan, usePhrase, usePhraseMeasures } from '../../state/phrases/index.ts';
import { useExplain, useUnit } from '../../state/sentence/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import { FootBar } from '../../ui/controls/foot-bar.tsx';
import { formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { digitsOfPhrase, phraseOf } from './phrase-texts.ts';
import { PHRASES_HEADING } from './phrases-frame.tsx';

const MOST_CHARACTERS = 24;

/** The phrase in one line, while its card is out of sight. */
export function PhraseBar() {
  const span = usePhrase((state) => state.span);
  const measured = usePhraseMeasures((state) => state.measured);
  const tokens = useExplain((state) => state.response?.explanation.tokens ?? null);
  const hasEdits = useWhatIf((state) => state.edits.length > 0);
  const unit = useUnit();
  if (!span || !tokens) return null;
  const words = shortName(phraseOf(tokens, span), MOST_CHARACTERS);
  const phrase = measured && isSameSpan(measured.phrase.span, span) ? measured.phrase : null;
  const figures = phrase?.measures.filter(({ id }) => id in BRIEFLY) ?? [];
  const digits = digitsOfPhrase({ measures: figures });
  return (
    <FootBar label="Phrase" headingId={PHRASES_HEADING} action="See the phrase" lifted={hasEdits}>
      “<bdi>{words}</bdi>”
      {isPhrase(span)
        ? figures.map(({ id, joint }) => ` · ${BRIEFLY[id]} ${formatSigned(joint, digits)}`)
        : ` · choose its other end in another ${unit}’s menu`}
    </FootBar>
  );
}

const BRIEFLY: Readonly<Record<string, string>> = { cd: 'CD', lrp: 'LRP', occlusion: 'real loss' };
