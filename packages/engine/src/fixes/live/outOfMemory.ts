import { amountText } from '../../amounts/amounts';
import { nanos } from '../../units/quantity';
import type { FixContext } from '../FixContext';
import { withValue } from '../fieldPlace';
import { largerTiers } from '../largerTiers';
import type { Trouble } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

/** A container that keeps running out of memory: twice as much, within the tier. */
export function* outOfMemory(context: FixContext): Iterable<Trouble> {
  const { tier } = context;
  for (const workload of context.statuses?.workloads?.workloads ?? []) {
    const { troubles, ref, environment, state } = workload;
    const told = troubles.find(
      ({ why }) =>
        why === `${ref.name} keeps ending: out of memory` ||
        why.startsWith(`${ref.name} keeps running out of memory`),
    );
    const place =
      told && state !== 'Healthy'
        ? WorkloadPlace.of(context, ref, environment)
        : undefined;
    if (!told || !place || !tier) {
      continue;
    }
    const present = Object(place.get('resources')) as {
      requests?: { memory?: string };
      limits?: { memory?: string };
    };
    const limit =
      present.limits?.memory ??
      larger(tier.container.default.memory, present.requests?.memory ?? '0');
    const most = nanos(tier.container.max.memory);
    const double = nanos(limit) * 2n;
    const next = double < most ? double : most;
    const text = amountText('memory', next);
    yield {
      code: 'OutOfMemory',
      message: `${ref.kind}/${ref.name}: ${told.why}`,
      environment,
      subjects: [ref],
      ways:
        next > nanos(limit)
          ? place.set(
              `Raise its memory from ${limit} to ${text}`,
              'resources',
              withValue(present, ['limits', 'memory'], text),
              'restart',
            )
          : largerTiers(context),
    };
  }
}

function larger(a: string, b: string): string {
  return nanos(a) >= nanos(b) ? a : b;
}
