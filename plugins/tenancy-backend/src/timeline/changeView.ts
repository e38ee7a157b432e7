import type {
  ChangeListView,
  ChangeView,
  TroubleView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import {
  changeTitle,
  type Platform,
  repositoryOf,
  type State,
  STATES,
} from '@groundwork/engine';
import type { TenantDirectory, TenantEntry } from '../tenants/TenantDirectory';
import type { Cursor, StoredChange } from './ChangeStore';
import type { ChangePage } from './changesOf';
import { redactNames } from './redactNames';
import type { Trouble } from './Troubles';

/** What is needed to put changes into words. */
export interface Words {
  platform: Platform;
  git: Pick<GitRepositories, 'commitUrl'>;
  directory: TenantDirectory;
}

/** Puts changes of a tenant into words for somebody who may read these tenants. */
export function changeWords(
  { platform, git, directory }: Words,
  tenant: TenantEntry,
  readable: ReadonlySet<string>,
): (change: StoredChange) => ChangeView {
  const environments = tenant.environments.map(({ name }) => name);
  const common = [
    tenant.name,
    ...environments,
    ...tenant.environments.map(({ namespace }) => namespace),
  ];
  return change => {
    const { id, kind, event, at, until, by, commit, tree } = change;
    const own = new Set([
      ...common,
      ...(change.subject && change.subject.kind !== 'cluster'
        ? wordsOf(change.subject.name)
        : []),
    ]);
    const clean = (text: string) =>
      redactNames(text, {
        own,
        isForeign: name =>
          !readable.has(name) && directory.get(name) !== undefined,
      });
    const detail = detailOf(change);
    const url =
      change.url ??
      (commit && tree && /^[0-9a-f]{40,64}$/.test(commit)
        ? git.commitUrl(
            repositoryOf(
              platform,
              change.environments[0] ?? '',
              tree,
              tenant.name,
            ),
            commit,
          )
        : undefined);
    return {
      id,
      kind,
      event,
      environments: change.environments.filter(each =>
        environments.includes(each),
      ),
      at,
      ...(until === undefined ? {} : { until }),
      title: clean(changeTitle(change)),
      ...(detail ? { detail: clean(detail) } : {}),
      ...(isState(change.to) ? { state: change.to } : {}),
      // The author of a commit is a person, who may be called as they like.
      ...(by ? { by: event === 'committed' ? by : clean(by) } : {}),
      ...(commit ? { commit } : {}),
      ...(url ? { url } : {}),
    };
  };
}

/** A page in words. */
export function changeListView(
  { items, next }: ChangePage,
  words: (change: StoredChange) => ChangeView,
  rest: Pick<ChangeListView, 'keptSince' | 'mayChange'>,
): ChangeListView {
  return {
    items: items.map(({ change, before }) => ({
      ...words(change),
      ...(before ? { justBefore: words(before) } : {}),
    })),
    ...(next ? { next: cursorText(next) } : {}),
    ...rest,
  };
}

/** What was just before the troubles that last, in words. */
export function troubleViews(
  troubles: readonly Trouble[],
  words: (change: StoredChange) => ChangeView,
): TroubleView[] {
  return troubles.map(({ environment, at, before }) => ({
    environment,
    at,
    justBefore: words(before),
  }));
}

/** The name of a thing of the tenant's own, and what it is put together from. */
function wordsOf(name: string): string[] {
  return [name, ...name.toLowerCase().split(/[^-a-z0-9]+/)];
}

function cursorText({ at, id }: Cursor): string {
  return `${at}.${id ?? ''}`;
}

function detailOf({ event, from, to, text }: StoredChange): string {
  switch (event) {
    case 'committed':
      return '';
    case 'image':
      return `${from} → ${to}`;
    case 'edited':
      return `fields: ${text}`;
    case 'issued':
    case 'renewed':
      return to ? `valid until ${to.slice(0, 10)}` : '';
    case 'unwatched':
      return 'The portal was not running or its database was away: what went back and forth meanwhile is not told';
    case 'silent':
      return 'What happened there meanwhile is told as of its end';
    default:
      return text ?? '';
  }
}

function isState(text: string | undefined): text is State {
  return text !== undefined && STATES.includes(text as State);
}
