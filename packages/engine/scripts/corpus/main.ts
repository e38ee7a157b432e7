import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { corpora, runCorpus } from '../../src/testing/corpus/runCorpus';

function main(): void {
  const program = new Command('corpus')
    .description(
      'Runs public test corpora through the engine: each case of the folders argo-health, gateway and netpol under <folder>, or of <folder> itself.',
    )
    .argument('<folder>')
    .parse();
  const [folder] = program.args;
  const root = resolve(process.env.INIT_CWD ?? '.', folder);
  const folders = corpora.some(name => name === basename(root))
    ? [root]
    : corpora.map(name => join(root, name)).filter(path => existsSync(path));
  if (folders.length === 0) {
    program.error(`${root} has none of the folders ${corpora.join(', ')}`);
  }
  let failures = 0;
  for (const path of folders) {
    const checks = runCorpus(path);
    const count = (outcome: string) =>
      checks.filter(item => item.outcome === outcome).length;
    for (const { name, outcome, why } of checks) {
      if (outcome !== 'passed') {
        process.stdout.write(`  ${outcome}: ${name}: ${why}\n`);
      }
    }
    process.stdout.write(
      `${basename(path)}: ${count('passed')} passed, ${count(
        'failed',
      )} failed, ${count('undecidable')} undecidable\n`,
    );
    failures += count('failed');
  }
  process.exitCode = failures > 0 ? 1 : 0;
}

main();
