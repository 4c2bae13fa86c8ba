/** What we use of jsfive 0.4.2, which has no types. What begins with an underscore is its own business: hence the exact version. */
declare module 'jsfive' {
  /** A message of an object's header; `type`, `size` and `offset_to_message` (from the start of the file) are numbers. */
  type HeaderMessage = ReadonlyMap<string, unknown>;

  interface DataObjects {
    /** Where the object's header stands. */
    readonly offset: number;
    readonly filter_pipeline: readonly HeaderMessage[] | null;
    find_msg_type(type: number): readonly HeaderMessage[];
    /** [name, value] of the attribute whose message stands there. */
    unpack_attribute(offset: number): readonly [string, unknown];
    /** [version, rank or undefined, class (0 compact, 1 contiguous, 2 chunked), where its properties stand]. */
    _get_data_message_properties(offset: number): readonly [number, number | undefined, number, number];
  }

  class Group {
    readonly keys: readonly string[];
    /** Where each member's header stands, or the path that a soft link has. */
    readonly _links: Readonly<Record<string, unknown>>;
    readonly _dataobjects: DataObjects;
    get(name: string): unknown;
  }

  class File extends Group {
    constructor(buffer: ArrayBuffer, name: string);
  }

  class Dataset {
    readonly shape: readonly number[];
    /** As numpy writes it, such as "<f4"; an array for what numpy has no name for. */
    readonly dtype: unknown;
    readonly _dataobjects: DataObjects;
  }
}
