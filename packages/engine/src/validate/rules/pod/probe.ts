import { plainText } from '../../../model/fields';
import { Cursor } from '../Cursor';
import { checkHandler } from './handler';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const TIMES = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'failureThreshold',
  'successThreshold',
];

/** Checks the probes and hooks of a container that runs beside others. */
export function checkProbes(container: Cursor, grace: number): void {
  for (const name of PROBES) {
    checkProbe(container.get(name), name, grace);
  }
  for (const hook of ['postStart', 'preStop']) {
    const handler = container.get('lifecycle', hook);
    if (!handler.exists) {
      continue;
    }
    checkHandler(handler, ['exec', 'httpGet', 'tcpSocket', 'sleep'], grace);
  }
}

/** Fails for probes and hooks of a container that ends before others start. */
export function refuseProbes(container: Cursor): void {
  for (const name of [...PROBES, 'lifecycle']) {
    const field = container.get(name);
    if (!field.exists) {
      continue;
    }
    field.fail(
      'NotAllowed',
      'is not allowed for init containers without restartPolicy Always',
      'Remove it, or set restartPolicy to Always.',
    );
  }
}

function checkProbe(probe: Cursor, name: string, grace: number): void {
  if (!probe.exists) {
    return;
  }
  checkHandler(probe, HANDLERS, grace);
  TIMES.forEach(time => probe.get(time).within(0, Infinity));
  const period = probe.get('terminationGracePeriodSeconds');
  period.within(1, Infinity);
  const successes = probe.get('successThreshold');
  if (name === 'readinessProbe') {
    if (!period.exists) {
      return;
    }
    period.fail(
      'NotAllowed',
      'is not allowed for readiness probes',
      'Remove it.',
    );
  } else if ((successes.number() ?? 1) > 1) {
    successes.fail(
      'NotAllowed',
      `must be 1, is ${plainText(successes.value)}`,
      'Use 1 or leave it out.',
    );
  }
}
