import type { LoggerService } from '@backstage/backend-plugin-api';
import { sleep } from './Backoff';
import type { ClusterApi } from './ClusterApi';
import type { ClusterError } from './ClusterError';
import type { ServedKind } from './discoverKinds';
import { type KindListener, KindReader } from './KindReader';
import type { Told } from './whileRunning';
import type { KindId } from './Unreadable';

/** Each costs a watch of its own, kind by kind. */
const MOST = 100;

/** Where a kind is read alone that may not be read everywhere, and after how many milliseconds it is tried everywhere again. */
export interface Narrow {
  namespaces: (kind: KindId) => readonly string[];
  again: number;
}

/** Rights are given in time, and servers refuse all while they start. */
export const NOWHERE: Narrow = { namespaces: () => [], again: 60_000 };

/**
 * Reads a kind of a cluster in single namespaces, each for itself: what is refused in one is known of the others.
 *
 * @param options - `listener` is that of the kind as a whole, which single changes are told; `recover` waits for a cluster that is
 *   away, and tells whether it was; `onWide` is called once the kind may be read as a whole
 */
export function readNarrowly(options: {
  api: ClusterApi;
  kind: ServedKind;
  namespaces: readonly string[];
  snapshot: Told;
  logger: LoggerService;
  maxObjects: number;
  signal: AbortSignal;
  listener: KindListener;
  onSign: () => void;
  recover: (problem: ClusterError) => Promise<boolean>;
  again: number;
  onWide: () => void;
}): void {
  const { api, kind, snapshot, logger, signal } = options;
  const { cluster } = api;
  const namespaces = options.namespaces.slice(0, MOST);
  const further = options.namespaces.length - namespaces.length;
  logger.info(
    `Cluster ${cluster} does not let ${
      kind.kind
    } be read everywhere; it is read in ${namespaces.join(', ')}${
      further > 0
        ? `, and not in ${further} more: give the right to read it everywhere`
        : ''
    }`,
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
  untilWide(api, kind, options)
    .then(() => {
      if (!signal.aborted) {
        options.onWide();
      }
    })
    .catch(error => {
      logger.error(`Trying to read ${kind.kind} of ${cluster} ended`, error);
    });
}

/** Resolves when a kind may be read as a whole, or when nobody wants to know. */
async function untilWide(
  api: ClusterApi,
  { path }: ServedKind,
  { signal, again }: { signal: AbortSignal; again: number },
): Promise<void> {
  while (!signal.aborted) {
    await sleep(again, signal);
    try {
      await api.get(`${path}?limit=1`, signal);
      return;
    } catch {
      // It is refused still, or the cluster is away, which others notice.
    }
  }
}

/** The path of a list in one namespace. */
function pathIn(path: string, namespace: string): string {
  const at = path.lastIndexOf('/');
  return `${path.slice(0, at)}/namespaces/${encodeURIComponent(
    namespace,
  )}${path.slice(at)}`;
}
