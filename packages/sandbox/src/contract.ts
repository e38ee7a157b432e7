import fs from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Api, runContract } from '@groundwork/kube-contract';
import { startApiServer } from './api';

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    only: { type: 'string' },
  },
});

/** The sandbox itself, when no other server is named. */
async function ownServer() {
  const admin = { name: 'admin', groups: ['system:masters'], token: 'admin' };
  return startApiServer({ name: 'contract', users: [admin] });
}

/** A relative path is meant from where the command was typed. */
function readKubeconfig(file: string): string {
  return fs.readFileSync(resolve(process.env.INIT_CWD ?? '', file), 'utf8');
}

async function main(): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const own = values.kubeconfig ? undefined : await ownServer();
  const text = own?.kubeconfig() ?? readKubeconfig(values.kubeconfig ?? '');
  const api = await Api.fromKubeconfig(text, values.context);
  const { passed, failed } = await runContract(api, say, values.only);
  await own?.close();
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
