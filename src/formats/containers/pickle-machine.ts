import type { LensError } from '../../model/errors.ts';
import { quote } from '../basics/index.ts';
import { buildArray, buildDtype, type CallContext, type PickleDialect } from './pickle-globals.ts';
import type { PickleInput } from './pickle-input.ts';
import { entriesOf, itemsOf, makeRecord } from './pickle-records.ts';
import {
  asRecord,
  asText,
  asTuple,
  depthOf,
  dotted,
  kindOf,
  type PickleDict,
  type PickleKey,
  type PickleRecord,
  type PickleSequence,
  type PickleValue,
} from './pickle-values.ts';

/** Containers in containers; a model has 2, numpy's own tuples make it 4. */
const MAX_DEPTH = 100;

/**
 * The stack, the marks in it and the memo of a pickle being read. Each opcode puts at most one value on the stack and moves
 * each value off it once, so time and memory are bounded by the size of the file.
 */
export class PickleMachine {
  readonly context: CallContext;
  private readonly input: PickleInput;
  private readonly dialect: PickleDialect;
  private readonly stack: PickleValue[] = [];
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, PickleValue>();

  /** @param context of the pickle that this one stands in, whose budget it shares */
  constructor(input: PickleInput, dialect: PickleDialect, context?: CallContext) {
    this.input = input;
    this.dialect = dialect;
    this.context = context ?? { input, arrayBytes: 4 * input.size, encodedBytes: input.size };
  }

  push(value: PickleValue): void {
    this.stack.push(value);
  }

  pop(): PickleValue {
    const value = this.top();
    this.stack.pop();
    return value;
  }

  top(): PickleValue {
    const value = this.stack.at(-1);
    if (value === undefined || this.stack.length <= (this.marks.at(-1) ?? 0))
      throw this.input.error('takes a value that is not there');
    return value;
  }

  mark(): void {
    if (this.marks.length >= MAX_DEPTH) throw this.depthError();
    this.marks.push(this.stack.length);
  }

  popToMark(): PickleValue[] {
    const start = this.marks.pop();
    if (start === undefined) throw this.input.error('looks for a mark that is not there');
    return this.stack.splice(start);
  }

  /** Drops the top value or, where a mark is on top, the mark. */
  drop(): void {
    if (this.stack.length === this.marks.at(-1)) this.marks.pop();
    else this.pop();
  }

  remember(index: number): void {
    this.memo.set(index, this.top());
  }

  rememberNext(): void {
    this.remember(this.memo.size);
  }

  recall(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) throw this.input.error('recalls a value that was never kept', { found: `memo ${index}` });
    this.push(value);
  }

  pushSequence(kind: 'list' | 'tuple', items: PickleValue[]): void {
    const sequence: PickleSequence = { kind, items, depth: 1 };
    for (const item of items) this.deepen(sequence, item);
    this.push(sequence);
  }

  /** Puts `items` at the end of the list on top of the stack. */
  append(items: readonly PickleValue[]): void {
    const target = this.top();
    const list = itemsOf(target);
    if (list === null) throw this.typeError('list', target);
    for (const item of items) {
      this.deepen(list, item);
      list.items.push(item);
    }
    this.deepenRecord(target, list);
  }

  pushDict(pairs: readonly PickleValue[]): void {
    this.push({ kind: 'dict', entries: new Map(), depth: 1 });
    this.setItems(pairs);
  }

  /** Puts `pairs` (key, value, key, value, ...) into the dict on top of the stack. */
  setItems(pairs: readonly PickleValue[]): void {
    const target = this.top();
    const dict = entriesOf(target);
    if (dict === null) throw this.typeError('dict', target);
    for (let at = 0; at < pairs.length; at += 2) {
      const value = pairs[at + 1];
      if (value === undefined) throw this.input.error('has a key without a value');
      this.deepen(dict, value);
      dict.entries.set(this.keyOf(pairs[at] ?? null, dict), value);
    }
    this.deepenRecord(target, dict);
  }

  private keyOf(value: PickleValue, { entries }: PickleDict): PickleKey {
    const key = typeof value === 'number' || typeof value === 'boolean' ? value : asText(value);
    if (key !== null) return key;
    if (!this.dialect.records?.losesDetail) throw this.typeError('a str or a number as a key', value);
    return `(${kindOf(value)} ${entries.size})`; // it is not looked up
  }

  pushGlobal(module: PickleValue, name: PickleValue): void {
    const [moduleName, memberName] = [asText(module) ?? kindOf(module), asText(name) ?? kindOf(name)];
    const full = `${moduleName} ${memberName}`;
    const { globals, records, expected, advice } = this.dialect;
    const refusal = records?.refusal(moduleName, memberName);
    if (refusal !== undefined) {
      const found = quote(`${moduleName}.${memberName}`);
      throw this.input.error(refusal.problem, {
        expected: 'plain tensors of floating-point numbers',
        found,
        advice: refusal.advice,
      });
    }
    if (!globals.has(full) && !records?.mayName(moduleName, memberName)) {
      const found = quote(`${moduleName}.${memberName}`);
      throw this.input.error(`names ${found}, which is not on the list of what a model file may contain`, {
        expected,
        found,
        advice,
      });
    }
    this.push({ kind: 'global', name: full });
  }

  /** REDUCE: callable and arguments are on the stack. */
  call(): void {
    const args = this.pop();
    const callable = this.pop();
    const list = asTuple(args);
    if (list === null) throw this.typeError('tuple of arguments', args);
    const name = typeof callable === 'object' && callable?.kind === 'global' ? callable.name : null;
    if (name === null) throw this.typeError('something that may be called', callable);
    const { globals, records, expected, advice } = this.dialect;
    if (!globals.has(name) && !records?.mayCall(name)) {
      const found = quote(dotted(name));
      throw this.input.error(`calls ${found}, a function that is not on the list`, { expected, found, advice });
    }
    this.create(name, list, depthOf(args));
  }

  /** NEWOBJ, NEWOBJ_EX: class and arguments are on the stack; false where this kind of file has no objects. */
  newObject(args: PickleValue, callable: PickleValue): boolean {
    if (this.dialect.records === undefined) return false;
    const list = asTuple(args);
    if (list === null) throw this.typeError('tuple of arguments', args);
    if (typeof callable !== 'object' || callable?.kind !== 'global') throw this.typeError('a class', callable);
    this.create(callable.name, list, depthOf(args));
    return true;
  }

  /** What stands in for `name` makes the object; a record where nothing does. Nothing else is run. */
  private create(name: string, args: readonly PickleValue[], depth: number): void {
    const { globals } = this.dialect;
    const run = globals.get(name);
    if (run === null) throw this.typeError('something that may be called', { kind: 'global', name });
    this.push(run === undefined ? makeRecord(name, args) : run(args, this.context));
    if (depth >= MAX_DEPTH) throw this.depthError();
    const record = asRecord(this.top());
    if (record !== null) record.depth = Math.max(record.depth, depth);
  }

  /** EMPTY_SET, FROZENSET: as lists, where nobody asks for their order; false where somebody may. */
  pushSet(take: () => PickleValue[]): boolean {
    if (this.dialect.records === undefined) return false;
    this.pushSequence('list', take());
    return true;
  }

  /** Whether integers beyond 2^53 (seeds of random numbers) are rounded instead of refused. */
  get roundsIntegers(): boolean {
    return this.dialect.records?.losesDetail === true;
  }

  /** PERSID, BINPERSID: what `id` stands for; false where this kind of file has no such ids. */
  resolve(id: PickleValue): boolean {
    const { persistent } = this.dialect;
    if (persistent === undefined) return false;
    this.push(persistent(id, this.context));
    return true;
  }

  /** BUILD: gives the object below the top the state on top. */
  build(): void {
    const state = this.pop();
    const target = this.top();
    if (typeof target === 'object' && target?.kind === 'ndarray') buildArray(target, state, this.context);
    else if (typeof target === 'object' && target?.kind === 'dtype') buildDtype(target, state, this.context);
    else if (typeof target === 'object' && target?.kind === 'record') this.buildRecord(target, state);
    else if (!this.dialect.ignoresState?.(target)) throw this.typeError('ndarray or dtype', target);
  }

  private buildRecord(target: PickleRecord, state: PickleValue): void {
    this.deepen(target, state);
    target.state = state;
    if (this.dialect.replace === undefined) return;
    this.pop();
    this.push(this.dialect.replace(target, this.context));
  }

  /** The one value that is left at STOP. */
  result(): PickleValue {
    const value = this.pop();
    if (this.stack.length > 0 || this.marks.length > 0) {
      throw this.input.error('ends too early', { expected: 'one value on the stack', found: `${this.stack.length + 1}` });
    }
    return value;
  }

  /** A record is as deep as what it holds. */
  private deepenRecord(target: PickleValue, content: PickleSequence | PickleDict): void {
    const record = asRecord(target);
    if (record !== null) this.deepen(record, content);
  }

  private deepen(container: PickleSequence | PickleDict | PickleRecord, item: PickleValue): void {
    const depth = depthOf(item) + 1;
    if (depth > MAX_DEPTH) throw this.depthError();
    if (depth > container.depth) container.depth = depth;
  }

  private depthError(): LensError {
    return this.input.error('is nested too deep', { expected: `at most ${MAX_DEPTH} levels`, found: 'more' });
  }

  private typeError(expected: string, found: PickleValue): LensError {
    return this.input.error(`does not fit ${this.input.opcodeName}`, { expected, found: kindOf(found) });
  }
}
