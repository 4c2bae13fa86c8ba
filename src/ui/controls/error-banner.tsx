import type { ReactNode } from 'react';
import styles from './error-banner.module.css';
import { WarningIcon } from './icons.tsx';

interface ErrorBannerProps {
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
    <div role="alert" className={styles.banner}>
      <span className={styles.icon}>
        <WarningIcon />
      </span>
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        <p>{sentence(error.problem)}</p>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {error.advice && <p>{sentence(error.advice)}</p>}
        {note && <p className={styles.note}>{note}</p>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
