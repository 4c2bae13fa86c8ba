import { Disclosure, Fact, Facts } from '../../ui/layout/index.ts';
import { GLOSSARY, type GlossaryEntry } from '../../ui/terms/glossary.ts';

const ENTRIES: readonly (readonly [string, GlossaryEntry])[] = Object.entries(GLOSSARY);

/** All terms that the page explains where they stand. */
export function GuideTerms() {
  return (
    <section>
      <Disclosure summary="Terms, from score to AOPC">
        <Facts names="l" gap={2} above={2}>
          {ENTRIES.map(([id, { name, text }]) => (
            <Fact key={id} name={<strong>{name}</strong>}>
              {text}
            </Fact>
          ))}
        </Facts>
      </Disclosure>
    </section>
  );
}
