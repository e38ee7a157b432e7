import { amountText } from '../../amounts/amounts';
import type { WorkloadStatus } from '../../model';
import { nanos } from '../../units/quantity';
import type { FixContext } from '../FixContext';
import { withValue } from '../fieldPlace';
import { largerTiers } from '../largerTiers';
import type { Trouble } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

/** What a workload may use up, and how the workloads card tells that it did. */
export interface Limited {
  code: string;
  resource: 'memory' | 'ephemeralStorage';
  /** What people call it. */
  word: string;
  tells(
    trouble: WorkloadStatus['troubles'][number],
    workload: WorkloadStatus,
  ): boolean;
}

/** Twice as much of what a workload used up, within the tier; else a larger tier. */
export function* raisedLimit(
  context: FixContext,
  { code, resource, word, tells }: Limited,
): Iterable<Trouble> {
  const { tier } = context;
  for (const workload of context.statuses?.workloads?.workloads ?? []) {
    const { troubles, ref, environment, state } = workload;
    const told = troubles.find(each => tells(each, workload));
    const place =
      told && state !== 'Healthy'
        ? WorkloadPlace.of(context, ref, environment)
        : undefined;
    if (!told || !place || !tier) {
      continue;
    }
    const present = Object(place.get('resources')) as {
      requests?: { [Name in Limited['resource']]?: string };
      limits?: { [Name in Limited['resource']]?: string };
    };
    const limit =
      present.limits?.[resource] ??
      larger(
        tier.container.default[resource],
        present.requests?.[resource] ?? '0',
      );
    const most = nanos(tier.container.max[resource]);
    const double = nanos(limit) * 2n;
    const next = double < most ? double : most;
    const text = amountText(
      resource === 'memory' ? resource : 'ephemeral-storage',
      next,
    );
    yield {
      code,
      message: `${ref.kind}/${ref.name}: ${told.why}`,
      environment,
      subjects: [ref],
      ways:
        next > nanos(limit)
          ? place.set(
              `Raise its ${word} from ${limit} to ${text}`,
              'resources',
              withValue(present, ['limits', resource], text),
              'restart',
            )
          : largerTiers(context),
    };
  }
}

function larger(a: string, b: string): string {
  return nanos(a) >= nanos(b) ? a : b;
}
