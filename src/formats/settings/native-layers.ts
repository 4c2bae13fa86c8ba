/** The layers of a config.json in format 2, to and from the model's own: the same options, named with underscores. */
import { type Field, fieldsOf, isRecurrent, LAYER_GATES, LAYER_TYPES, type Layer, type LayerType } from '../../model/layers.ts';
import { formatError, quote } from '../basics/index.ts';
import { parseOrder } from './gate-order.ts';

export interface NativeLayer {
  readonly layer: Layer;
  /** The order of the gates' row blocks in the file; '' where there are none. */
  readonly gateOrder: string;
}

/** Programs' usual orders, where the file does not say: PyTorch's. */
const USUAL_ORDERS = { lstm: 'ifgo', gru: 'rzn', rnn: 'h' } as const;

/** @throws LensError ModelFormatError that names the layer and the field */
export function parseLayers(given: readonly Readonly<Record<string, unknown>>[]): NativeLayer[] {
  return given.map((fields, index) => {
    const { type } = fields;
    const where = `config.json layers.${index}`;
    if (typeof type !== 'string' || !LAYER_TYPES.includes(type)) {
      throw formatError(`${where} type`, 'is not a layer of this format', {
        expected: LAYER_TYPES.join(', '),
        found: type === undefined ? 'nothing' : quote(String(type)),
      });
    }
    const named = `${where} (${type})`;
    const known = Object.entries(fieldsOf(type as LayerType, fields.kind));
    checkNames(fields, [...known.map(([name]) => underscored(name)), ...(type in LAYER_GATES ? ['gate_order'] : [])], named);
    const options = known.map(([name, field]) => [
      name,
      parseField(fields[underscored(name)], field, `${named} ${underscored(name)}`),
    ]);
    // The table of fields has what each type of Layer has.
    const layer = { type, ...Object.fromEntries(options) } as Layer;
    return { layer, gateOrder: isRecurrent(layer) ? readOrder(fields.gate_order, layer.type, `${named} gate_order`) : '' };
  });
}

/** What a layer does by a field that is not read here would be done otherwise without a word. */
function checkNames(fields: Readonly<Record<string, unknown>>, known: readonly string[], where: string): void {
  const strange = Object.keys(fields).filter((name) => name !== 'type' && !known.includes(name));
  if (strange.length === 0) return;
  throw formatError(`${where} ${strange[0]}`, 'is not an option of this layer', {
    expected: known.length > 0 ? `some of ${known.join(', ')}` : 'none',
    found: strange.join(', '),
    advice: 'Remove it if the layer does not use it.',
  });
}

function readOrder(given: unknown, type: keyof typeof LAYER_GATES, where: string): string {
  if (type === 'rnn' || given === undefined) return USUAL_ORDERS[type];
  return parseOrder(String(given), LAYER_GATES[type], where, USUAL_ORDERS[type]);
}

function parseField(value: unknown, field: Field, where: string): unknown {
  if (value === undefined && 'usual' in field && field.usual !== undefined) return field.usual;
  if (isOf(value, field)) return value;
  const found = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  throw formatError(where, value === undefined ? 'is missing' : 'is not valid', { expected: expectation(field), found });
}

function isOf(value: unknown, field: Field): boolean {
  if (field.is === 'size') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
  return field.is === 'flag' ? typeof value === 'boolean' : field.of.some((word) => word === value);
}

function expectation(field: Field): string {
  if (field.is === 'size') return 'a whole number >= 1';
  return field.is === 'flag' ? 'true or false' : field.of.join(', ');
}

/** The fields of a layer whose gates are in the model's own order. */
export function writeLayer(layer: Layer): object {
  const fields = Object.entries(layer).map(([name, value]) => [underscored(name), value]);
  const order = isRecurrent(layer) && layer.type !== 'rnn' ? { gate_order: LAYER_GATES[layer.type].join('') } : {};
  return { ...Object.fromEntries(fields), ...order };
}

function underscored(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
