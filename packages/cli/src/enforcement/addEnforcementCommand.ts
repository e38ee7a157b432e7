import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import {
  arraySnapshot,
  enforcementInSteps,
  finish,
  isReportOnly,
  isTenantRequest,
  readRequests,
  tenantOf,
} from '@groundwork/engine';
import { Checkout } from '../checkout/Checkout';
import { textsOf } from '../checkTree';
import { readClusters } from '../live/readClusters';
import { readSetup } from '../setup/readSetup';
import { type SetupOptions, withSetup } from '../setup/withSetup';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';
import {
  enforcementReport,
  isReady,
  type TenantEnforcement,
} from './enforcementReport';

interface EnforcementFlags extends SetupOptions {
  kubeconfig: string;
  tenant?: string[];
  format: 'text' | 'json';
}

/** `groundwork enforcement`: what would be refused of tenants that are reported only. */
export function addEnforcementCommand(
  program: Command,
  terminal: Terminal,
  end: (code: number) => void,
): void {
  withSetup(
    program
      .command('enforcement')
      .description(
        'Tell what enforcing would do to tenants in tenancy.reportOnly, by what their clusters hold. Ends with 1 where something would be refused or is not known',
      )
      .argument(
        '<dir>',
        'the checkout, with the folders of the layout in it, such as platform/ or tenants/',
      ),
  )
    .requiredOption(
      '--kubeconfig <file>',
      'the clusters to ask; contexts are named as the clusters of the platform',
    )
    .option(
      '--tenant <name...>',
      'these tenants, also such as are held to everything already',
    )
    .addOption(
      new Option('--format <format>', 'how to write it')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (directory: string, flags: EnforcementFlags) => {
      end(await run(directory, flags, terminal));
    });
}

async function run(
  directory: string,
  flags: EnforcementFlags,
  terminal: Terminal,
): Promise<number> {
  if (!existsSync(directory)) {
    throw new UsageError(`${directory} is not a directory.`);
  }
  const { platform, extensions, groups } = await readSetup(directory, flags);
  const { requests, findings } = readRequests(
    textsOf(new Checkout(directory, platform)),
    { capabilities: extensions.capabilities, layout: platform.layout },
  );
  const all = requests.filter(isTenantRequest);
  const missing = (flags.tenant ?? []).filter(
    name => !all.some(({ metadata }) => metadata.name === name),
  );
  if (missing.length > 0) {
    throw new UsageError(
      `${directory} has no request of tenant ${missing.join(', ')}.`,
    );
  }
  const wanted = all.filter(({ metadata: { name } }) =>
    flags.tenant
      ? flags.tenant.includes(name)
      : isReportOnly({ platform, tenant: name }),
  );
  const lost = flags.tenant
    ? []
    : platform.reportOnly.filter(
        name =>
          name !== '*' && !all.some(({ metadata }) => metadata.name === name),
      );
  // A file that can't be read may be the request of a tenant.
  for (const { message } of findings) {
    terminal.err(`Not read: ${message}\n`);
  }
  if (lost.length > 0) {
    terminal.err(
      `tenancy.reportOnly names tenants without a request that can be read: ${lost.join(
        ', ',
      )}\n`,
    );
  }
  const isPart = findings.length > 0 || lost.length > 0;
  if (wanted.length === 0) {
    terminal.out('No tenant with a request is in tenancy.reportOnly.\n');
    return isPart ? 1 : 0;
  }
  const now = terminal.now();
  const clusters = await readClusters(flags.kubeconfig, platform, now);
  const snapshot = arraySnapshot(
    clusters.filter(({ unknowns }) =>
      unknowns.every(({ kind }) => kind !== undefined),
    ),
    clusters.flatMap(({ unknowns }) => unknowns),
  );
  const found = wanted.map(
    ({ metadata: { name }, spec }): TenantEnforcement => ({
      tenant: name,
      owner: spec.owner,
      enforcement: finish(
        enforcementInSteps(
          { name, environments: spec.environments },
          snapshot,
          {
            platform,
            now,
            requests: requests.filter(each => tenantOf(each) === name),
            ...(groups ? { groups } : {}),
            // Lists of a command have their objects whole.
            whole: (_, object) => ({ object }),
          },
        ),
      ),
    }),
  );
  terminal.out(
    flags.format === 'json'
      ? `${JSON.stringify(found, undefined, 2)}\n`
      : enforcementReport(found),
  );
  return !isPart && found.every(isReady) ? 0 : 1;
}
