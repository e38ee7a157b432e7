import type { Platform } from '../platform';
import { type Steps, finish } from '../steps';
import { type EnvironmentBranch, isPromoted, promotedTenant } from './branches';

/** A file by what it holds, such as the id that Git gives it. */
type Files = ReadonlyMap<string, { oid: string }>;

/**
 * A file that the branch of an environment does not hold as the branch of the requests does.
 *
 * @public
 */
export interface PromotedFile {
  path: string;
  change: 'added' | 'changed' | 'removed';
  /** Whose it is; absent of what the platform has once. */
  tenant?: string;
}

/**
 * What is to be written and removed so that the branch of an environment holds what the requests say, by path. All else on it is
 * left alone.
 *
 * @param wanted - files of the requests' branches
 * @param present - files of the environment's branch
 * @public
 */
export function toPromote(
  wanted: Files,
  present: Files,
  branch: Pick<EnvironmentBranch, 'parts' | 'tenant'>,
  platform: Pick<Platform, 'layout' | 'environments'>,
): PromotedFile[] {
  return finish(toPromoteInSteps(wanted, present, branch, platform));
}

/**
 * As {@link toPromote}, in steps of a file each.
 *
 * @public
 */
export function* toPromoteInSteps(
  wanted: Files,
  present: Files,
  branch: Pick<EnvironmentBranch, 'parts' | 'tenant'>,
  platform: Pick<Platform, 'layout' | 'environments'>,
): Steps<PromotedFile[]> {
  const found: PromotedFile[] = [];
  const add = (path: string, change: PromotedFile['change']) => {
    const tenant = promotedTenant(path, platform);
    found.push({ path, change, ...(tenant === undefined ? {} : { tenant }) });
  };
  for (const [path, { oid }] of wanted) {
    const there = present.get(path)?.oid;
    if (there !== oid && isPromoted(path, branch, platform)) {
      add(path, there === undefined ? 'added' : 'changed');
    }
    yield;
  }
  for (const path of present.keys()) {
    if (!wanted.has(path) && isPromoted(path, branch, platform)) {
      add(path, 'removed');
    }
    yield;
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * All that the branch of an environment holds of what is promoted, as texts that are the same for the same content, a folder each.
 * The SHA-256 of all of them is what `Promoted-Content` of a commit says. In steps of a file each.
 *
 * @public
 */
export function* promotedContentInSteps(
  present: Files,
  branch: Pick<EnvironmentBranch, 'parts' | 'tenant'>,
  platform: Pick<Platform, 'layout' | 'environments'>,
): Steps<string[]> {
  const folders = new Map<string, string[]>();
  for (const [path, { oid }] of present) {
    if (isPromoted(path, branch, platform)) {
      const folder = path.slice(0, path.lastIndexOf('/'));
      const lines = folders.get(folder) ?? [];
      lines.push(`${path} ${oid}\n`);
      folders.set(folder, lines);
    }
    yield;
  }
  const names = [...folders.keys()].sort();
  yield;
  const texts: string[] = [];
  for (const name of names) {
    texts.push((folders.get(name) ?? []).sort().join(''));
    yield;
  }
  return texts;
}
