import type { ReactNode } from 'react';
import { digitsFor, formatFixed, formatSigned } from '../text/format-number.ts';
import { type ColourOptions, type ColourScale, colourScale } from './colour-scale.ts';
import styles from './heat-cell.module.css';

/** How the cells of a heat map look. */
export interface HeatLook extends ColourOptions {
  /** false: a mark (+ or −) stands for each number. */
  readonly numbers: boolean;
}

/** Where the colour is weaker than this share of the full one, a cell that shows no number has no mark either. */
export const MARKED_FROM = 0.05;

/** Draws one row's values: a plain function a cell, no component, for there may be hundreds. */
export interface HeatCells {
  colours(value: number): { readonly background: string; readonly color: string };
  /** The number beneath a word, or the mark in its place; the number is there for screen readers either way. NaN: not there yet. */
  value(value: number): ReactNode;
}

/** @param limit the absolute value that gets the full colour; values [T] are formatted alike, by the largest */
export function heatCells(values: readonly number[], limit: number, signed: boolean, look: HeatLook): HeatCells {
  const scale = colourScale(limit, look);
  const digits = digitsFor(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const format = signed ? formatSigned : formatFixed;
  return {
    colours(value) {
      const { background, ink } = scale.themedCell(value);
      return { background, color: ink };
    },
    value: (value) => (
      <>
        {!look.numbers && (
          <span className={styles.mark} aria-hidden="true">
            {signed ? markFor(scale, value) : ''}
          </span>
        )}
        <span className={look.numbers ? styles.value : 'visually-hidden'} dir="ltr">
          {Number.isNaN(value) ? '…' : format(value, digits)}
        </span>
      </>
    ),
  };
}

/** The mark that stands for a number: + or −, or nothing where the colour is hardly there. */
export function markFor(scale: ColourScale, value: number): string {
  const strength = scale.strength(value);
  if (Math.abs(strength) < MARKED_FROM) return '';
  return strength > 0 ? '+' : '−';
}
