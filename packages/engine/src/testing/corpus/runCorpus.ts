import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Check } from './check';
import { GatewayBase, GatewayCase, checkGateway } from './gatewayCase';
import { HealthCase, checkHealth } from './healthCase';
import { NetpolCase, checkNetpol } from './netpolCase';

/** The folders of cases that can be run. */
export const corpora = ['argo-health', 'gateway', 'netpol'] as const;

/** Runs every case of one folder; the folder's name says what its cases are. */
export function runCorpus(folder: string): Check[] {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.json') && name !== 'base.json')
    .sort();
  const read = (name: string) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8'));
  switch (basename(folder)) {
    case 'argo-health':
      return files.flatMap(name => checkHealth(read(name) as HealthCase));
    case 'netpol':
      return files.flatMap(name => checkNetpol(read(name) as NetpolCase));
    case 'gateway': {
      const base = read('base.json') as GatewayBase;
      return files.flatMap(name =>
        checkGateway(read(name) as GatewayCase, base),
      );
    }
    default:
      throw new Error(
        `${folder}: a corpus is a folder ${corpora.join(', ')} of cases`,
      );
  }
}
