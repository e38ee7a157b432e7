import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterApi } from './ClusterApi';
import type { ClusterError } from './ClusterError';
import type { ServedKind } from './discoverKinds';
import { type KindListener, KindReader } from './KindReader';
import type { LiveSnapshot } from './LiveSnapshot';

/**
 * Reads a kind of a cluster in single namespaces, each for itself: what is refused in one is known of the others.
 *
 * @param options - `listener` is that of the kind as a whole, which single changes are told; `recover` waits for a cluster that is
 *   away, and tells whether it was
 */
export function readNarrowly(options: {
  api: ClusterApi;
  kind: ServedKind;
  namespaces: readonly string[];
  snapshot: LiveSnapshot;
  logger: LoggerService;
  maxObjects: number;
  signal: AbortSignal;
  listener: KindListener;
  onSign: () => void;
  recover: (problem: ClusterError) => Promise<boolean>;
}): void {
  const { api, kind, namespaces, snapshot, logger, signal } = options;
  const { cluster } = api;
  logger.info(
    `Cluster ${cluster} does not let ${
      kind.kind
    } be read everywhere; it is read in ${namespaces.join(', ')}`,
  );
  snapshot.addNamespaces(cluster, kind, namespaces);
  for (const namespace of namespaces) {
    const place = { kind, namespace };
    const listener: KindListener = {
      ...options.listener,
      onList: async objects => {
        options.onSign();
        await snapshot.replaceIn(
          cluster,
          place,
          objects,
          () => !signal.aborted,
        );
      },
      // What can't be read stays so until it is read or goes: the other namespaces are listed on their own.
      onBegin: () => {},
      onProblem: async problem => {
        if (problem.isOfCluster && (await options.recover(problem))) {
          return true;
        }
        snapshot.namespaceProblem(cluster, place, problem);
        return false;
      },
    };
    new KindReader({
      api,
      kind: { ...kind, path: pathIn(kind.path, namespace) },
      maxObjects: options.maxObjects,
      listener,
    })
      .run(signal)
      .catch(error => {
        logger.error(
          `Reading ${kind.kind} in ${namespace} of cluster ${cluster} ended unexpectedly`,
          error,
        );
      });
  }
}

/** The path of a list in one namespace. */
function pathIn(path: string, namespace: string): string {
  const at = path.lastIndexOf('/');
  return `${path.slice(0, at)}/namespaces/${encodeURIComponent(
    namespace,
  )}${path.slice(at)}`;
}
