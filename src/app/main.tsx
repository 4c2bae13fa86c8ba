import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchStyles } from '../ui/late/failed-styles.ts';
import { latePart } from '../ui/late/late-part.tsx';
import { App } from './app.tsx';
import { start } from './start.ts';

const Embed = latePart({
  name: 'The heat map',
  load: async () => (await import('./embed.tsx')).Embed,
  waiting: null,
});

// In a frame of another page: the heat maps alone.
const isEmbedded = new URLSearchParams(location.search).has('embed');

watchStyles();
start(isEmbedded);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<StrictMode>{isEmbedded ? <Embed /> : <App />}</StrictMode>);
}
