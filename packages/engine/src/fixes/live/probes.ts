import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import type { Trouble, Way } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

const probeNames = ['readiness', 'startup', 'liveness'];
const kinds = ['http', 'tcp', 'grpc'];

/** A probe that does not succeed, and asks a port that the container does not say it listens on. */
export function* probeOfOtherPort(context: FixContext): Iterable<Trouble> {
  for (const workload of context.statuses?.workloads?.workloads ?? []) {
    const { ref, environment, troubles } = workload;
    const told = troubles.find(({ why }) =>
      /^the (readiness|startup) probe of .+ does not succeed$/.test(why),
    );
    const place = told && WorkloadPlace.of(context, ref, environment);
    if (told && place) {
      yield {
        code: 'ProbePort',
        message: `${ref.kind}/${ref.name}: ${told.why}`,
        environment,
        subjects: [ref],
        ways: waysOf(place),
      };
    }
  }
}

function waysOf({ request, home }: WorkloadPlace): Way[] {
  const ports = valueAt(request.spec, [...home, 'ports']);
  const there = Array.isArray(ports)
    ? (ports as Array<{ name: string; port: number }>)
    : [];
  return probeNames.flatMap(probe =>
    kinds.flatMap(kind => {
      const at = [...home, 'probes', probe, kind, 'port'];
      const port = valueAt(request.spec, at);
      const isOther =
        typeof port === 'number' && there.every(each => each.port !== port);
      return isOther
        ? there.slice(0, 5).map(
            (each): Way => ({
              title: `Ask port ${each.name} (${each.port})`,
              request,
              to: withValue(
                request.spec as Record<string, unknown>,
                at,
                each.name,
              ),
              risk: 'restart',
            }),
          )
        : [];
    }),
  );
}
