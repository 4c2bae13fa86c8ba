/**
 * Objects of classes that are not on the list, read as records: the class's name, the arguments it was made with and the attributes it
 * was given, all plain data. No class is looked up, made or called: there is no Python here. Refusing the names that do harm in Python
 * is not what keeps a reader safe, then; but a model that asks for them is not what it says it is.
 */
import type { NameRefusal, RecordRules } from './pickle-globals.ts';
import { asDict, asRecord, type PickleDict, type PickleRecord, type PickleSequence, type PickleValue } from './pickle-values.ts';

export function makeRecord(name: string, args: readonly PickleValue[]): PickleRecord {
  return { kind: 'record', name, args, state: null, entries: null, items: null, depth: 1 };
}

/** Where SETITEM puts its pairs; null where `target` has no such place. */
export function entriesOf(target: PickleValue): PickleDict | null {
  const record = asRecord(target);
  if (record === null) return asDict(target);
  record.entries ??= { kind: 'dict', entries: new Map(), depth: 1 };
  return record.entries;
}

/** Where APPEND puts its items; null where `target` has no such place. */
export function itemsOf(target: PickleValue): PickleSequence | null {
  const record = asRecord(target);
  if (record === null) return typeof target === 'object' && target?.kind === 'list' ? target : null;
  record.items ??= { kind: 'list', items: [], depth: 1 };
  return record.items;
}

/**
 * The modules that come with Python 2.7 to 3.13 (sys.stdlib_module_names), those that begin with an underscore apart. What is harmful is
 * among them, because it is on every computer.
 */
const PYTHON_MODULES: ReadonlySet<string> = new Set(
  (
    'abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile ' +
    'calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys commands compileall concurrent configparser contextlib ' +
    'contextvars copy copy_reg copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest dummy_thread ' +
    'email encodings ensurepip enum errno exceptions faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc ' +
    'genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http httplib idlelib imaplib imghdr imp importlib ' +
    'inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap ' +
    'modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev ' +
    'pathlib pdb pickle pickletools pip pipes pkg_resources pkgutil platform plistlib popen2 poplib posix posixpath pprint profile pstats ' +
    'pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets ' +
    'select selectors setuptools shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile ' +
    'sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile ' +
    'telnetlib tempfile termios test textwrap this thread threading time timeit tkinter token tokenize tomllib trace traceback ' +
    'tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib urllib2 uu uuid venv warnings wave weakref webbrowser ' +
    'winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

/** Python's own classes that only hold values: checkpoints keep settings, paths and dates in them. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set([
  ...['builtins', '__builtin__'].flatMap((module) =>
    ['bytearray', 'complex', 'range', 'slice', 'xrange'].map((name) => `${module} ${name}`),
  ),
  'argparse Namespace',
  'types SimpleNamespace',
  'collections deque',
  'datetime date',
  'datetime datetime',
  'datetime time',
  'datetime timedelta',
  'datetime timezone',
  'decimal Decimal',
  'fractions Fraction',
  'functools partial', // of a function that may be named; it stays a name
  'logging getLogger', // a logger is its name
  'random Random',
  'uuid UUID',
  ...['pathlib', 'pathlib._local'].flatMap((module) =>
    ['Path', 'PosixPath', 'WindowsPath', 'PurePath', 'PurePosixPath', 'PureWindowsPath'].map((name) => `${module} ${name}`),
  ),
]);

/** What torch itself puts into whole modules and checkpoints; the rest of torch loads files and runs code. */
const TORCH_CLASSES = /^torch\.(nn|optim|amp|cuda\.amp|distributions|utils\.data|utils\.hooks|ao|quantization)(\.|$)/;
const QUANTISED = /(^|[._])(quantized|quantizable)([._]|$)/;

/** How numpy writes the states of its random numbers. */
const RANDOM_STATE = /^numpy\.random\._pickle __(randomstate|generator|bit_generator)_ctor$/;

const LONGEST_NAME = 256;
const MODULE = /^[A-Za-z_]\w*(\.\w+)*$/;
const NAME = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** For files of PyTorch. */
export const TORCH_RECORDS: RecordRules = {
  mayName: (module, name) => {
    if (module.length + name.length > LONGEST_NAME || !MODULE.test(module) || !NAME.test(name)) return false;
    if (PLAIN_CLASSES.has(`${module} ${name}`)) return true;
    const [top = ''] = module.split('.');
    if (top === 'torch') return TORCH_CLASSES.test(module);
    if (top.startsWith('_')) return top === '__main__' || top === '__torch__';
    return !PYTHON_MODULES.has(top);
  },
  // Python's classes begin with a capital, the plain ones apart; what does not is taken for a function.
  mayCall: (name) => PLAIN_CLASSES.has(name) || /[ .]_*[A-Z]\w*$/.test(name) || RANDOM_STATE.test(name),
  losesDetail: true, // states of random numbers
  refusal: (module, name) => {
    if (QUANTISED.test(module)) return QUANTISED_MODEL;
    if (module !== 'torch' && module !== 'torch._utils') return undefined;
    if (QUANTISED_TENSORS.test(name)) return QUANTISED_MODEL;
    return name === '_rebuild_nested_tensor' ? NESTED_TENSORS : undefined;
  },
};

const QUANTISED_MODEL: NameRefusal = {
  problem: 'holds a quantised model, which is not supported',
  advice: 'Save the model as it was before it was quantised: torch.save(model.state_dict(), "model.pt").',
};

/** Functions, storages and number types. */
const QUANTISED_TENSORS = /^(_rebuild_qtensor|QU?Int\w*Storage|qu?int\d+(x\d+)?)$/;

const NESTED_TENSORS: NameRefusal = {
  problem: 'holds nested tensors, which are not supported',
  advice: 'Save each of their tensors by itself.',
};
