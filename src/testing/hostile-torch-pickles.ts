/** Pickles in PyTorch's files meant to harm: what plain pickles do not have, objects, classes and modules. As hostile-pickles.ts. */
import { expect } from 'vitest';
import { type HostilePickle, type HostilePickles, join, repeat } from './hostile-pickles.ts';
import { bytesOf } from './malformed.ts';
import { pickleDict, pickleInt, pickleTensor, pickleText, writeTorchFile } from './torch-writer.ts';

const SHELL = "(S'echo'\ntR.";
const NOT_LISTED = { problem: expect.stringContaining('which is not on the list of what a model file may contain') };
const CALLED = { problem: expect.stringContaining('a function that is not on the list') };

/** Names that run something in Python when they are called, by GLOBAL's two lines. */
const HARMFUL = [
  'os\nsystem',
  'posix\nsystem',
  'nt\nsystem',
  'subprocess\nPopen',
  'subprocess\ncheck_output',
  'builtins\neval',
  'builtins\nexec',
  'builtins\n__import__',
  'builtins\nopen',
  '__builtin__\napply',
  '__builtin__\nexecfile',
  'commands\ngetoutput',
  'importlib\nimport_module',
  'runpy\nrun_path',
  'pty\nspawn',
  'socket\nsocket',
  'webbrowser\nopen',
  'ctypes\nCDLL',
  'pickle\nloads',
  '_pickle\nloads',
  '_io\nopen',
  'operator\nattrgetter',
  'functools\nreduce',
  'types\nFunctionType',
  'copyreg\nadd_extension',
  'pip\nmain',
  'torch\nload',
  'torch.hub\nload',
  'torch.serialization\nload',
  'torch.utils.cpp_extension\nload',
  'torch.jit\nload',
  'torch._inductor.codecache\ncompile_file',
];

/** @param many how often something small occurs */
export function hostileTorchPickles(many: number): HostilePickles {
  const main = 'c__main__\nA\n';
  const longList = join(bytesOf(']('), repeat(bytesOf('N'), many), bytesOf('eq\x010'));
  const longTuple = join(bytesOf('('), repeat(bytesOf('K\x01'), many), bytesOf('tq\x010'));
  const refused: readonly HostilePickle[] = [
    ...HARMFUL.map((name): HostilePickle => [name.replace('\n', '.'), bytesOf(`c${name}\n${SHELL}`), NOT_LISTED]),
    ...HARMFUL.slice(0, 6).map(
      (name): HostilePickle => [`an object of ${name.replace('\n', '.')}`, bytesOf(`c${name}\n)\x81}b.`), NOT_LISTED],
    ),
    ['a function of another package', bytesOf(`cevil\ngo\n${SHELL}`), { ...CALLED, found: '"evil.go"' }],
    ['a function of the script itself', bytesOf(`c__main__\n_go\n${SHELL}`), CALLED],
    ['a function of numpy', bytesOf(`cnumpy.testing._private.utils\nrunstring\n${SHELL}`), CALLED],
    ['a function of torch.nn', bytesOf(`ctorch.nn.functional\nrelu\n${SHELL}`), CALLED],
    ['a dotted way out of an allowed module', bytesOf(0x8c, 5, 'torch', 0x8c, 8, 'hub.load', 0x93, '.'), NOT_LISTED],
    ['a name with a space', bytesOf('c__main__\na b\n.'), NOT_LISTED],
    ['a name with a line end', bytesOf(0x8c, 8, '__main__', 0x8c, 3, 'a\nb', 0x93, '.'), NOT_LISTED],
    ['a module without a name', bytesOf(0x8c, 0, 0x8c, 1, 'A', 0x93, '.'), NOT_LISTED],
    ['a very long name', bytesOf('c__main__\n', 'A'.repeat(300), '\n.'), NOT_LISTED],
    ['getattr of a text', bytesOf("c__builtin__\ngetattr\n(S'os'\nS'system'\ntR."), { problem: 'asks for an attribute' }],
    ['getattr of what is read', bytesOf("cbuiltins\ngetattr\n(ctorch\nSize\nS'f'\ntR."), { problem: 'asks for an attribute' }],
    ['partial of a harmful function', bytesOf("cfunctools\npartial\n(cos\nsystem\nS'echo'\ntR."), NOT_LISTED],
    [
      'what getattr gives of a class, called',
      bytesOf(`cbuiltins\ngetattr\n(c__main__\nA\nS'f'\ntR${SHELL}`),
      { expected: 'something that may be called', found: 'str' },
    ],
    ['partial, called', bytesOf(`cfunctools\npartial\n(c__main__\nf\ntR${SHELL}`), { found: 'functools partial' }],
    [
      'what getattr gives, called',
      bytesOf(`cbuiltins\ngetattr\n(ctorch._C\n_VariableFunctions\nS'load'\ntR${SHELL}`),
      { expected: 'something that may be called', found: 'str' },
    ],
    ['an object, called', bytesOf(`${main})\x81${SHELL}`), { expected: 'something that may be called' }],
    ['an object of no class', bytesOf("S'A'\n)\x81."), { problem: 'does not fit NEWOBJ', expected: 'a class' }],
    ['an object of an object', bytesOf(`${main})\x81)\x81.`), { problem: 'does not fit NEWOBJ', expected: 'a class' }],
    ['an object made with a list', bytesOf(`${main}]\x81.`), { expected: 'tuple of arguments', found: 'list' }],
    ['an object with keywords of no class', bytesOf('K\x01)}\x92.'), { problem: 'does not fit NEWOBJ_EX' }],
    ['an object of a number type', bytesOf('ctorch\nfloat32\n)\x81.'), { expected: 'something that may be called' }],
    ['a state for a class', bytesOf(`${main}}b.`), { problem: 'does not fit BUILD' }],
    ['a state for a list', bytesOf(']}b.'), { problem: 'does not fit BUILD' }],
    ['INST', bytesOf('(i__main__\nA\n.'), { problem: 'is not a pickle of plain data', found: '0x69 (i)' }],
    ['OBJ', bytesOf(`(${main}o.`), { found: '0x6f (o)' }],
    ['_reconstructor of a function that is read', bytesOf('ccopyreg\n_reconstructor\n(ctorch\nSize\nNNtR.'), {}],
    ['a set of a number', bytesOf('cbuiltins\nset\n(K\x01tR.'), { problem: 'is not a set' }],
    ['items for a tuple', bytesOf(')(K\x01\x90.'), { problem: 'does not fit ADDITEMS' }],
    ['a device of a list', bytesOf('ctorch\ndevice\n(]tR.'), { problem: 'is not a device' }],
    ['an integer of 256 bytes', bytesOf(0x8b, 0, 1, 0, 0, new Uint8Array(256), '.'), { found: '"an integer of 256 bytes"' }],
    ['_rebuild_from_type_v2 of a function', bytesOf('ctorch._tensor\n_rebuild_from_type_v2\n(cevil\ngo\nN)NtR.'), {}],
    ['_rebuild_from_type_v2 of itself', bytesOf('ctorch._tensor\n_rebuild_from_type_v2\nq\x01(h\x01N)NtR.'), {}],
    ['_rebuild_tensor_v3 of nothing', bytesOf('ctorch._utils\n_rebuild_tensor_v3\n)R.'), { expected: 'a storage' }],
    [
      'objects in objects',
      join(bytesOf(`${main}q\x01`), repeat(bytesOf('h\x01)\x81'), many), bytesOf('N'), repeat(bytesOf('b'), many), bytesOf('0')),
      { problem: 'is nested too deep' },
    ],
    [
      'objects made with objects',
      join(repeat(bytesOf('c__main__\nA\n('), 101), bytesOf('N'), repeat(bytesOf('t\x81'), 101), bytesOf('.')),
      { problem: 'is nested too deep' },
    ],
    [
      'an object in itself',
      join(bytesOf(`${main})\x81q\x01`), repeat(bytesOf('h\x01b'), many), bytesOf('.')),
      { problem: 'is nested too deep' },
    ],
    [
      'one list made into dicts many times over',
      join(
        bytesOf(']('),
        repeat(bytesOf('X\x01\x00\x00\x00aN\x86'), 1),
        bytesOf('eq\x01ccollections\nOrderedDict\nq\x02'),
        repeat(bytesOf('h\x02(h\x01tR0'), 4),
        longList,
        repeat(bytesOf('h\x02(h\x01tR0'), many),
      ),
      {},
    ],
  ];
  const read: readonly (readonly [string, Uint8Array])[] = [
    [
      'one long tuple as the arguments of many objects',
      join(longTuple, bytesOf(`](${main}q\x020`), repeat(bytesOf('h\x02h\x01\x81'), many), bytesOf('e.')),
    ],
    [
      'one long tuple as the arguments of many devices',
      join(
        bytesOf("(S'cpu'\n"),
        repeat(bytesOf('K\x01'), many),
        bytesOf('tq\x010](ctorch\ndevice\nq\x020'),
        repeat(bytesOf('h\x02h\x01R'), many),
        bytesOf('e.'),
      ),
    ],
    [
      'one long list as many sets',
      join(longList, bytesOf('](cbuiltins\nset\nq\x020'), repeat(bytesOf('h\x02(h\x01tR'), many), bytesOf('e.')),
    ],
    ['many empty sets', join(bytesOf(']('), repeat(bytesOf(0x8f), many), bytesOf('e.'))],
    ['keys that are no texts', join(bytesOf('}('), repeat(bytesOf(')N'), many), bytesOf('u.'))],
  ];
  return { refused, read };
}

const moduleState = (modules: Readonly<Record<string, Uint8Array>>, parameters: Readonly<Record<string, Uint8Array>> = {}) =>
  pickleDict({ _parameters: pickleDict(parameters), _modules: pickleDict(modules) });

const MODULE = bytesOf('ctorch.nn.modules.module\nModule\n)\x81');
const WEIGHT = pickleTensor({ type: 'Float', shape: [1], storage: [1] }, '0');

function fileOf(pickle: Uint8Array): Uint8Array {
  return writeTorchFile({ weight: { type: 'Float', shape: [1], storage: [1] } }, { pickle });
}

/** Whole files whose pickles are read, but lead round in circles, or to more places than the file has bytes. */
export function hostileTorchFiles(): readonly (readonly [name: string, file: Uint8Array, fieldsOfError: object])[] {
  const remembered = (index: number) => bytesOf('r', index, 0, 0, 0);
  const recalled = (index: number) => bytesOf('j', index, 0, 0, 0);
  let tree = bytesOf(MODULE, moduleState({}, { weight: WEIGHT }), 'b', remembered(0));
  for (let level = 1; level <= 30; level++) {
    tree = bytesOf(tree, '0', MODULE, moduleState({ a: recalled(level - 1), b: recalled(level - 1) }), 'b', remembered(level));
  }
  const longName = 'm'.repeat(2000);
  let names = bytesOf(MODULE, moduleState({}, { weight: WEIGHT }), 'b');
  for (let level = 0; level < 12; level++) names = bytesOf(MODULE, moduleState({ [longName]: names }), 'b');
  return [
    [
      'a module in itself',
      fileOf(
        bytesOf(
          pickleText('x'.repeat(4000)),
          '0',
          MODULE,
          remembered(0),
          moduleState({ a: recalled(0) }, { weight: WEIGHT }),
          'b',
        ),
      ),
      { problem: 'has modules nested too deep' },
    ],
    ['2^30 modules in one', fileOf(tree), { problem: 'has more modules than it holds bytes for' }],
    ['long names of modules in modules', fileOf(names), { problem: 'has more modules than it holds bytes for' }],
    [
      'a checkpoint in itself',
      fileOf(bytesOf('}', remembered(0), pickleText('a'), recalled(0), 's')),
      { problem: 'does not hold a state_dict', found: 'a' },
    ],
    [
      'modules that are none',
      fileOf(bytesOf(MODULE, pickleDict({ _modules: pickleInt(1), _parameters: pickleInt(2) }), 'b')),
      { problem: 'does not hold a state_dict' },
    ],
  ];
}
