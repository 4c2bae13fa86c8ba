#!/usr/bin/env node
/** The package's command. */
const USAGE = `lrp-lens explain [options] ["a sentence" ...]    explanations, one JSON object a line
lrp-lens experiments [options]                  the paper's experiments, as a report
lrp-lens serve [--port N] [--host H]            the whole app, on this machine
lrp-lens COMMAND --help                         what a command takes`;

const COMMANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  explain: () => import('./explain.ts'),
  experiments: () => import('./experiments.ts'),
  serve: () => import('./serve-site.ts'),
};

const [name = ''] = process.argv.splice(2, 1);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command) await command();
else if (['', 'help', '--help', '-h'].includes(name)) console.log(USAGE);
else {
  process.stderr.write(`command: is none; expected ${Object.keys(COMMANDS).join(', ')}; found ${JSON.stringify(name)}.\n`);
  process.exitCode = 2;
}

export {};
