import { dns1123LabelProblem } from '../nameProblems';
import { Cursor, refuseRepeated } from './Cursor';
import { portNameProblem } from './ports';
import { checkProbe } from './probe';
import { amountOf, atMost } from './quantities';
import { plainText } from '../../snapshot/fields';

/**
 * Checks one container of a pod.
 *
 * @param volumes - the names of the pod's volumes
 */
export function checkContainer(
  container: Cursor,
  volumes: ReadonlySet<string>,
): void {
  container.get('name').required();
  container.get('name').named(dns1123LabelProblem);
  container.get('image').required();
  container
    .get('image')
    .named(image =>
      image.trim() === image ? undefined : 'must not start or end with a space',
    );
  checkPorts(container.get('ports'));
  checkEnvironment(container.get('env'));
  checkMounts(container.get('volumeMounts'), volumes);
  checkResources(container.get('resources'));
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    checkProbe(container.get(probe), probe !== 'readinessProbe');
  }
  checkSecurity(container.get('securityContext'));
}

function checkPorts(ports: Cursor): void {
  for (const port of ports.items()) {
    port.get('containerPort').required();
    port.get('containerPort').within(1, 65535);
    port.get('hostPort').within(1, 65535);
    port.get('name').named(portNameProblem);
  }
  refuseRepeated(ports.items(), p => p.get('name').text(), 'the name');
  refuseRepeated(
    ports.items(),
    p =>
      `${plainText(p.get('containerPort').value)}/${
        p.get('protocol').text() ?? 'TCP'
      }`,
    'the port',
    'warning',
  );
}

function checkEnvironment(env: Cursor): void {
  for (const variable of env.items()) {
    const name = variable.get('name');
    name.required();
    name.named(text =>
      /^[\x20-\x3c\x3e-\x7e]+$/.test(text)
        ? undefined
        : 'must be printable ASCII without =',
    );
    const source = variable.get('valueFrom');
    if (!source.exists) continue;
    if (variable.get('value').text()) {
      source.fail(
        'Conflict',
        'must not be set with a value',
        'Keep one of them.',
      );
    }
    if (Object.keys(source.record()).length !== 1) {
      source.fail(
        'Conflict',
        'must name exactly one source',
        'Name one source.',
      );
    }
  }
  refuseRepeated(env.items(), v => v.get('name').text(), 'the name', 'warning');
}

function checkMounts(mounts: Cursor, volumes: ReadonlySet<string>): void {
  for (const mount of mounts.items()) {
    mount.get('mountPath').required();
    const name = mount.get('name');
    if (!volumes.has(name.text() ?? '')) {
      name.fail(
        'NotAllowed',
        `must be the name of a volume of the pod, is ${JSON.stringify(
          name.value,
        )}`,
        'Add the volume, or correct the name.',
      );
    }
    const subPath = mount.get('subPath').text();
    if (subPath?.startsWith('/') || subPath?.split('/').includes('..')) {
      mount
        .get('subPath')
        .fail(
          'WrongFormat',
          'must be relative and without ..',
          'Correct the path.',
        );
    }
  }
  refuseRepeated(mounts.items(), m => m.get('mountPath').text(), 'the path');
}

/** Checks amounts of resources: requests are never more than limits. */
function checkResources(resources: Cursor): void {
  const requests = resources.get('requests');
  const limits = resources.get('limits');
  for (const amounts of [requests, limits]) {
    amounts.entries().forEach(([, amount]) => amountOf(amount));
  }
  atMost(requests, limits, 'the limit');
}

function checkSecurity(context: Cursor): void {
  context.get('runAsUser').within(0, 2147483647);
  context.get('runAsGroup').within(0, 2147483647);
  const added = context.get('capabilities', 'add').value;
  const escalates =
    context.get('privileged').value === true ||
    (Array.isArray(added) && added.includes('SYS_ADMIN'));
  const refused = context.get('allowPrivilegeEscalation');
  if (refused.value === false && escalates) {
    refused.fail(
      'Conflict',
      'must not be false for a privileged container',
      'Remove privileged and SYS_ADMIN.',
    );
  }
}
