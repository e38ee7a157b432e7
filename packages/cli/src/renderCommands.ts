import { existsSync } from 'node:fs';
import { Command } from 'commander';
import {
  isTenant,
  type Layout,
  ParseOptions,
  readRequests,
  requestPath,
} from '@groundwork/engine';
import { applyChange } from './applyChange';
import { Checkout } from './checkout/Checkout';
import { textsOf } from './checkTree';
import { text } from './formats/text';
import type { Terminal } from './Terminal';
import { readSetup } from './setup/readSetup';
import { type SetupOptions, withSetup } from './setup/withSetup';
import { CheckoutRender, renderCheckout } from './renderCheckout';
import { UsageError } from './UsageError';

interface RenderFlags extends SetupOptions {
  check?: boolean;
  prune?: boolean;
}

/** Where a host looks for the owners of a repository. */
const owners = ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS'];

/** `groundwork render` and `groundwork remove`, for those who write requests by hand. */
export function addRenderCommands(
  program: Command,
  terminal: Terminal,
  end: (code: number) => void,
): void {
  withSetup(
    program
      .command('render')
      .description(
        'Render the requests of a checkout into it. Nothing is written while a request is refused',
      )
      .argument(
        '<dir>',
        'the checkout, with the folders of the layout in it, such as platform/ or tenants/',
      ),
  )
    .option('--check', 'write nothing; exit with 1 if something would change')
    .option(
      '--prune',
      'also delete rendered files that no request renders to any more',
    )
    .action(async (directory: string, flags: RenderFlags) => {
      end(await run(directory, flags, terminal));
    });
  withSetup(
    program
      .command('remove')
      .description(
        'Take a request away, with everything in the checkout that was rendered from it',
      )
      .argument(
        '<dir>',
        'the checkout, with the folders of the layout in it, such as platform/ or tenants/',
      )
      .argument(
        '<request>',
        'path of the request file, also of one that is gone already',
      ),
  )
    .option('--check', 'write nothing; say what would go')
    .action(async (directory: string, path: string, flags: RenderFlags) => {
      end(await run(directory, flags, terminal, path));
    });
}

async function run(
  directory: string,
  flags: RenderFlags,
  terminal: Terminal,
  remove?: string,
): Promise<number> {
  if (!existsSync(directory)) {
    throw new UsageError(`${directory} is not a directory.`);
  }
  const { platform, extensions, groups } = await readSetup(directory, flags);
  const { capabilities } = extensions;
  const checkout = new Checkout(directory, platform);
  const texts = new Map(textsOf(checkout));
  for (const path of owners) {
    const found = checkout.isFile(path) ? checkout.text(path) : undefined;
    if (found !== undefined) {
      texts.set(path, found.replace(/\r\n/g, '\n'));
    }
  }
  if (remove !== undefined) {
    assertRemovable(remove, texts, {
      capabilities,
      layout: platform.layout,
    });
  }
  const rendered = renderCheckout({
    texts,
    platform,
    capabilities,
    ...(groups ? { groups } : {}),
    ...(remove === undefined ? {} : { remove }),
    prune: flags.prune,
  });
  if (remove !== undefined && rendered.changes.length === 0) {
    throw new UsageError(
      `${remove} does not exist, and it left no files behind.`,
    );
  }
  return tell(directory, flags, terminal, rendered);
}

async function tell(
  directory: string,
  { check = false }: RenderFlags,
  terminal: Terminal,
  { changes, left, findings }: CheckoutRender,
): Promise<number> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    terminal.out(text(errors.map(finding => ({ finding }))));
    return 1;
  }
  for (const { path, change } of changes) {
    terminal.out(`${change} ${path}\n`);
  }
  for (const path of left) {
    terminal.out(
      `left ${path}: no request renders to it; --prune deletes it\n`,
    );
  }
  if (!check) {
    for (const change of changes) {
      await applyChange(directory, change);
    }
  }
  if (changes.length === 0) {
    terminal.out('All files match their requests.\n');
  }
  return check && changes.length > 0 ? 1 : 0;
}

function assertRemovable(
  path: string,
  texts: ReadonlyMap<string, string>,
  options: ParseOptions & { layout: Layout },
): void {
  const request = readRequests(texts, options).requests.find(
    each => requestPath(each, options.layout) === path,
  );
  if (request && isTenant(request) && request.spec.state !== 'removed') {
    throw new UsageError(
      `${path}: the tenant is ${request.spec.state}. Set its state to draining and merge that, then to removed and merge that. After that, its request can be removed.`,
    );
  }
}
