import { createHash } from 'node:crypto';
import {
  type EnvironmentBranch,
  finish,
  type Platform,
  promotedContentInSteps,
  toPromote,
  treeOf,
} from '@groundwork/engine';
import type { Checkout } from '../checkout/Checkout';

/** The checkouts that hold the trees of requests, which may be one. */
export type Sources = Record<'platform' | 'tenants', Checkout>;

/** What a promotion writes, and what it can't. */
export interface Promoted {
  changes: Array<{
    path: string;
    change: 'added' | 'changed' | 'removed';
    content: Uint8Array | string;
  }>;
  /** Tenants that are held back whole, since a file of theirs can't be read, with why; the platform itself as an empty name. */
  held: ReadonlyMap<string, string>;
  /** Names all that the branch then holds of what is promoted. */
  content: string;
}

interface File {
  oid: string;
  bytes?: Uint8Array;
}

/** What is to be written into the checkout of an environment's branch so that it holds what the requests say. */
export function promote(options: {
  sources: Sources;
  target: Checkout;
  branch: EnvironmentBranch;
  platform: Platform;
}): Promoted {
  const { sources, target, branch, platform } = options;
  const { layout } = platform;
  const wanted = new Map<string, File>();
  for (const tree of ['platform', 'tenants'] as const) {
    for (const path of sources[tree].paths) {
      if (treeOf(path, layout) === tree) {
        wanted.set(path, fileOf(sources[tree], path));
      }
    }
  }
  const present = new Map(
    target.paths.map(path => [path, fileOf(target, path)]),
  );
  const files = toPromote(wanted, present, branch, platform);
  const held = new Map<string, string>();
  for (const { path, change, tenant = '' } of files) {
    if (change !== 'removed' && wanted.get(path)?.bytes === undefined) {
      held.set(tenant, `${path} cannot be read`);
    }
  }
  const after = new Map<string, File>(present);
  const changes: Promoted['changes'] = [];
  for (const { path, change, tenant = '' } of files) {
    const file = wanted.get(path);
    if (held.has(tenant)) {
      continue;
    }
    if (file === undefined) {
      after.delete(path);
      changes.push({ path, change, content: '' });
    } else {
      after.set(path, file);
      changes.push({ path, change, content: file.bytes ?? '' });
    }
  }
  const owners = branch.codeowners && `* ${branch.codeowners}\n`;
  const before = target.text('CODEOWNERS');
  if (owners && before !== owners) {
    const change = before === undefined ? 'added' : 'changed';
    changes.push({ path: 'CODEOWNERS', change, content: owners });
  }
  return { changes, held, content: contentOf(after, branch, platform) };
}

function contentOf(
  files: ReadonlyMap<string, File>,
  branch: EnvironmentBranch,
  platform: Platform,
): string {
  const hash = createHash('sha256');
  for (const text of finish(promotedContentInSteps(files, branch, platform))) {
    hash.update(text);
  }
  return hash.digest('base64url');
}

/** A file under the id that Git gives its bytes. */
function fileOf(checkout: Checkout, path: string): File {
  const bytes = checkout.bytes(path);
  return bytes === undefined
    ? { oid: `unread ${path}` }
    : {
        bytes,
        oid: createHash('sha1')
          .update(`blob ${bytes.length}\0`)
          .update(bytes)
          .digest('hex'),
      };
}
