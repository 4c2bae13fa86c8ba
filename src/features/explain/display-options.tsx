import { useId } from 'react';
import { DISPLAY_DEFAULTS, GAMMA_RANGE, PALETTE_IDS, SCALES, type Scale, useDisplay } from '../../state/display/index.ts';
import { useSize } from '../../state/page/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import controls from '../../ui/controls.module.css';
import { scaleGradient } from '../../ui/heat-map/colour-scale.ts';
import { PALETTES } from '../../ui/heat-map/palettes.ts';
import { Note, Stack } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import styles from './display-options.module.css';
import { LimitField } from './limit-field.tsx';
import { OptionGroup } from './option-group.tsx';

const SCALE_NAMES: Readonly<Record<Scale, string>> = {
  method: 'each method’s largest value',
  shared: 'the largest value of all',
  fixed: 'a value you set:',
  raw: 'a value of 1 (raw values)',
};

/** Scale, gamma, palette, numbers and size. */
export function DisplayOptions() {
  return (
    <Stack gap={4}>
      <ScaleChoice />
      <GammaChoice />
      <PaletteChoice />
      <NumbersChoice />
      <SizeChoice />
    </Stack>
  );
}

function ScaleChoice() {
  const chosen = useDisplay((state) => state.scale);
  const set = useDisplay((state) => state.set);
  const name = useId();
  return (
    <OptionGroup legend="The strongest colour stands for">
      {SCALES.map((scale) => (
        <div key={scale} className={styles.line}>
          <Check type="radio" name={name} checked={scale === chosen} onChange={() => set({ scale })}>
            {SCALE_NAMES[scale]}
          </Check>
          {scale === 'fixed' && <LimitField />}
        </div>
      ))}
    </OptionGroup>
  );
}

function GammaChoice() {
  const gamma = useDisplay((state) => state.gamma);
  const set = useDisplay((state) => state.set);
  const id = useId();
  return (
    <OptionGroup legend="Gamma">
      <div className={styles.line}>
        <label htmlFor={id} className="visually-hidden">
          Gamma
        </label>
        <input
          id={id}
          type="range"
          className={styles.slider}
          min={GAMMA_RANGE.min}
          max={GAMMA_RANGE.max}
          step={0.05}
          value={gamma}
          onChange={(event) => set({ gamma: event.target.valueAsNumber })}
        />
        <output htmlFor={id} className={styles.figure}>
          {formatFixed(gamma)}
        </output>
        <button
          type="button"
          className={controls.chip}
          aria-label="Reset gamma"
          onClick={() => set({ gamma: DISPLAY_DEFAULTS.gamma })}
        >
          Reset
        </button>
      </div>
      <Note size="xs">below 1 small values get more colour, above 1 less</Note>
    </OptionGroup>
  );
}

function PaletteChoice() {
  const chosen = useDisplay((state) => state.palette);
  const gamma = useDisplay((state) => state.gamma);
  const set = useDisplay((state) => state.set);
  const name = useId();
  return (
    <OptionGroup legend="Palette, from “against” to “for”">
      {PALETTE_IDS.map((palette) => (
        <Check
          key={palette}
          type="radio"
          className={styles.palette}
          name={name}
          checked={palette === chosen}
          onChange={() => set({ palette })}
        >
          <span className={styles.swatch} aria-hidden="true" style={{ background: scaleGradient(-1, 1, { palette, gamma }) }} />
          <span>
            {PALETTES[palette].label}{' '}
            <Note as="span" size="xs">
              {PALETTES[palette].hint}
            </Note>
          </span>
        </Check>
      ))}
    </OptionGroup>
  );
}

function NumbersChoice() {
  const numbers = useDisplay((state) => state.numbers);
  const set = useDisplay((state) => state.set);
  return (
    <OptionGroup legend="Numbers">
      <Check checked={numbers} onChange={() => set({ numbers: !numbers })}>
        Show numbers
      </Check>
      <Note size="xs">without them + and − mark the sign</Note>
    </OptionGroup>
  );
}

function SizeChoice() {
  const large = useSize((state) => state.large);
  const setLarge = useSize((state) => state.setLarge);
  return (
    <OptionGroup legend="Size">
      <Check checked={large} onChange={() => setLarge(!large)}>
        Larger, for a projector
      </Check>
      <Note size="xs">words, numbers and the network inside; the examples stand behind a button. Kept on this device.</Note>
    </OptionGroup>
  );
}
