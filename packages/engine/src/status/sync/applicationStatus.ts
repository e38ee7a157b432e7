import {
  ApplicationStatus,
  Facts,
  ObjectRef,
  State,
  lastValue,
  refOf,
} from '../../model';
import { Environment } from '../../platform';
import { rankOf } from '../verdict';
import { Application, readApplication } from './application';
import { FoundApplication } from './findApplications';
import { judge } from './judge';

const mostTroubled = 20;

/** One Application as the sync card shows it. */
export function applicationStatus(
  { object, layer }: FoundApplication,
  environment: Environment,
  facts: Facts,
): ApplicationStatus {
  const { argocd } = environment;
  const app = readApplication(object);
  const [revision] = app.deployed?.revisions ?? app.compared;
  const commit = facts.revisions?.[revision ?? ''];
  const known = commit && lastValue(commit);
  const syncedAt = app.deployed?.at ?? app.operation?.finishedAt;
  return {
    ...judge(app, layer),
    ref: refOf(argocd.cluster, object),
    environment: environment.name,
    layer,
    sync: app.answered ? app.sync : 'Unknown',
    health: app.answered ? app.health : 'Unknown',
    ...(revision === undefined ? {} : { revision }),
    ...(known
      ? { revisionMessage: known.message, revisionAuthor: known.author }
      : {}),
    ...(syncedAt === undefined ? {} : { syncedAt }),
    ...operationOf(app),
    troubled: troubledOf(app, environment.cluster),
    ...(argocd.url === undefined
      ? {}
      : { url: linkOf(argocd.url, object.metadata) }),
  };
}

function operationOf(app: Application): Pick<ApplicationStatus, 'operation'> {
  if (!app.operation) {
    return {};
  }
  const { phase, message, startedAt, finishedAt } = app.operation;
  return {
    operation: {
      phase,
      ...(message ? { message } : {}),
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(finishedAt === undefined ? {} : { finishedAt }),
    },
  };
}

function troubledOf(
  app: Application,
  cluster: string,
): ApplicationStatus['troubled'] {
  const seen = new Map<string, ApplicationStatus['troubled'][number]>();
  for (const item of [...(app.operation?.refused ?? []), ...app.resources]) {
    const unwell = item.health !== undefined && item.health !== 'Healthy';
    const differs = item.sync !== undefined && item.sync !== 'Synced';
    const key = `${item.group}|${item.kind}|${item.namespace}|${item.name}`;
    if ((unwell || differs) && !seen.has(key)) {
      const { group, kind, namespace, name, sync, health, message } = item;
      const ref: ObjectRef = {
        cluster,
        group,
        kind,
        ...(namespace === undefined ? {} : { namespace }),
        name,
      };
      seen.set(key, {
        ref,
        ...(sync === undefined ? {} : { sync }),
        ...(health === undefined ? {} : { health }),
        ...(message === undefined ? {} : { message }),
      });
    }
  }
  return [...seen.values()]
    .sort((a, b) => badness(a) - badness(b))
    .slice(0, mostTroubled);
}

function badness(item: ApplicationStatus['troubled'][number]): number {
  if (item.sync === 'SyncFailed') {
    return -2;
  }
  // Argo CD's own words of health are a part of ours.
  const rank = rankOf((item.health ?? 'Healthy') as State);
  return rank < 0 ? 0 : rank;
}

function linkOf(
  base: string,
  { namespace = '', name }: { namespace?: string; name: string },
): string {
  const path = [namespace, name].map(encodeURIComponent).join('/');
  return `${base.replace(/\/+$/, '')}/applications/${path}`;
}
