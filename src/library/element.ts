/**
 * `<lrp-heat-map>`: words on the colours of their values. Importing this defines the element; no framework is needed.
 *
 * ```html
 * <lrp-heat-map words='["a","fine","film"]' values="[0.1, 2.1, 0.4]" label="LRP"></lrp-heat-map>
 * ```
 * @module lrp-lens/element
 */
import { drawHeatMap, type HeatMapData, heatMapHtml, type PaletteId } from './heat-map.ts';

export { type HeatMapData, heatMapHtml, type PaletteId };

const STYLE = `
:host { display: block; font-family: system-ui, sans-serif; color-scheme: light dark; }
.words { display: flex; flex-wrap: wrap; gap: 4px; margin: 0; padding: 0; list-style: none; }
li { padding: 3px 7px; border-radius: 4px; text-align: center; line-height: 1.3; }
.value { display: block; font-size: .75em; font-variant-numeric: tabular-nums; }
.label, .legend { margin: 4px 0; font-size: .85em; color: light-dark(#5a5751, #b8b3aa); }
.legend { display: flex; align-items: center; gap: 8px; }
.scale { width: 8em; height: .7em; }
.fault { color: light-dark(#a4161a, #ff8a80); }
`;

const ATTRIBUTES = ['words', 'values', 'label', 'palette', 'limit', 'legend'] as const;

// Where there is no page (a server that renders one), importing this does nothing.
const Base = (typeof HTMLElement === 'undefined' ? class {} : HTMLElement) as typeof HTMLElement;

/**
 * Attributes, each with a property of the same name: `words` and `values` (JSON lists), `label`, `palette` (red-blue, orange-purple, brown-teal,
 * cividis), `limit` (the absolute value that gets the full colour; left out: the largest), `legend` (`none`: without). What is wrong with them is
 * said in the element's place.
 */
export class LrpHeatMap extends Base {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;
  #given: Partial<Record<(typeof ATTRIBUTES)[number], unknown>> = {};

  get words(): readonly string[] {
    return (this.#given.words as readonly string[] | undefined) ?? listOf(this, 'words', 'string');
  }
  set words(words: readonly string[]) {
    this.#set({ words });
  }

  get values(): readonly number[] {
    return (this.#given.values as readonly number[] | undefined) ?? listOf(this, 'values', 'number');
  }
  set values(values: readonly number[]) {
    this.#set({ values });
  }

  get label(): string {
    return this.getAttribute('label') ?? '';
  }
  set label(label: string) {
    this.setAttribute('label', label);
  }

  get palette(): PaletteId {
    return (this.getAttribute('palette') ?? 'red-blue') as PaletteId;
  }
  set palette(palette: PaletteId) {
    this.setAttribute('palette', palette);
  }

  /** null: the largest absolute value. */
  get limit(): number | null {
    const text = this.getAttribute('limit');
    return text === null ? null : Number(text);
  }
  set limit(limit: number | null) {
    if (limit === null) this.removeAttribute('limit');
    else this.setAttribute('limit', String(limit));
  }

  get legend(): boolean {
    return this.getAttribute('legend') !== 'none';
  }
  set legend(legend: boolean) {
    if (legend) this.removeAttribute('legend');
    else this.setAttribute('legend', 'none');
  }

  connectedCallback(): void {
    this.#draw();
  }

  attributeChangedCallback(name: string): void {
    // What is written last counts, as a property or as an attribute.
    if (name === 'words' || name === 'values') delete this.#given[name];
    this.#draw();
  }

  #set(given: Partial<Pick<HeatMapData, 'words' | 'values'>>): void {
    Object.assign(this.#given, given);
    this.#draw();
  }

  #draw(): void {
    if (!this.isConnected) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (root.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    }
    try {
      const { words, values, label, palette, limit, legend } = this;
      root.replaceChildren(...parts(drawHeatMap({ words, values, label, palette, legend, ...(limit !== null && { limit }) })));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      root.replaceChildren(element('p', { class: 'fault', role: 'alert' }, `lrp-heat-map: ${error.message}`));
    }
  }
}

/** @throws RangeError where the attribute is no list of these */
function listOf<Kind extends 'string' | 'number'>(
  host: HTMLElement,
  name: string,
  kind: Kind,
): readonly (Kind extends 'string' ? string : number)[] {
  const text = host.getAttribute(name) ?? '[]';
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every((item) => typeof item === kind)) return list;
  } catch {
    // It is no JSON, which is said below.
  }
  throw new RangeError(`${name}: is no JSON list of ${kind}s: ${text.slice(0, 60)}`);
}

/** By CSSOM, which no policy against inline styles forbids. */
function parts({ label, cells, legend }: ReturnType<typeof drawHeatMap>): HTMLElement[] {
  const list = element('ul', { class: 'words', dir: 'auto', 'aria-label': label || 'Heat map' });
  for (const { word, value, background, ink } of cells) {
    const item = element('li', {}, element('bdi', {}, word), element('span', { class: 'value' }, value));
    Object.assign(item.style, { background, color: ink });
    list.append(item);
  }
  const scale = element('span', { class: 'scale', 'aria-hidden': 'true' });
  if (legend) scale.style.background = legend.gradient;
  return [
    ...(label ? [element('p', { class: 'label' }, label)] : []),
    list,
    ...(legend ? [element('p', { class: 'legend' }, legend.against, scale, legend.forTarget)] : []),
  ];
}

function element(name: string, attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

if (typeof customElements !== 'undefined' && !customElements.get('lrp-heat-map'))
  customElements.define('lrp-heat-map', LrpHeatMap);

declare global {
  interface HTMLElementTagNameMap {
    'lrp-heat-map': LrpHeatMap;
  }
}
