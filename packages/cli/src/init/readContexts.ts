import type { RequestOptions } from 'node:https';
import { defaultKinds, type DraftCluster } from '@groundwork/engine';
import { inTurns } from '../live/inTurns';
import { loadClient } from '../live/loadClient';
import { readCluster } from '../live/readCluster';
import { UsageError } from '../UsageError';

type Config = InstanceType<
  Awaited<ReturnType<typeof loadClient>>['KubeConfig']
>;

/** A cluster, and what of it could not be read. */
export interface ReadCluster {
  found: DraftCluster;
  unread: readonly string[];
}

/** Clusters that are read, and contexts that are none of them, with why. */
export interface ReadContexts {
  read: readonly ReadCluster[];
  leftOut: readonly string[];
}

/** Clusters that are read at once: each may start a program that signs in. */
const AT_ONCE = 16;

/** What a platform is described by. No Secret is among it. */
const KINDS = [
  '/LimitRange',
  '/Namespace',
  '/ResourceQuota',
  'argoproj.io/AppProject',
  'argoproj.io/Application',
  'external-secrets.io/ClusterSecretStore',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GRPCRoute',
  'gateway.networking.k8s.io/HTTPRoute',
  'gateway.networking.k8s.io/TLSRoute',
  'networking.k8s.io/Ingress',
  'rbac.authorization.k8s.io/RoleBinding',
  'route.openshift.io/Route',
].flatMap(name => {
  const [group, kind] = name.split('/');
  return defaultKinds.find(group, kind) ?? [];
});

/**
 * Reads the clusters of a kubeconfig's contexts. Of contexts that nobody named those that tell nothing are left out, and so are more
 * than there is room for.
 *
 * @param wanted - environments with their contexts; one for each context where there are none
 * @param room - for so many environments
 * @throws UsageError where the file can't be used, or a cluster that was named says nothing, or none of the others does
 */
export async function readContexts(
  file: string,
  wanted: ReadonlyArray<[environment: string, context: string]>,
  { now, room }: { now: number; room: number },
): Promise<ReadContexts> {
  const { KubeConfig } = await loadClient();
  const load = () => {
    const config = new KubeConfig();
    try {
      config.loadFromFile(file);
    } catch (cause) {
      throw new UsageError(`The kubeconfig ${file} cannot be read.`, { cause });
    }
    return config;
  };
  const names = load()
    .getContexts()
    .map(({ name }) => name);
  const pairs =
    wanted.length > 0
      ? wanted
      : names.map((name): [string, string] => [environmentOf(name), name]);
  const unknown = pairs.find(([, context]) => !names.includes(context));
  if (unknown || pairs.length === 0) {
    throw new UsageError(
      `The kubeconfig ${file} has no context ${unknown?.[1] ?? ''}, only ${
        names.join(', ') || 'none'
      }.`,
    );
  }
  const ask = inTurns(AT_ONCE);
  const answers = await Promise.all(
    pairs.slice(0, room).map(([environment, context]) =>
      ask(() =>
        readContext(load(), { environment, context, now }).catch(
          (error: unknown) => {
            if (error instanceof UsageError) {
              return error;
            }
            throw error;
          },
        ),
      ),
    ),
  );
  const read = answers.flatMap(each =>
    each instanceof UsageError ? [] : [each],
  );
  const failed = answers.flatMap(each =>
    each instanceof UsageError ? [each] : [],
  );
  if (failed.length > 0 && (wanted.length > 0 || read.length === 0)) {
    const [cause] = failed;
    throw new UsageError(
      `${cause.message} Leave it out by naming the other contexts with --environment.`,
      { cause },
    );
  }
  return {
    read,
    leftOut: [
      ...failed.map(({ message }) => message),
      ...pairs
        .slice(room)
        .map(([, context]) => `There is no room for ${context}.`),
    ],
  };
}

async function readContext(
  config: Config,
  asked: { environment: string; context: string; now: number },
): Promise<ReadCluster> {
  const { environment, context: cluster, now } = asked;
  config.setCurrentContext(cluster);
  const request: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(request);
  } catch (cause) {
    throw new UsageError(
      `Context ${cluster} cannot be used: ${
        cause instanceof Error ? cause.message : String(cause)
      }.`,
      { cause },
    );
  }
  const server = config.getCurrentCluster()?.server ?? '';
  const { crds, objects, unknowns } = await readCluster(
    cluster,
    server,
    request,
    now,
    { kinds: KINDS },
  );
  const failed = unknowns.filter(({ unknown: why }) => why !== 'notServed');
  const [whole] = failed.filter(({ kind }) => kind === undefined);
  if (whole || !objects.some(({ kind }) => kind === 'Namespace')) {
    const [first] = failed;
    throw new UsageError(
      `Nothing is known of the namespaces of ${cluster}: ${
        (whole ?? first)?.message ?? 'there are none'
      }.`,
    );
  }
  return {
    found: {
      environment,
      cluster,
      server,
      objects,
      definitions: (crds ?? []).map(({ metadata }) => metadata.name),
      unread: failed.map(({ group, kind }) => `${group ?? ''}/${kind}`),
    },
    unread: failed.map(
      ({ kind, message, unknown: why }) =>
        `${cluster}: ${kind ?? 'all'}: ${message ?? why}`,
    ),
  };
}

/** A name for the environment of a context, such as `prod` for `arn:aws:eks:eu-west-1:123:cluster/prod`. */
function environmentOf(context: string): string {
  const last = context.split(/[/@:]/).filter(Boolean).pop() ?? '';
  return (
    last
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .slice(0, 40)
      .replace(/^-+|-+$/g, '') || 'cluster'
  );
}
