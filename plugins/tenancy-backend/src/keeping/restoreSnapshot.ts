import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { KubernetesObject } from '@groundwork/engine';
import type { LiveSnapshot, WantedKind } from '../clusters';
import { nameOf } from './KeptKind';
import type { KeptStore } from './KeptStore';
import { unpackObjects } from './packObjects';
import { MAX_AGE } from './SnapshotKeeper';
import { tagOf } from './tagOf';

/** Pages need these before all others: which tenants there are, and how their Applications are. */
const FIRST = ['/Namespace', 'argoproj.io/Application'];

/**
 * Shows what was kept of clusters until they were read. Others are let through, and a kind that was read meanwhile stays as it
 * is. Where the database is away nothing is shown, as in a portal that never ran before.
 */
export async function restoreSnapshot(options: {
  snapshot: LiveSnapshot;
  store: KeptStore;
  /** What is read, by cluster. */
  kinds: ReadonlyMap<string, readonly WantedKind[]>;
  logger: LoggerService;
  now?: () => number;
}): Promise<void> {
  const { store, kinds, logger, now = Date.now } = options;
  const clusters = await store.clusters();
  const found = [...kinds].flatMap(([cluster, wanted]) =>
    wanted.flatMap(kind => {
      const entry = clusters.get(cluster)?.[nameOf(kind)];
      const isOfUse =
        entry?.tag === tagOf(kind) && now() - entry.asOf <= MAX_AGE;
      return entry && isOfUse ? [{ cluster, kind, ...entry }] : [];
    }),
  );
  const rank = ({ kind }: { kind: WantedKind }) => {
    const at = FIRST.indexOf(nameOf(kind));
    return at < 0 ? FIRST.length : at;
  };
  for (const each of found.sort((a, b) => rank(a) - rank(b))) {
    await restoreKind(options, each).catch(error => {
      logger.warn(
        `What was kept of ${each.kind.kind} of cluster ${
          each.cluster
        } cannot be read, and is not shown: ${stringifyError(error)}`,
      );
    });
  }
}

async function restoreKind(
  { snapshot, store, now = Date.now }: Parameters<typeof restoreSnapshot>[0],
  {
    cluster,
    kind,
    parts,
    since,
    asOf,
  }: {
    cluster: string;
    kind: WantedKind;
    parts: number;
    since: number;
    asOf: number;
  },
): Promise<void> {
  const { group, kind: name } = kind;
  const id = { group, kind: name };
  const objects: KubernetesObject[] = [];
  let count = 0;
  const rows = store.bodies(cluster, nameOf(id), { parts, since });
  for await (const { body } of rows) {
    if (!snapshot.isAwaited(cluster, id)) {
      return;
    }
    try {
      objects.push(...(await unpackObjects(body, id)));
    } catch (error) {
      // Its hash would be taken for a proof that it is there.
      await store.distrust(cluster, nameOf(id));
      throw error;
    }
    count += 1;
  }
  if (count !== parts) {
    throw new TypeError(`${count} of ${parts} parts are there`);
  }
  // A clock that was set back must not make it come from the future.
  const known = { objects, asOf: Math.min(asOf, now()) };
  if (snapshot.isAwaited(cluster, id)) {
    await snapshot.restore(cluster, id, known);
  }
}
