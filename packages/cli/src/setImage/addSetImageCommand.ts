import { type Command, InvalidArgumentError } from 'commander';
import { withSetup } from '../setup/withSetup';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';
import { setImageAtPortal } from './setImageAtPortal';
import { setImageInCheckout } from './setImageInCheckout';
import type { Deployed, SetImageFlags } from './SetImageFlags';

/** `groundwork set-image`: deploys a version, in a checkout or by a portal. */
export function addSetImageCommand(
  program: Command,
  terminal: Terminal,
  end: (code: number) => void,
): void {
  withSetup(
    program
      .command('set-image')
      .description(
        'Deploy a version of a workload or service. In a checkout it edits the request and renders it; with --server a portal commits or proposes it. Ends with 0 deployed, 1 refused, 2 not run, 3 unhealthy, 4 not healthy in time',
      )
      .argument('<workload>', 'tenant and workload, as in payments/api')
      .argument(
        '<image>',
        'image with tag or digest; or :tag or @digest alone, of the image that runs',
      )
      .option(
        '--env <name...>',
        'the environments to deploy to; all that the request is for when left out',
      )
      .option('--dir <dir>', 'the checkout (default: the current directory)')
      .option(
        '--allow-repository',
        'in a checkout: take an image of another repository than the one that runs',
      )
      .option(
        '--check',
        'in a checkout: write nothing; exit with 1 if something would change',
      ),
  )
    .option('--server <url>', "the portal's backend, instead of a checkout")
    .option(
      '--token-file <file>',
      'file with the token for the portal (default: GROUNDWORK_TOKEN, or the identity of a GitHub Actions job)',
    )
    .option(
      '--audience <name>',
      'audience of the identity of a GitHub Actions job (default: the address of the portal)',
    )
    .option('--wait', 'with --server: wait until it is healthy')
    .option(
      '--timeout <seconds>',
      'with --server: how long to wait',
      seconds,
      600,
    )
    .option(
      '--settle <seconds>',
      'with --wait: how long it must have been unhealthy to be given up',
      seconds,
      15,
    )
    .action(async (name: string, image: string, flags: SetImageFlags) => {
      const deployed = { ...workloadOf(name), image };
      assertOneWay(flags);
      end(
        await (flags.server === undefined
          ? setImageInCheckout
          : setImageAtPortal)(deployed, flags, terminal),
      );
    });
}

function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 86_400) {
    throw new InvalidArgumentError('must be a number of seconds.');
  }
  return value;
}

function workloadOf(text: string): Pick<Deployed, 'tenant' | 'workload'> {
  const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
  const [, tenant, workload] =
    new RegExp(`^(${label})/(${label})$`).exec(text) ?? [];
  if (!tenant || !workload) {
    throw new UsageError(
      `${text} is not tenant and workload, as in payments/api.`,
    );
  }
  return { tenant, workload };
}

function assertOneWay(flags: SetImageFlags): void {
  const ofCheckout = [
    'dir',
    'allowRepository',
    'check',
    'platform',
    'extensions',
    'base',
    'groups',
  ] as const;
  const ofPortal = ['tokenFile', 'audience', 'wait'] as const;
  const strange = (flags.server === undefined ? ofPortal : ofCheckout).find(
    name => flags[name] !== undefined,
  );
  if (strange) {
    const option = `--${strange.replace(/[A-Z]/g, c => `-${c.toLowerCase()}`)}`;
    throw new UsageError(
      flags.server === undefined
        ? `${option} needs --server.`
        : `${option} is for a checkout, and --server for a portal. Use one of them.`,
    );
  }
}
