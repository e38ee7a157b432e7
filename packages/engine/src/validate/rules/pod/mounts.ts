import { Cursor, refuseRepeated } from '../Cursor';
import { relativePathProblem } from './paths';
import { Volumes } from './volumes';

const PROPAGATION = ['Bidirectional', 'HostToContainer', 'None'];

/** Checks where a container mounts volumes, as files or as devices. */
export function checkMounts(container: Cursor, volumes: Volumes): void {
  const mounts = container.get('volumeMounts').items();
  const devices = container.get('volumeDevices').items();
  for (const mount of mounts) {
    mount.get('mountPath').required();
    checkVolume(mount.get('name'), volumes);
    for (const path of ['subPath', 'subPathExpr']) {
      mount.get(path).named(relativePathProblem);
    }
    checkPropagation(mount, container);
    checkRecursion(mount);
    if (mount.get('subPath').text() && mount.get('subPathExpr').text()) {
      mount
        .get('subPathExpr')
        .fail(
          'Conflict',
          'must not be set together with subPath',
          'Keep one of them.',
        );
    }
  }
  refuseRepeated(mounts, m => m.get('mountPath').text(), 'the path');
  for (const device of devices) {
    checkDevice(device, volumes);
  }
  refuseRepeated(devices, d => d.get('devicePath').text(), 'the path');
  refuseRepeated(devices, d => d.get('name').text(), 'the name');
  checkBoth(mounts, devices);
}

function checkVolume(name: Cursor, volumes: Volumes): void {
  name.required();
  const text = name.text();
  if (!text || volumes.has(text)) {
    return;
  }
  name.fail(
    'NotAllowed',
    `must be the name of a volume of the pod, is ${JSON.stringify(text)}`,
    'Add the volume, or correct the name.',
  );
}

function checkPropagation(mount: Cursor, container: Cursor): void {
  const propagation = mount.get('mountPropagation');
  propagation.exactlyOneOf(PROPAGATION);
  if (
    propagation.value === 'Bidirectional' &&
    container.get('securityContext', 'privileged').value !== true
  ) {
    propagation.fail(
      'NotAllowed',
      'must not be Bidirectional unless the container is privileged',
      'Choose HostToContainer or None.',
    );
  }
}

function checkRecursion(mount: Cursor): void {
  const recursive = mount.get('recursiveReadOnly');
  recursive.exactlyOneOf(['Disabled', 'IfPossible', 'Enabled']);
  if (!['IfPossible', 'Enabled'].includes(recursive.text() ?? '')) {
    return;
  }
  if (mount.get('readOnly').value !== true) {
    recursive.fail('Conflict', 'requires readOnly', 'Set readOnly to true.');
  }
  if ((mount.get('mountPropagation').text() ?? 'None') !== 'None') {
    recursive.fail(
      'Conflict',
      'must not be set together with mountPropagation',
      'Remove mountPropagation.',
    );
  }
}

function checkDevice(device: Cursor, volumes: Volumes): void {
  const name = device.get('name');
  checkVolume(name, volumes);
  const volume = volumes.get(name.text() ?? '');
  if (volume && volume !== 'claim') {
    name.fail(
      'NotAllowed',
      'must be a persistentVolumeClaim or an ephemeral volume',
      'Use a persistentVolumeClaim or an ephemeral volume.',
    );
  }
  device.get('devicePath').required();
  device
    .get('devicePath')
    .named(path =>
      path.split('/').includes('..') ? 'must not have ..' : undefined,
    );
}

function checkBoth(mounts: Cursor[], devices: Cursor[]): void {
  const names = new Set(mounts.map(m => m.get('name').text()));
  const paths = new Set(mounts.map(m => m.get('mountPath').text()));
  for (const device of devices) {
    for (const [field, taken] of [
      ['name', names],
      ['devicePath', paths],
    ] as const) {
      const at = device.get(field);
      if (!at.text() || !taken.has(at.text())) {
        continue;
      }
      at.fail(
        'Duplicate',
        'is already used in volumeMounts',
        'Use the volume in one way.',
      );
    }
  }
}
