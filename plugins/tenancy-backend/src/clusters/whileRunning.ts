import type { LiveSnapshot } from './LiveSnapshot';

/** What a reader of a cluster tells. */
export type Told = Pick<
  LiveSnapshot,
  | 'addCluster'
  | 'addKind'
  | 'addNamespaces'
  | 'clock'
  | 'clusterProblem'
  | 'clusterUp'
  | 'heard'
  | 'keepManagers'
  | 'kindProblem'
  | 'listing'
  | 'namespaceProblem'
  | 'put'
  | 'remove'
  | 'replace'
  | 'replaceIn'
  | 'unreadable'
  | 'unreadableGone'
> & { apis: Pick<LiveSnapshot['apis'], 'tell'> };

/** Tells a snapshot what a reader says until that was stopped: another replica may tell of the cluster from then on. */
export function whileRunning(snapshot: Told, signal: AbortSignal): Told {
  const tell =
    <A extends unknown[]>(said: (...args: A) => void) =>
    (...args: A) => {
      if (!signal.aborted) {
        said(...args);
      }
    };
  return {
    apis: { tell: tell(snapshot.apis.tell.bind(snapshot.apis)) },
    addCluster: tell(snapshot.addCluster.bind(snapshot)),
    addKind: tell(snapshot.addKind.bind(snapshot)),
    addNamespaces: tell(snapshot.addNamespaces.bind(snapshot)),
    clock: tell(snapshot.clock.bind(snapshot)),
    clusterProblem: tell(snapshot.clusterProblem.bind(snapshot)),
    clusterUp: tell(snapshot.clusterUp.bind(snapshot)),
    heard: cluster => (signal.aborted ? 0 : snapshot.heard(cluster)),
    keepManagers: tell(snapshot.keepManagers.bind(snapshot)),
    kindProblem: tell(snapshot.kindProblem.bind(snapshot)),
    listing: tell(snapshot.listing.bind(snapshot)),
    namespaceProblem: tell(snapshot.namespaceProblem.bind(snapshot)),
    put: tell(snapshot.put.bind(snapshot)),
    remove: tell(snapshot.remove.bind(snapshot)),
    replace: async (cluster, id, objects, isWanted = () => true) => {
      if (!signal.aborted) {
        const isRead = () => !signal.aborted && isWanted();
        await snapshot.replace(cluster, id, objects, isRead);
      }
    },
    replaceIn: async (cluster, place, objects, isWanted) => {
      if (!signal.aborted) {
        const isRead = () => !signal.aborted && isWanted();
        await snapshot.replaceIn(cluster, place, objects, isRead);
      }
    },
    unreadable: (...args) => !signal.aborted && snapshot.unreadable(...args),
    unreadableGone: tell(snapshot.unreadableGone.bind(snapshot)),
  };
}
