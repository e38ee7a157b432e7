import {
  isKnown,
  type Known,
  type KubernetesObject,
  type Platform,
  type Snapshot,
} from '@groundwork/engine';
import type { UnmanagedOptions } from './readUnmanaged';
import type { Scope } from './Scopes';

/** What there is, whosever it is, beside what the owners of an entity may look at. */
export interface World {
  /** Owners that something is mapped to. */
  owners: readonly string[];
  scope: Scope;
  snapshot: Snapshot;
  config: UnmanagedOptions;
  platform: Platform;
  /** Clusters of which it is not known what they hold of it; those that turn out to be such are added. */
  unread: Set<string>;
}

/** Those whose answers are no "not known"; the others are noted as unread. A kind that is not served is an answer. */
export function settled(
  answers: ReadonlyArray<{
    cluster: string;
    known: Known<readonly KubernetesObject[]>;
  }>,
  { unread }: Pick<World, 'unread'>,
): string[] {
  const isSettled = ({ known }: (typeof answers)[number]) =>
    isKnown(known) || known.unknown === 'notServed';
  const open = answers.filter(answer => !isSettled(answer));
  open.forEach(({ cluster }) => unread.add(cluster));
  return [...new Set(answers.map(({ cluster }) => cluster))].filter(
    cluster => !open.some(answer => answer.cluster === cluster),
  );
}
