import { Facts, Snapshot, isKnown } from '../model';
import { Fields, at, fieldsOf, listOf, textOf, timeOf } from '../model/fields';
import { Environment, Platform } from '../platform';
import { Application, readApplication } from '../status/sync/application';
import { Content } from '../status/sync/content';
import { findApplications } from '../status/sync/findApplications';
import { revisionsOf } from '../status/sync/source';
import { ObservedSync } from './Observation';
import { commitSubject, plainLine } from './plainLine';

/** Argo CD keeps ten by default. */
const MAX_SYNCS = 10;

/** Milliseconds between the times that one operation is told with in two places. */
const SAME = 2_000;

/** Of more Applications the others are not followed. */
const MAX_APPLICATIONS = 50;

/** The syncs that Argo CD remembers of a tenant's Applications, oldest first; undefined while it can't be read. */
export function observedSyncs(
  tenant: string,
  snapshot: Snapshot,
  environment: Environment,
  options: { platform: Platform; facts?: Facts },
): ObservedSync[] | undefined {
  const { platform, facts } = options;
  const found = findApplications(tenant, snapshot, environment, platform);
  if (!isKnown(found)) {
    return undefined;
  }
  const own = new Set(found.value.map(({ object }) => object.metadata.name));
  const ahead = facts?.clocks?.[environment.argocd.cluster] ?? 0;
  return found.value
    .slice(0, MAX_APPLICATIONS)
    .flatMap(({ object }) => {
      const app = readApplication(object, own);
      const content = new Content(app, facts?.commits, ahead);
      return syncsOf(app, content, ahead);
    })
    .sort((a, b) => a.at - b.at);
}

function syncsOf(
  app: Application,
  content: Content,
  ahead: number,
): ObservedSync[] {
  const { object, operation } = app;
  const application = plainLine(object.metadata.name, 100);
  const past = listOf(at(object.status, 'history')).slice(-MAX_SYNCS);
  const syncs = new Map<string, ObservedSync>();
  const add = (
    startedAt: number | undefined,
    finishedAt: number | undefined,
    rest: Partial<ObservedSync>,
    revisions: readonly string[],
  ) => {
    const when = finishedAt ?? startedAt;
    if (when !== undefined) {
      // Where both tell of one operation, they agree on when it began.
      const id =
        [...syncs.values()].find(
          ({ at: other }) => Math.abs(other + ahead - when) < SAME,
        )?.id ?? `${application} ${startedAt ?? when}`;
      syncs.set(id, {
        application,
        id,
        at: when - ahead,
        ...commitOf(revisions, content),
        ...syncs.get(id),
        ...rest,
      });
    }
  };
  for (const each of past) {
    add(
      timeOf(each.deployStartedAt),
      timeOf(each.deployedAt),
      byOf(fieldsOf(each.initiatedBy)),
      revisionsOf(each),
    );
  }
  if (operation?.finishedAt !== undefined) {
    const failed = ['Failed', 'Error'].includes(operation.phase);
    add(
      operation.startedAt,
      operation.finishedAt,
      {
        ...(failed
          ? { failed: true as const, text: plainLine(operation.message) }
          : {}),
        ...byOf(
          fieldsOf(
            at(object.status, 'operationState', 'operation', 'initiatedBy'),
          ),
        ),
      },
      operation.revisions,
    );
  }
  return [...syncs.values()];
}

/** Who asked for a sync: an account of Argo CD, or nobody. */
function byOf({ username }: Fields): { by?: string } {
  const name = textOf(username);
  return name === undefined ? {} : { by: plainLine(name, 100) };
}

function commitOf(
  revisions: readonly string[],
  content: Content,
): Pick<ObservedSync, 'commit' | 'text'> {
  const change = content.changeOf(revisions);
  if (change) {
    return { commit: change.commit, text: commitSubject(change.message) };
  }
  const [first] = revisions;
  return first === undefined ? {} : { commit: plainLine(first, 64) };
}
