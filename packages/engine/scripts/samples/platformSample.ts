import {
  KubernetesObject,
  ManifestFile,
  Platform,
  renderPlatform,
  writeYamlStream,
} from '../../src';

/** Namespaces that the platform of the samples takes for granted. */
const NAMESPACES = [
  'argocd',
  'auth',
  'external-secrets',
  'gateways',
  'monitoring',
];

/**
 * What has to be there before any tenant: the namespaces that every cluster of this platform has, and the guard rails.
 */
export function platformSample(platform: Platform): ManifestFile[] {
  const objects: KubernetesObject[] = [
    ...NAMESPACES.map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
    ...['batch', 'urgent'].map((name, index) => ({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value: index * 1000,
    })),
  ];
  return [
    {
      path: 'assumed.yaml',
      tree: 'platform',
      objects,
      content: writeYamlStream(objects),
    },
    ...renderPlatform(platform).files,
  ];
}
