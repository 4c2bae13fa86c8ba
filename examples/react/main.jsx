import 'lrp-lens/element';
import { createWorkerEngine } from 'lrp-lens/engine';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const engine = createWorkerEngine();
const loaded = engine.load(new AbortController().signal, { kind: 'url', base: new URL('./model/', document.baseURI).href });

/** The latest sentence wins: the request before it is given up. */
function Explained({ sentence }) {
  const [explanation, setExplanation] = useState(null);
  useEffect(() => {
    const abort = new AbortController();
    const request = { input: { text: sentence }, target: 'predicted', methods: ['lrp'], lrp: { eps: 0.001, biasFactor: 0 } };
    loaded
      .then(() => engine.explain(abort.signal, request))
      .then((answer) => setExplanation(answer.explanation))
      .catch((error) => error.name === 'AbortError' || console.error(error));
    return () => abort.abort();
  }, [sentence]);
  return explanation && <lrp-heat-map words={explanation.tokens} values={explanation.methods[0].words} label="LRP" />;
}

function App() {
  const [sentence, setSentence] = useState('A fine film.');
  return (
    <>
      <input aria-label="Sentence" value={sentence} onChange={(event) => setSentence(event.target.value)} />
      <Explained sentence={sentence} />
    </>
  );
}

createRoot(document.getElementById('root')).render(<App />);
