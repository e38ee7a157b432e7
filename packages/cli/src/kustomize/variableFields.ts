import { FieldSpec } from './fieldSpecs';
import { podSpecPaths } from './podPaths';

const KINDS = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'ReplicaSet',
  'StatefulSet',
];

const IN_CONTAINERS = [
  'args',
  'command',
  'env/value',
  'volumeMounts/mountPath',
];

/** Kustomize's table of fields in which `$(NAME)` is filled in (`builtinpluginconsts/varreference`). */
export const variableFields: readonly FieldSpec[] = [
  ...KINDS.flatMap(kind =>
    ['containers', 'initContainers'].flatMap(list =>
      IN_CONTAINERS.map(path => ({
        kind,
        path: `${podSpecPaths[kind]}/${list}/${path}`,
      })),
    ),
  ),
  // Of CronJobs Kustomize looks where none are.
  ...KINDS.filter(kind => kind !== 'CronJob' && kind !== 'StatefulSet').map(
    kind => ({ kind, path: `${podSpecPaths[kind]}/volumes/nfs/server` }),
  ),
  {
    kind: 'StatefulSet',
    path: 'spec/volumeClaimTemplates/spec/nfs/server',
  },
  { kind: 'PersistentVolume', path: 'spec/nfs/server' },
  { kind: 'Deployment', path: 'spec/template/metadata/annotations' },
  { kind: 'Ingress', path: 'spec/rules/host' },
  { kind: 'Ingress', path: 'spec/tls/hosts' },
  { kind: 'Ingress', path: 'spec/tls/secretName' },
  { kind: 'Service', path: 'spec/ports/port' },
  { kind: 'Service', path: 'spec/ports/targetPort' },
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];
