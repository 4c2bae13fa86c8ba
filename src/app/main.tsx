import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchStyles } from '../ui/late/failed-styles.ts';
import { App } from './app.tsx';
import { start } from './start.ts';

watchStyles();
start();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
