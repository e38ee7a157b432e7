import { parsePlatform, PlatformError, PlatformInput } from '../platform';
import { render, RenderOptions } from '../render/render';
import { RequestError } from '../request';
import { parsedTenant, platformWith } from './renderTenant';

/** What a platform adds by its configuration. */
export type Manifests = PlatformInput['manifests'];

/** A tenant on a platform with these additions. */
export function rendered(
  manifests: Manifests,
  spec: Parameters<typeof parsedTenant>[0] = {},
  options: RenderOptions = {},
) {
  const platform = parsePlatform(platformWith({}, { manifests }));
  const { files, findings } = render(parsedTenant(spec), platform, options);
  const objects = files.flatMap(file => file.objects);
  return {
    platform,
    files,
    objects,
    said: findings.map(
      ({ code, field, message }) => `${code} ${field}: ${message}`,
    ),
    find: (kind: string, name?: string) =>
      objects.filter(
        object =>
          object.kind === kind && (!name || object.metadata.name === name),
      ),
    kustomization: files.find(
      ({ path }) => path === 'platform/dev/payments/cluster/kustomization.yaml',
    )?.content,
  };
}

/** What is said of a configuration that is refused. */
export function refusedConfig(manifests: unknown): string {
  try {
    parsePlatform(platformWith({}, { manifests: manifests as Manifests }));
  } catch (error) {
    if (error instanceof PlatformError) {
      return error.findings
        .map(({ code, field, message }) => `${code} ${field} ${message}`)
        .join('\n');
    }
    throw error;
  }
  throw new Error('The configuration was taken, and should have been refused.');
}

/** What is said of a request that these additions do not fit. */
export function refusedRender(manifests: Manifests): string {
  try {
    rendered(manifests);
  } catch (error) {
    if (error instanceof RequestError) {
      return error.findings
        .map(
          ({ code, field, message, fixableBy }) =>
            `${code} ${field} ${fixableBy} ${message}`,
        )
        .join('\n');
    }
    throw error;
  }
  throw new Error('It was rendered, and should have been refused.');
}

/** Whether it is rendered or refused, and does not break. */
export function ended(manifests: Manifests): boolean {
  try {
    rendered(manifests);
    return true;
  } catch (error) {
    return error instanceof RequestError || error instanceof PlatformError;
  }
}

/** The three examples of docs/extend.md. */
export const monitoring: Manifests = {
  metadata: [
    {
      name: 'monitoring',
      kinds: [{ kind: 'Namespace' }],
      labels: { 'monitoring.acme.example/team': '${{ tenant.ownerName }}' },
    },
  ],
};
export const imagePull: Manifests = {
  objects: [
    {
      name: 'registry',
      object: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'acme-registry' },
        spec: {
          secretStoreRef: { kind: 'SecretStore', name: 'vault' },
          target: {
            template: { type: 'kubernetes.io/dockerconfigjson' },
          },
          data: [
            {
              secretKey: '.dockerconfigjson',
              remoteRef: { key: '${{ tenant.name }}/registry' },
            },
          ],
        },
      },
    },
  ],
  patches: [
    {
      name: 'registry',
      kind: 'ServiceAccount',
      object: 'default',
      patch: [
        {
          op: 'add',
          path: '/imagePullSecrets',
          value: [{ name: 'acme-registry' }],
        },
      ],
    },
  ],
};
export const ownKind: Manifests = {
  objects: [
    {
      name: 'budget',
      tiers: ['small'],
      object: {
        apiVersion: 'costs.acme.example/v1',
        kind: 'Budget',
        metadata: { name: '${{ tenant.name }}-${{ environment.name }}' },
        spec: {
          owner: '${{ tenant.owner }}',
          namespace: '${{ namespace }}',
          tier: '${{ tier }}',
        },
      },
    },
  ],
};
