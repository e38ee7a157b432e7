import { plainText } from '../../../model/fields';
import { Cursor, refuseRepeated } from '../Cursor';
import { portNameProblem, PROTOCOLS } from '../portNames';

/** Checks the ports of one container. */
export function checkPorts(ports: Cursor): void {
  for (const port of ports.items()) {
    port.get('containerPort').required();
    port.get('containerPort').within(1, 65535);
    const host = port.get('hostPort');
    if (host.value !== 0) {
      host.within(1, 65535);
    }
    const name = port.get('name');
    if (name.value !== '') {
      name.named(portNameProblem);
    }
    port.get('protocol').oneOf(PROTOCOLS);
  }
  refuseRepeated(
    ports.items(),
    p => p.get('name').text() || undefined,
    'the name',
  );
  refuseRepeated(
    ports.items(),
    p =>
      `${plainText(p.get('containerPort').value)}/${
        p.get('protocol').text() || 'TCP'
      }`,
    'the port',
    'warning',
  );
}

/**
 * Checks the ports of the node that containers which run at the same time take.
 *
 * @param onNode - whether the pod has the node's network, where a port is the same outside and inside
 */
export function checkHostPorts(
  containers: readonly Cursor[],
  onNode: boolean,
  isPod: boolean,
): void {
  const taken = new Set<string>();
  for (const port of containers.flatMap(c => c.get('ports').items())) {
    const host = port.get('hostPort');
    const number = host.number() ?? 0;
    const inside = port.get('containerPort').number();
    // A Pod gets the number of the container's port by default, a template does not.
    if (
      onNode &&
      number !== inside &&
      (number !== 0 || (isPod && host.exists))
    ) {
      host.fail(
        'Conflict',
        `must be containerPort when hostNetwork is true, is ${number}`,
        'Use the same number.',
      );
    }
    if (number === 0) {
      continue;
    }
    const key = `${port.get('protocol').text() || 'TCP'}/${
      port.get('hostIP').text() ?? ''
    }/${number}`;
    if (taken.has(key)) {
      host.fail(
        'Duplicate',
        `repeats the port ${number} of the node`,
        'Choose another port.',
      );
    }
    taken.add(key);
  }
}
