import { applicationUrl } from '../../argocd';
import {
  ApplicationStatus,
  KubernetesObject,
  Snapshot,
  isKnown,
  lastValue,
  refOf,
} from '../../model';
import { Environment, kindsOf } from '../../platform';
import { listOf, textOf } from '../../model/fields';
import { Application, readApplication } from './application';
import { turnOf } from './applicationSet';
import { claimsOn } from './claims';
import { Content } from './content';
import { deletionOf } from './deletion';
import { clusterOf } from './destination';
import { detailsOf } from './details';
import { FoundApplication } from './findApplications';
import { judgedResources } from './health';
import { judge } from './judge';
import { pausedUntil } from './pausedUntil';
import { projectOf } from './projectOf';
import { refusalOf } from './refusals';
import { Case } from './rules/rule';
import { StatusOptions } from './StatusOptions';
import { troubledOf } from './troubled';
import { waitOf } from './waiting';
import { warningsOf } from './warnings';
import { holdOf } from './windows/holdOf';

/** One Application as the sync card shows it. `own` are the names of all Applications of the tenant. */
export function applicationStatus(
  { object, layer }: FoundApplication,
  environment: Environment,
  snapshot: Snapshot,
  own: ReadonlySet<string>,
  { platform, facts, now }: StatusOptions,
): ApplicationStatus {
  const { argocd } = environment;
  const app = readApplication(object, own);
  const { server, name } = app.destination;
  const cluster =
    server || name
      ? clusterOf(app, environment, platform)
      : environment.cluster;
  const kinds = kindsOf(platform);
  const resources = judgedResources(app, cluster, snapshot, kinds);
  // Argo CD's times are by the clock of its cluster.
  const ahead = facts?.clocks?.[argocd.cluster] ?? 0;
  const there = now + ahead;
  const content = new Content(app, facts?.commits, ahead);
  const project = projectOf(app, environment, snapshot);
  const { set, unreadSet } = setOf(object, environment, snapshot);
  const judged: Omit<Case, 'refusal'> = {
    app,
    writer: layer,
    now: there,
    resources,
    kinds,
    content,
    hold: holdOf(app, project, there),
    pausedUntil: pausedUntil(app, platform.prefix),
    wait: waitOf(app.operation, resources, cluster ?? environment.cluster),
    deletion: deletionOf(app, resources),
    warnings: [
      ...warningsOf(app, layer),
      ...claimsOn(app, resources, own, there, layer),
    ],
    set,
    ...(unreadSet === undefined ? {} : { unreadSet }),
    turn: turnOf(set, object.metadata.name),
  };
  const verdict = judge({
    ...judged,
    refusal: () =>
      refusalOf(app, project, {
        kinds,
        home: argocd.namespace,
        writer: layer,
      }),
  });
  return {
    ...verdict,
    ...(verdict.since === undefined
      ? {}
      : { since: Math.min(verdict.since - ahead, now) }),
    ref: refOf(argocd.cluster, object),
    environment: environment.name,
    layer,
    sync: app.answered ? app.sync : 'Unknown',
    health: app.answered ? app.health : 'Unknown',
    ...revisionOf(app, content),
    ...(app.images.length > 0 ? { images: [...app.images].sort() } : {}),
    ...detailsOf(judged, own, time => Math.min(time - ahead, now)),
    troubled: troubledOf(app, resources, cluster ?? environment.cluster, kinds),
    ...(argocd.url === undefined
      ? {}
      : { url: applicationUrl(argocd.url, object.metadata) }),
  };
}

/**
 * What runs: the revision that Argo CD compared where all is in sync, else the last one it deployed; and the commit that
 * gave this its content, whose message and author are the tenant's own business.
 */
function revisionOf(
  app: Application,
  content: Content,
): Pick<
  ApplicationStatus,
  | 'revision'
  | 'revisionMessage'
  | 'revisionAuthor'
  | 'revisionAt'
  | 'syncedRevision'
  | 'revisionOlderThan'
> {
  const at =
    app.sync === 'Synced' && app.compared.length > 0
      ? app.compared
      : app.deployed?.revisions ?? app.compared;
  const [synced] = at;
  if (synced === undefined) {
    return {};
  }
  const change = content.changeOf(at);
  const olderThan = change ? undefined : content.olderThan(at);
  return {
    revision: change?.commit ?? synced,
    ...(change
      ? {
          revisionMessage: change.message,
          revisionAuthor: change.author,
          ...(change.at === undefined ? {} : { revisionAt: change.at }),
        }
      : {}),
    ...(olderThan === undefined ? {} : { revisionOlderThan: olderThan }),
    syncedRevision: synced,
  };
}

/** The ApplicationSet that owns an Application, or its name where it can't be read. */
function setOf(
  { metadata }: KubernetesObject,
  { argocd }: Environment,
  snapshot: Snapshot,
): Pick<Case, 'set' | 'unreadSet'> {
  const owner = textOf(
    listOf(metadata.ownerReferences).find(
      ({ kind }) => kind === 'ApplicationSet',
    )?.name,
  );
  if (owner === undefined) {
    return {};
  }
  const known = snapshot.list({
    cluster: argocd.cluster,
    group: 'argoproj.io',
    kind: 'ApplicationSet',
    namespace: metadata.namespace,
    name: owner,
  });
  const set = lastValue(known)?.[0];
  return set || isKnown(known) || known.unknown === 'notServed'
    ? { set }
    : { unreadSet: owner };
}
