import { Cursor } from './Cursor';
import { checkPortOrName } from './ports';
import { plainText } from '../../snapshot/fields';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/**
 * Checks a probe: one handler, and times that make sense.
 *
 * @param onceIsEnough - whether a single success must be enough, as for liveness and startup
 */
export function checkProbe(probe: Cursor, onceIsEnough: boolean): void {
  if (!probe.exists) return;
  const handlers = HANDLERS.filter(name => probe.get(name).exists);
  if (handlers.length !== 1) {
    probe.fail(
      handlers.length === 0 ? 'MissingField' : 'Conflict',
      `must have exactly one of ${HANDLERS.join(', ')}, has ${
        handlers.join(' and ') || 'none'
      }`,
      'Keep one of them.',
    );
  }
  checkPortOrName(probe.get('httpGet', 'port'));
  checkPortOrName(probe.get('tcpSocket', 'port'));
  probe.get('grpc', 'port').within(1, 65535);
  const path = probe.get('httpGet', 'path');
  if (probe.get('httpGet').exists && path.value === '') path.required();
  probe.get('initialDelaySeconds').within(0, Infinity);
  probe.get('timeoutSeconds').within(0, Infinity);
  probe.get('periodSeconds').within(0, Infinity);
  probe.get('failureThreshold').within(0, Infinity);
  probe.get('successThreshold').within(0, Infinity);
  const successes = probe.get('successThreshold');
  if (onceIsEnough && (successes.number() ?? 1) > 1) {
    successes.fail(
      'NotAllowed',
      `must be 1, is ${plainText(successes.value)}`,
      'Give 1 or leave it out.',
    );
  }
}
