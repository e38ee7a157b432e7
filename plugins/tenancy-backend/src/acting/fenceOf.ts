import {
  accountUser,
  actorFence,
  type Environment,
  type Platform,
  sharedDirectory,
} from '@groundwork/engine';
import type { ActingCluster } from './ActingCluster';
import { messageOf } from './askJson';
import { remembered } from './remembered';

const PLURALS: Record<string, string> = {
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
};

/**
 * Why the credential must not be used on a cluster: it is another account's than the fence is about, or the fence is not there,
 * or not as it was rendered. Undefined where it may; that is believed for a minute. The account looks itself, since a cluster that only
 * runs Argo CD is not read for policies.
 */
export function fenceOf(options: {
  cluster: ActingCluster;
  environment: Environment;
  platform: Platform;
}): () => Promise<string | undefined> {
  const { cluster, environment, platform } = options;
  const fence = actorFence(platform, environment, cluster.name);
  return remembered(async () => {
    const problem = await accountProblem(cluster, environment);
    if (problem) {
      return problem;
    }
    for (const { kind, metadata, spec } of fence) {
      const { status, body } = await cluster.ask(
        'GET',
        `/apis/admissionregistration.k8s.io/v1/${PLURALS[kind]}/${metadata.name}`,
      );
      if (status !== 200 || !stands(body, spec)) {
        return `${kind} ${metadata.name} does not stand in cluster ${
          cluster.name
        } as it was rendered, so nothing would fence the account that acts. The platform team renders and syncs ${sharedDirectory(
          environment.name,
          undefined,
          platform.layout,
        )}`;
      }
    }
    return undefined;
  });
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

/** Whether an object is there to stay, with all that is rendered in its spec. API servers add defaults. */
function stands(body: unknown, spec: unknown): boolean {
  const live = Object(body) as {
    metadata?: { deletionTimestamp?: unknown };
    spec?: unknown;
  };
  return (
    live.metadata?.deletionTimestamp === undefined && holds(live.spec, spec)
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
