/** Pickles of models are called what they are, in one sentence with what to do. */
import { describe, expect, it } from 'vitest';
import { kerasGoldenFiles } from '../testing/golden.ts';
import { bytesOf, fieldsOfRejection } from '../testing/malformed.ts';
import { inspectGiven } from './inspect-given.ts';
import { inspectModel } from './inspect-model.ts';

/** The beginning of a pickle that names a class. */
const naming = (module: string, name: string) => bytesOf(0x80, 2, 'c', `${module}\n${name}\n`, ')\x81.');

describe('a pickle', () => {
  it.each([
    [
      'torch._utils',
      '_rebuild_tensor_v2',
      'of a PyTorch model that pickle, joblib or dill wrote',
      'torch.save(model.state_dict()',
    ],
    ['keras.engine.sequential', 'Sequential', 'of a Keras model', 'model.save("model.keras")'],
    ['sklearn.linear_model._logistic', 'LogisticRegression', 'which is no recurrent network', 'recurrent network'],
    ['gensim.models.word2vec', 'Word2Vec', 'word vectors', 'the network that reads them'],
  ])('of %s', async (module, name, what, advice) => {
    const file = { name: 'model.pkl', bytes: naming(module, name) };
    const words = { name: 'vocab.json', bytes: new TextEncoder().encode('{"a": 0, "b": 1}') };
    const fields = await fieldsOfRejection(inspectModel([file, words]));
    expect(fields).toMatchObject({ where: 'model.pkl', problem: expect.stringContaining(what), found: 'a Python pickle' });
    expect(fields.advice).toContain(advice);
    const { given, missing } = await inspectGiven([file, words], 0);
    expect([given[0]?.role, given[0]?.kind]).toEqual(['foreign', expect.stringContaining(what)]);
    expect(missing?.roles).toEqual(['weights']);
  });

  it('called *.pt that torch.save did not write', async () => {
    const file = { name: 'model.pt', bytes: naming('__main__', 'Net') };
    expect(await fieldsOfRejection(inspectModel([file]))).toMatchObject({
      where: 'model.pt',
      problem: 'is a pickle that torch.save did not write',
    });
  });

  it('beside a model is left alone', async () => {
    const [weights, words] = kerasGoldenFiles('pytorch-uni', 'model.h5');
    if (!weights || !words) throw new Error('no fixture');
    const other = { name: 'svm.pkl', bytes: naming('sklearn.svm._classes', 'SVC') };
    expect((await inspectModel([weights, words, other])).problem).toBeNull();
  });
});
