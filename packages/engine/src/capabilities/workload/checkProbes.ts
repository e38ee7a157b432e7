import { Refusals } from '../../request/Refusals';
import { EffectiveWorkload } from './effective';
import { Probe, Probes } from './probe';

const names = ['liveness', 'readiness', 'startup'] as const;

/**
 * Refuses probes that ask in no way or in several, or on a port the workload does not have.
 */
export function checkProbes(
  refusals: Refusals,
  workload: EffectiveWorkload,
  base: string,
): void {
  for (const name of names) {
    const probe = workload.probes[name];
    if (probe) {
      checkProbe(refusals, workload, probe, `${base}.probes.${name}`);
    }
  }
}

function checkProbe(
  refusals: Refusals,
  { ports }: EffectiveWorkload,
  probe: NonNullable<Probes[(typeof names)[number]]>,
  field: string,
): void {
  const ways = (['http', 'tcp', 'grpc', 'exec'] as const).filter(
    way => probe[way] !== undefined,
  );
  if (ways.length !== 1) {
    refusals.add({
      code: 'Contradiction',
      field,
      given: ways,
      message: 'A probe needs exactly one kind of check.',
      fix: 'Set one of: http, tcp, grpc, exec.',
    });
  }
  for (const way of ['http', 'tcp', 'grpc'] as const) {
    const port = probe[way]?.port;
    if (typeof port === 'string' && !ports.some(p => p.name === port)) {
      refusals.add({
        code: 'UnknownPort',
        field: `${field}.${way}.port`,
        given: port,
        message: 'The workload has no port with this name.',
        fix: `Use a number or one of: ${
          ports.map(p => p.name).join(', ') || 'none, since there are no ports'
        }.`,
      });
    }
  }
}

/**
 * A probe as Kubernetes writes it. gRPC probes take numbers only, so a name becomes its port.
 */
export function probeObject(
  probe: Probe,
  workload: EffectiveWorkload,
): Record<string, unknown> {
  const { http, tcp, grpc, exec, ...timing } = probe;
  return {
    ...(http ? { httpGet: http } : {}),
    ...(tcp ? { tcpSocket: tcp } : {}),
    ...(grpc
      ? {
          grpc: {
            port:
              typeof grpc.port === 'number'
                ? grpc.port
                : workload.ports.find(port => port.name === grpc.port)?.port,
            ...(grpc.service === undefined ? {} : { service: grpc.service }),
          },
        }
      : {}),
    ...(exec ? { exec } : {}),
    ...timing,
  };
}
