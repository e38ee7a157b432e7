import {
  accountUser,
  actorFence,
  type Environment,
  isKnown,
  type KubernetesObject,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import type { ActingCluster } from './ActingCluster';
import { messageOf } from './askJson';
import { remembered } from './remembered';

const group = 'admissionregistration.k8s.io';

/**
 * Why the credential must not be used on a cluster: it is another account's than the fence is about, or the fence is not there,
 * or not as it was rendered. Undefined where it may. Whose it is, is believed for a while.
 */
export function fenceOf(options: {
  cluster: ActingCluster;
  environment: Environment;
  platform: Platform;
  snapshot: Snapshot;
}): () => Promise<string | undefined> {
  const { cluster, environment, platform, snapshot } = options;
  const account = remembered(() => accountProblem(cluster, environment));
  const fence = actorFence(platform, environment, cluster.name);
  return async () => {
    const missing = fence.find(
      object => !stands(object, cluster.name, snapshot),
    );
    return missing
      ? `${missing.kind} ${missing.metadata.name} does not stand in cluster ${cluster.name} as it was rendered, so nothing would fence the account that acts. The platform team renders and syncs platform/${environment.name}/_shared`
      : account();
  };
}

async function accountProblem(
  cluster: ActingCluster,
  { actions }: Environment,
): Promise<string | undefined> {
  const answer = await cluster.ask(
    'POST',
    '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
  );
  const who = userOf(answer.body);
  if (answer.status !== 201 || who === undefined) {
    return `Cluster ${
      cluster.name
    } does not say whose the credential of actions is: ${messageOf(
      answer,
    )}. The platform team checks actions.credential`;
  }
  const wanted = accountUser(actions?.account ?? '');
  return who === wanted
    ? undefined
    : `The credential of actions is of ${who} in cluster ${cluster.name}, and no guard rail fences that. The platform team uses one of ${wanted}`;
}

function userOf(body: unknown): string | undefined {
  const { status } = Object(body) as {
    status?: { userInfo?: { username?: unknown } };
  };
  const username = status?.userInfo?.username;
  return typeof username === 'string' ? username : undefined;
}

/** Whether an object is there, with all that is rendered in its spec. API servers add defaults. */
function stands(
  { kind, metadata, spec }: KubernetesObject,
  cluster: string,
  snapshot: Snapshot,
): boolean {
  const known = snapshot.list({ cluster, group, kind, name: metadata.name });
  const [live] = isKnown(known) ? known.value : [];
  return (
    live !== undefined &&
    live.metadata.deletionTimestamp === undefined &&
    holds(live.spec, spec)
  );
}

/** Whether `live` says all that `wanted` says; lists are the same item by item, so nothing was put in. */
function holds(live: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(live) &&
      live.length === wanted.length &&
      wanted.every((each, index) => holds(live[index], each))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    const fields = Object(live) as Record<string, unknown>;
    return Object.entries(wanted).every(([key, value]) =>
      holds(fields[key], value),
    );
  }
  return live === wanted;
}
