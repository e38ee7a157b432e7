import { Cursor } from '../Cursor';
import { requirePortOrName } from '../portNames';

const HEADER = /^[-A-Za-z0-9]+$/;

/**
 * Checks what a probe or a hook does: exactly one of the ways it may have.
 *
 * @param grace - the seconds the pod has to end
 */
export function checkHandler(
  handler: Cursor,
  ways: readonly string[],
  grace: number,
): void {
  const given = handler.atMostOne(ways);
  if (given.length === 0) {
    handler.fail(
      'MissingField',
      `must have one of ${ways.join(', ')}`,
      'Set one of them.',
    );
  }
  const exec = handler.get('exec');
  if (exec.exists) {
    exec.get('command').required();
  }
  const http = handler.get('httpGet');
  if (http.exists) {
    checkHttp(http);
  }
  const tcp = handler.get('tcpSocket');
  if (tcp.exists) {
    requirePortOrName(tcp.get('port'));
  }
  const grpc = handler.get('grpc');
  if (grpc.exists) {
    grpc.get('port').required();
    grpc.get('port').within(1, 65535);
  }
  handler.get('sleep', 'seconds').within(0, grace);
}

function checkHttp(http: Cursor): void {
  requirePortOrName(http.get('port'));
  http.get('scheme').oneOf(['HTTP', 'HTTPS']);
  for (const header of http.get('httpHeaders').items()) {
    const name = header.get('name');
    name.required();
    if (name.text()) {
      name.named(text =>
        HEADER.test(text) ? undefined : 'must be letters, digits and -',
      );
    }
  }
}
