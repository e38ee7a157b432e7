import { dns1123LabelProblem } from '../../nameProblems';
import { Cursor, refuseRepeated } from '../Cursor';
import { checkClaimSpec } from '../claim';
import { amountOf } from '../quantities';
import { checkSources } from './projected';
import { checkItems, checkMode } from './volumeItems';

/** The volumes of a pod by name: of a claim, of an image, or of anything else. */
export type Volumes = ReadonlyMap<string, 'claim' | 'image' | 'other'>;

/** What sources that are few words must have. */
const NEEDED: Record<string, string[]> = {
  hostPath: ['path'],
  gitRepo: ['repository'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  nfs: ['server', 'path'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  persistentVolumeClaim: ['claimName'],
  rbd: ['monitors', 'image'],
  cinder: ['volumeID'],
  cephfs: ['monitors'],
  quobyte: ['registry', 'volume'],
  flexVolume: ['driver'],
  azureFile: ['secretName', 'shareName'],
  azureDisk: ['diskName', 'diskURI'],
  vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  storageos: ['volumeName'],
  csi: ['driver'],
};
const HOST_PATHS = [
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

/** Checks the volumes of a pod and returns them. */
export function checkVolumes(
  spec: Cursor,
): Map<string, 'claim' | 'image' | 'other'> {
  const volumes = spec.get('volumes').items();
  const result = new Map<string, 'claim' | 'image' | 'other'>();
  for (const volume of volumes) {
    const name = volume.get('name');
    name.required();
    if (name.text()) {
      name.named(dns1123LabelProblem);
    }
    checkSource(volume);
    result.set(name.text() ?? '', kindOf(volume));
  }
  refuseRepeated(volumes, v => v.get('name').text(), 'the name');
  return result;
}

function kindOf(volume: Cursor): 'claim' | 'image' | 'other' {
  if (
    volume.get('persistentVolumeClaim').exists ||
    volume.get('ephemeral').exists
  ) {
    return 'claim';
  }
  return volume.get('image').exists ? 'image' : 'other';
}

function checkSource(volume: Cursor): void {
  // A volume without a source is an emptyDir.
  const given = volume.atMostOne(
    Object.keys(volume.record()).filter(key => key !== 'name'),
  );
  for (const kind of given) {
    const source = volume.get(kind);
    for (const field of Object.hasOwn(NEEDED, kind) ? NEEDED[kind] : []) {
      source.get(field).required();
    }
  }
  amountOf(volume.get('emptyDir', 'sizeLimit'));
  checkMapped(volume.get('secret'), 'secretName');
  checkMapped(volume.get('configMap'), 'name');
  checkMode(volume.get('downwardAPI', 'defaultMode'));
  checkItems(volume.get('downwardAPI'), true);
  checkMode(volume.get('projected', 'defaultMode'));
  checkSources(volume.get('projected', 'sources').items());
  checkPlaces(volume);
  const ephemeral = volume.get('ephemeral');
  if (ephemeral.exists) {
    const template = ephemeral.get('volumeClaimTemplate');
    template.required();
    if (template.exists) {
      checkClaimSpec(template.get('spec'));
    }
  }
  volume.get('image', 'pullPolicy').oneOf(['Always', 'IfNotPresent', 'Never']);
}

/** A secret or config map as files. */
function checkMapped(source: Cursor, name: string): void {
  if (!source.exists) {
    return;
  }
  source.get(name).required();
  checkMode(source.get('defaultMode'));
  checkItems(source, false);
}

function checkPlaces(volume: Cursor): void {
  const host = volume.get('hostPath');
  host
    .get('path')
    .named(path =>
      path.split('/').includes('..') ? 'must not have ..' : undefined,
    );
  host.get('type').oneOf(HOST_PATHS);
  const path = volume.get('nfs', 'path');
  path.named(text =>
    text === '' || text.startsWith('/')
      ? undefined
      : 'must be an absolute path',
  );
  for (const kind of ['gcePersistentDisk', 'awsElasticBlockStore']) {
    volume.get(kind, 'partition').within(0, 255);
  }
  const secret = volume.get('csi', 'nodePublishSecretRef');
  if (secret.exists) {
    secret.get('name').required();
  }
}
