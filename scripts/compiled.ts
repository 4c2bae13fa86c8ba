/** The commands run as TypeScript in the repository, and compiled, as `lrp-lens`, in the package (vite.library.config.ts). */
import { fileURLToPath } from 'node:url';

export const isCompiled = import.meta.url.endsWith('.js');

/** The folder of the bundled model. */
export const BUNDLED = fileURLToPath(new URL(isCompiled ? './site/model' : '../public/model', import.meta.url));

/** How a command is called. @param name of the command and of the script in package.json */
export function calledBy(name: 'explain' | 'experiments'): string {
  return isCompiled ? `lrp-lens ${name}` : `npm run --silent ${name} --`;
}
