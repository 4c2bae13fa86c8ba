import { Icon } from '../../ui/controls/icons.tsx';

export function PlayIcon() {
  return (
    <Icon>
      <path d="M5 3v10l8-5Z" fill="currentColor" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2.5" />
    </Icon>
  );
}

/** One step on; turned round, one back. */
export function StepIcon({ back = false }: { readonly back?: boolean }) {
  return (
    <Icon>
      <path d={back ? 'M11 3.5 5 8l6 4.5ZM3.5 3.5v9' : 'M5 3.5 11 8l-6 4.5ZM12.5 3.5v9'} />
    </Icon>
  );
}
