import type { QuotaStatus } from '../../model';
import { at, plainText } from '../../model/fields';
import { nanos } from '../../units/quantity';
import type { FixContext } from '../FixContext';
import { largerTiers } from '../largerTiers';
import type { Trouble, Way } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

/** A quota that is used up: fewer pods of the workload that it refuses, or a larger tier. */
export function* quotaFull(context: FixContext): Iterable<Trouble> {
  const { quotas, workloads } = context.statuses ?? {};
  for (const quota of quotas?.quotas ?? []) {
    const { ref, environment, state, why } = quota;
    // The platform may set quotas of its own; a larger tier raises only the one that it renders.
    const isOurs = context.makerOf(ref) === context.tenant;
    if (state !== 'Degraded' || !isOurs) {
      continue;
    }
    const refused = (workloads?.workloads ?? []).filter(
      each =>
        each.environment === environment &&
        each.troubles.some(
          trouble => trouble.why === 'the quota has no room for another pod',
        ),
    );
    yield {
      code: 'QuotaExhausted',
      message: `ResourceQuota/${ref.name}: ${why}`,
      environment,
      subjects: [ref, ...refused.map(workload => workload.ref)],
      ways: [
        ...refused.flatMap((workload): Way[] => {
          const { counts } = workload;
          const place = WorkloadPlace.of(context, workload.ref, environment);
          const pods = counts?.ready ?? 0;
          return place && pods > 0 && typeof place.get('replicas') === 'number'
            ? place
                .set(
                  `Run the ${pods} pods of ${workload.ref.name} that there is room for`,
                  'replicas',
                  pods,
                  'none',
                )
                .slice(0, 1)
            : [];
        }),
        ...largerTiers(context).filter(way => raises(context, way, quota)),
      ],
    };
  }
}

/** Whether a tier gives more of all that is used up. */
function raises(
  context: FixContext,
  { request, to }: Way,
  { ref, lines }: QuotaStatus,
): boolean {
  const next = context
    .filesOf(request, to)
    .filter(({ target }) => target?.cluster === ref.cluster)
    .flatMap(({ objects }) => objects)
    .find(
      ({ kind, metadata }) =>
        kind === ref.kind &&
        metadata.name === ref.name &&
        metadata.namespace === ref.namespace,
    );
  return lines
    .filter(({ share = 0 }) => share >= 1)
    .every(
      ({ resource, hard }) =>
        nanos(plainText(at(next?.spec, 'hard', resource))) > nanos(hard),
    );
}
