import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import {
  applyEdit,
  finish,
  type Fix,
  type FixOption,
  fixesInSteps,
  isTenant,
  type ParseOptions,
  parseRequest,
  type Platform,
  readRequests,
  type RequestEnvelope,
  requestFile,
  requestPath,
  requestText,
  schemaSet,
  treeOf,
} from '@groundwork/engine';
import { bundledSchemas } from '@groundwork/engine/bundled';
import { applyChange } from './applyChange';
import { Checkout } from './checkout/Checkout';
import { textsOf } from './checkTree';
import { readSetup } from './setup/readSetup';
import { type SetupOptions, withSetup } from './setup/withSetup';
import type { Terminal } from './Terminal';
import { UsageError } from './UsageError';

interface FixFlags extends SetupOptions {
  write?: boolean;
}

/** `groundwork fix`: the edits of requests that put right what files alone tell is wrong. */
export function addFixCommand(
  program: Command,
  terminal: Terminal,
  end: (code: number) => void,
): void {
  withSetup(
    program
      .command('fix')
      .description(
        'Tell the edits of requests that put right what is wrong with them. Ends with 1 where something is left to fix',
      )
      .argument(
        '<dir>',
        'the checkout, with the folders of the layout in it, such as platform/ or tenants/',
      ),
  )
    .option(
      '--write',
      'edit the requests that have one way only; render them afterwards',
    )
    .action(async (directory: string, flags: FixFlags) => {
      end(await run(directory, flags, terminal));
    });
}

async function run(
  directory: string,
  flags: FixFlags,
  terminal: Terminal,
): Promise<number> {
  if (!existsSync(directory)) {
    throw new UsageError(`${directory} is not a directory.`);
  }
  const { platform, extensions, groups } = await readSetup(directory, flags);
  const { capabilities } = extensions;
  const known = { capabilities, layout: platform.layout };
  const checkout = new Checkout(directory, platform);
  const texts = textsOf(checkout);
  const { requests } = readRequests(texts, known);
  const schemas = schemaSet({ bundled: bundledSchemas() });
  const found = requests.filter(isTenant).flatMap(({ metadata: { name } }) =>
    finish(
      fixesInSteps({
        tenant: name,
        platform,
        capabilities,
        ...(groups ? { groups } : {}),
        requests: requests.filter(
          each => isTenant(each) || each.metadata.tenant === name,
        ),
        files: filesOf(texts, platform),
        schemasOf: () => ({ schemas, isLive: false }),
        mayRead: () => true,
      }),
    ),
  );
  const now = new Map(
    requests.map(each => [requestPath(each, platform.layout), each]),
  );
  let left = 0;
  for (const fix of found) {
    const edited = flags.write ? applied(fix, now, known) : undefined;
    terminal.out(describe(fix, edited !== undefined));
    if (edited) {
      now.set(requestPath(edited, platform.layout), edited);
    } else {
      left += 1;
    }
  }
  for (const request of requests) {
    const path = requestPath(request, platform.layout);
    const next = now.get(path);
    if (next && next !== request) {
      const text = requestText(
        checkout.text(path) ?? '',
        next,
        requestFile(next, platform.layout).content,
        known,
      );
      await applyChange(directory, {
        path,
        change: 'changed',
        content: finish(text),
      });
      terminal.out(`changed ${path}\n`);
    }
  }
  if (found.length === 0) {
    terminal.out('Nothing is wrong that an edit of a request puts right.\n');
  }
  return left > 0 ? 1 : 0;
}

/** Files may lie in one checkout or in two; each path has its tree. */
function filesOf(
  texts: ReadonlyMap<string, string>,
  { layout }: Pick<Platform, 'layout'>,
) {
  const under = (tree: 'platform' | 'tenants') =>
    new Map([...texts].filter(([path]) => treeOf(path, layout) === tree));
  return { platform: under('platform'), tenants: under('tenants') };
}

/** The request with the only way applied; undefined where somebody has to choose, or something else is to be done first. */
function applied(
  { options }: Fix,
  now: ReadonlyMap<string, RequestEnvelope>,
  known: ParseOptions,
): RequestEnvelope | undefined {
  const [option, ...others] = options;
  if (others.length > 0 || !option?.edit || option.changes.length === 0) {
    return undefined;
  }
  const { kind, name, tenant } = option.edit;
  const present = [...now.values()].find(
    ({ kind: its, metadata }) =>
      its === kind && metadata.name === name && metadata.tenant === tenant,
  );
  const { document, findings } = applyEdit(option.edit, present);
  return findings.length === 0 ? parseRequest(document, known) : undefined;
}

function describe({ code, message, options }: Fix, isWritten: boolean): string {
  const [{ request }] = options;
  const way = (option: FixOption) =>
    [
      `  ${isWritten ? 'fixed' : '-'} ${option.title}`,
      ...(option.changes.length === 0
        ? ['    run groundwork render']
        : option.changes.map(change => `    ${change}`)),
    ].join('\n');
  return `${code} ${request.kind} ${request.name} of ${
    request.tenant
  }: ${message}\n${options.map(way).join('\n')}\n`;
}
