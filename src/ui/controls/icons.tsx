import type { ReactNode } from 'react';

/** Line icons on a 16 px grid; decoration only, so the control that holds one has its own name. */
export function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export function SunIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
    </Icon>
  );
}

export function MoonIcon() {
  return (
    <Icon>
      <path d="M13.5 9.6A5.9 5.9 0 0 1 6.4 2.5a5.9 5.9 0 1 0 7.1 7.1Z" />
    </Icon>
  );
}

export function SystemThemeIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5Z" fill="currentColor" />
    </Icon>
  );
}

export function QuestionIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.3 6.3A1.8 1.8 0 1 1 8.6 8c-.4.2-.6.5-.6 1M8 11.2v.01" />
    </Icon>
  );
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="m4 4 8 8M12 4l-8 8" />
    </Icon>
  );
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="m5 6.5 3 3 3-3" />
    </Icon>
  );
}

export function ListIcon() {
  return (
    <Icon>
      <path d="M2.5 4h11M2.5 8h11M2.5 12h7" />
    </Icon>
  );
}

export function SlidersIcon() {
  return (
    <Icon>
      <path d="M2 4.5h7.5M12.5 4.5H14M2 11.5h1.5M6.5 11.5H14" />
      <circle cx="11" cy="4.5" r="1.5" />
      <circle cx="5" cy="11.5" r="1.5" />
    </Icon>
  );
}

export function DownloadIcon() {
  return (
    <Icon>
      <path d="M8 2.25v7.5M4.75 6.75 8 10l3.25-3.25M2.75 13.25h10.5" />
    </Icon>
  );
}

export function WarningIcon() {
  return (
    <Icon>
      <path d="M8 2.5 14.2 13H1.8ZM8 6.5v3M8 11.4v.01" />
    </Icon>
  );
}

export function LinkIcon() {
  return (
    <Icon>
      <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m3 8.5 3.2 3.2L13 4.8" />
    </Icon>
  );
}

/** Layers of a network. */
export function ModelIcon() {
  return (
    <Icon>
      <path d="M8 2.25 14 5.5 8 8.75 2 5.5ZM2 8.25l6 3.25 6-3.25M2 11l6 3.25L14 11" />
    </Icon>
  );
}

export function PinIcon() {
  return (
    <Icon>
      <path d="M5.5 2.5h5M6.3 2.5v4L4.5 9.2h7L9.7 6.5v-4M8 9.2v4.3" />
    </Icon>
  );
}

/** The brand: three words' cells, against, neutral and for. */
export function NoteIcon({ written = false }: { readonly written?: boolean }) {
  return (
    <Icon>
      <path d="M3 2.5h10v7L9.5 13.5H3ZM13 9.5H9.5v4" fill={written ? 'currentColor' : 'none'} fillOpacity="0.35" />
    </Icon>
  );
}

export function UndoIcon() {
  return (
    <Icon>
      <path d="M5.5 3 2.5 6l3 3M2.75 6H10a3.5 3.5 0 0 1 0 7H6" />
    </Icon>
  );
}

export function BrandMark() {
  return (
    <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="8" height="14" rx="2" fill="var(--against)" />
      <rect x="9" y="0" width="8" height="14" rx="2" fill="var(--line)" />
      <rect x="18" y="0" width="8" height="14" rx="2" fill="var(--for)" />
    </svg>
  );
}
