import type { ReactNode } from 'react';
import { type ThemeChoice, useTheme } from '../state/page/index.ts';
import { MoonIcon, SunIcon, SystemThemeIcon } from '../ui/controls/icons.tsx';
import controls from '../ui/controls.module.css';

interface ThemeOption {
  readonly name: string;
  readonly icon: ReactNode;
  readonly next: ThemeChoice;
}

const OPTIONS: Readonly<Record<ThemeChoice, ThemeOption>> = {
  system: { name: 'as the system', icon: <SystemThemeIcon />, next: 'light' },
  light: { name: 'light', icon: <SunIcon />, next: 'dark' },
  dark: { name: 'dark', icon: <MoonIcon />, next: 'system' },
};

/** System, light, dark, in turn. */
export function ThemeButton() {
  const { choice, setChoice } = useTheme();
  const { name, icon, next } = OPTIONS[choice];
  const label = `Theme: ${name}. Switch to ${OPTIONS[next].name}`;
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.icon}`}
      aria-label={label}
      title={label}
      onClick={() => setChoice(next)}
    >
      {icon}
    </button>
  );
}
