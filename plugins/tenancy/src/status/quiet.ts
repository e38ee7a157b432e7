import type {
  CardViewBase,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { SourceState } from '@groundwork/engine';
import { isSilent } from '@groundwork/engine/model';

/** Milliseconds without a sign of a cluster after which what it said is shown as old. */
const QUIET = 15_000;

/**
 * The cluster of an environment where nothing was heard of it for longer than 15 s before the answer was given, or it is known not to
 * answer: what stands there is as last seen. Ages are taken within the answer, which itself may be older: that is said elsewhere.
 */
export function quietSource(
  view: Pick<CardViewBase, 'sources'> & Pick<TenantStatusView, 'sync'>,
  environment: string,
): SourceState | undefined {
  const row = view.sync.environments.find(
    each => each.environment === environment,
  );
  const source = view.sources.find(
    each => each.source === `cluster ${row?.cluster}`,
  );
  if (!source) {
    return undefined;
  }
  const newest = Math.max(...view.sources.map(({ asOf }) => asOf ?? 0));
  const isOld = source.asOf !== undefined && newest - source.asOf > QUIET;
  return isSilent(source) || isOld ? source : undefined;
}
