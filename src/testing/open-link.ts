import { vi } from 'vitest';
import type { ModelInfo } from '../engine/protocol.ts';
import type { Edit } from '../state/what-if/edits.ts';
import { bar } from './address-bar.ts';

const CLASSES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

/** The page as it opens at a fragment, its stores new; the engine is the caller's to stand in for. */
export async function openLink(fragment = '') {
  bar.entries = [fragment];
  vi.resetModules();
  const [links, { useLink }, { useExplain }, { useDisplay }, { useExamples }, { useModel }, { useModels }] = await Promise.all([
    import('../state/link/link-store.ts'),
    import('../state/link/use-link.ts'),
    import('../state/sentence/explain-store.ts'),
    import('../state/display/display-store.ts'),
    import('../state/examples/examples-store.ts'),
    import('../state/models/model-store.ts'),
    import('../state/models/models-store.ts'),
  ]);
  const held = { edits: [] as readonly Edit[], listener: () => {} };
  links.connectEdits({
    edits: () => held.edits,
    restore: (edits) => {
      held.edits = edits;
    },
    subscribe: (listener) => {
      held.listener = listener;
      return () => {};
    },
  });
  links.followAddress();
  const ready = (classes = CLASSES): void =>
    useModel.setState({ status: 'ready', info: { sha256: 'abc', classes } as unknown as ModelInfo });
  const edit = (edits: readonly Edit[]): void => {
    held.edits = edits;
    held.listener();
  };
  const sst = (status: 'present' | 'absent'): void => {
    const { sets } = useExamples.getState();
    const examples = [{ number: 1, gold: 2 as const, text: 'a test', tokens: ['a', 'test'], phenomenon: null, folded: '' }];
    useExamples.setState(
      status === 'present'
        ? { sst: { status }, sets: { ...sets, sst: { id: 'sst', name: 'SST', examples, goldClasses: CLASSES } } }
        : { sst: { status, error: null } },
    );
  };
  /** Stands in for the models of this browser: the bundled one and one with the SHA-256 beef…, of classes of its own. */
  const startModels = async (): Promise<string[]> => {
    const chosen: string[] = [];
    const own = { id: 'mine', sha256: 'beefcafe'.repeat(8), name: 'mine' };
    const put = (id: string) => {
      const info = { sha256: id, classes: id === 'mine' ? ['bad', 'good'] : CLASSES } as unknown as ModelInfo;
      useModel.setState({ status: 'ready', info });
      useModels.setState({ currentId: id });
    };
    const [bundled] = useModels.getState().models;
    if (!bundled) throw new Error('the bundled model is always there');
    useModels.setState({
      models: [bundled, { ...bundled, ...own }],
      start: async (wanted) => put(wanted?.(useModels.getState().models) ?? 'bundled'),
      choose: async (id) => {
        chosen.push(id);
        put(id);
        return true;
      },
    });
    await links.startModels();
    return chosen;
  };
  return {
    ...links,
    startModels,
    useModels,
    useDisplay,
    held,
    edit,
    ready,
    sst,
    explain: () => useExplain.getState(),
    link: () => useLink.getState(),
  };
}
