import { shortName, wholeName } from '../text/short-name.ts';

interface ShortNameProps {
  readonly name: string;
  /** The most characters. */
  readonly most?: number | undefined;
  readonly className?: string | undefined;
}

/** A name or a word out of a file or a text: cut where it is too long, and whole in its title. */
export function ShortName({ name, most, className }: ShortNameProps) {
  return (
    <bdi className={className} title={wholeName(name, most)}>
      {shortName(name, most)}
    </bdi>
  );
}
