import { shortName } from '../text/short-name.ts';

interface ShortNameProps {
  readonly name: string;
  /** The most characters. */
  readonly most?: number | undefined;
}

/** A name out of a file: cut where it is too long, and whole in its title. */
export function ShortName({ name, most }: ShortNameProps) {
  const short = shortName(name, most);
  return <bdi title={short === name ? undefined : name}>{short}</bdi>;
}
