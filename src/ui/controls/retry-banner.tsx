import controls from '../controls.module.css';
import { ErrorBanner, type ErrorBannerProps } from './error-banner.tsx';

interface RetryBannerProps extends Pick<ErrorBannerProps, 'title' | 'error'> {
  /** An earlier result is still on show. */
  readonly stays: boolean;
  /** What the person came for: the button stands out. */
  readonly primary?: boolean;
  readonly retry: () => void;
}

/** What could not be computed and why, with a way to try again. */
export function RetryBanner({ stays, primary = false, retry, ...error }: RetryBannerProps) {
  const button = (
    <button type="button" className={primary ? `${controls.button} ${controls.primary}` : controls.button} onClick={retry}>
      Retry
    </button>
  );
  return <ErrorBanner {...error} action={button} note={stays ? 'The result below is the previous one.' : undefined} />;
}
