import type { ReactNode } from 'react';
import { Callout, Fact, Facts, Note, Title } from '../layout/index.ts';
import styles from './error-banner.module.css';
import { WarningIcon } from './icons.tsx';

export interface ErrorBannerProps {
  readonly title: string;
  /** The parts of the error, as LensErrorFields has them. */
  readonly error: {
    readonly where: string;
    readonly problem: string;
    readonly expected?: string | undefined;
    readonly found?: string | undefined;
    readonly advice?: string | undefined;
  };
  /** What became of the rest of the page. */
  readonly note?: string | undefined;
  /** What the person can do about it. */
  readonly action?: ReactNode;
}

export function ErrorBanner({ title, error, note, action }: ErrorBannerProps) {
  const facts = [
    ['where', error.where],
    ['expected', error.expected],
    ['found', error.found],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <Callout tone="danger" role="alert" icon={<WarningIcon />} actions={action}>
      <Title as="p">{title}</Title>
      <p>{sentence(error.problem)}</p>
      <Facts names="s" className={styles.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
      {error.advice && <p>{sentence(error.advice)}</p>}
      {note && <Note>{note}</Note>}
    </Callout>
  );
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
