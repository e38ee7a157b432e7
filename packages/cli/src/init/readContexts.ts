import type { RequestOptions } from 'node:https';
import { defaultKinds, type DraftCluster } from '@groundwork/engine';
import { loadClient } from '../live/loadClient';
import { readCluster } from '../live/readCluster';
import { UsageError } from '../UsageError';

/** A cluster, and what of it could not be read. */
export interface ReadCluster {
  found: DraftCluster;
  unread: readonly string[];
}

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
 * Reads the clusters of a kubeconfig's contexts.
 *
 * @param wanted - environments with their contexts; one for each context where there are none
 * @throws UsageError where the file can't be used, or a cluster says nothing
 */
export async function readContexts(
  file: string,
  wanted: ReadonlyArray<[environment: string, context: string]>,
  now: number,
): Promise<ReadCluster[]> {
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
  return Promise.all(
    pairs.map(async ([environment, cluster]) => {
      const config = load();
      config.setCurrentContext(cluster);
      const request: RequestOptions = {};
      try {
        await config.applyToHTTPSOptions(request);
      } catch (cause) {
        throw new UsageError(
          `Context ${cluster} cannot be used: ${
            cause instanceof Error ? cause.message : String(cause)
          }`,
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
          }. Leave it out by naming the other contexts with --environment.`,
        );
      }
      return {
        found: {
          environment,
          cluster,
          server,
          objects,
          definitions: (crds ?? []).map(({ metadata }) => metadata.name),
        },
        unread: failed.map(
          ({ kind, message, unknown: why }) =>
            `${cluster}: ${kind ?? 'all'}: ${message ?? why}`,
        ),
      };
    }),
  );
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
