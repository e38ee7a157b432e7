import type { Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from '@groundwork/engine';
/* eslint-disable @backstage/no-relative-monorepo-imports -- what is worst for readers is no part of what the engine publishes */
import { hostileYaml } from '../../../packages/engine/src/testing/hostileYaml';
import { largeObjects } from '../../../packages/engine/src/testing/largeObjects';
/* eslint-enable @backstage/no-relative-monorepo-imports */

const SIZE = 1024 * 1024;
/** As many as go into the 256 KiB that an API server takes. */
const ANNOTATIONS = 12_000;
const MARK = 'tenancy.groundwork.dev';

/** The files of one push each that whoever may push puts into the trees. */
export function hostileFiles(): Array<{
  name: string;
  files: Record<string, string>;
}> {
  return Object.entries(hostileYaml).map(([name, make], i) => ({
    name,
    files: Object.fromEntries([
      ...[SIZE, 256 * 1024 - 64].flatMap(size => [
        [`platform/tenants/bad-${i}-${size}.yaml`, make(size)],
        [`tenants/pay/requests/workload-bad-${i}-${size}.yaml`, make(size)],
      ]),
      ['tenants/pay/dev/kustomization.yaml', make(32 * 1024 - 64)],
      ['platform/CODEOWNERS', make(32 * 1024 - 64)],
    ]),
  }));
}

/** Entities with annotations that somebody wrote to be dear to read. */
export function hostileEntities(): Entity[] {
  const long = {
    letters: 'a'.repeat(SIZE),
    labels: 'a=b,'.repeat(SIZE / 4),
    sets: 'a in (b,'.repeat(SIZE / 8),
    nots: '!a,'.repeat(SIZE / 3),
    commas: ','.repeat(SIZE),
    spaces: `a${' '.repeat(SIZE)}b`,
    slashes: 'a/'.repeat(SIZE / 2),
  };
  const annotations = [
    `${MARK}/tenant`,
    'backstage.io/kubernetes-cluster',
    'backstage.io/kubernetes-namespace',
    'backstage.io/kubernetes-id',
    'backstage.io/kubernetes-label-selector',
    'argocd/app-name',
    'argocd/app-selector',
    'argocd/project-name',
    'argocd/app-namespace',
  ];
  return Object.entries(long).flatMap(([name, text]) =>
    annotations.map((annotation, i) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: `${name}-${i}`,
        namespace: 'default',
        annotations: { [annotation]: text },
      },
      spec: {},
    })),
  );
}

/** Objects that an API server takes and that are as large as it takes them, or hold what nobody expects. */
export function hostileObjects(): Array<{
  name: string;
  object: KubernetesObject;
}> {
  const metadata = { name: 'web', namespace: 'pay' };
  const text = 'x'.repeat(SIZE);
  const many = <T>(count: number, make: (i: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  const large = largeObjects({
    namespace: 'pay',
    domain: 'dev.example.com',
    image: 'registry.example.com/pay/web:1',
    tier: { tolerations: [], nodeLabel: ['a', 'b'] },
  }).map(({ title, object }, i) => ({
    name: `the largest ${title}`,
    object: {
      ...object,
      metadata: { ...object.metadata, name: `large-${i}` },
    },
  }));
  const application = (name: string, status: object) => ({
    name: `an Application with many ${name}`,
    object: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'pay-dev',
        namespace: 'argocd',
        labels: { [`${MARK}/tenant`]: 'pay' },
      },
      spec: {
        project: 'pay-dev',
        destination: { name: 'one', namespace: 'pay' },
        source: { repoURL: 'https://git.example.com/acme/estate.git' },
      },
      status,
    } as KubernetesObject,
  });
  const resources = many(6000, i => ({
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    namespace: 'pay',
    name: `web-${i}`,
    status: 'OutOfSync',
    health: { status: 'Degraded', message: 'broken' },
  }));
  return [
    ...large,
    {
      name: 'a Namespace with a long annotation',
      object: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'pay',
          labels: {
            [`${MARK}/tenant`]: 'pay',
            [`${MARK}/environment`]: 'dev',
          },
          annotations: { [`${MARK}/owner`]: text },
        },
      },
    },
    {
      name: 'a Pod with many annotations',
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...metadata,
          annotations: Object.fromEntries(
            many(ANNOTATIONS, i => [`a.example.com/${i}`, 'x']),
          ),
          managedFields: [
            {
              manager: 'kubectl',
              operation: 'Update',
              fieldsV1: {
                'f:metadata': {
                  'f:annotations': Object.fromEntries(
                    many(ANNOTATIONS, i => [`f:a.example.com/${i}`, {}]),
                  ),
                },
              },
            },
          ],
        },
        spec: { containers: [{ name: 'a', image: text.slice(0, SIZE / 4) }] },
      } as KubernetesObject,
    },
    {
      name: 'a Pod with many containers and states',
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata,
        spec: {
          containers: many(3000, i => ({
            name: `c${i}`,
            image: 'a',
            ports: many(5, port => ({
              name: `p${port}`,
              containerPort: i + 1,
            })),
          })),
        },
        status: {
          phase: 'Running',
          conditions: many(3000, i => ({ type: `C${i}`, status: 'False' })),
        },
      } as KubernetesObject,
    },
    application('objects', {
      sync: { status: 'OutOfSync' },
      health: { status: 'Degraded' },
      resources,
    }),
    application('results', {
      operationState: {
        phase: 'Failed',
        message: text.slice(0, SIZE / 2),
        syncResult: {
          resources: resources.slice(0, 3000).map(each => ({
            ...each,
            status: 'SyncFailed',
            message: 'refused',
          })),
        },
      },
    }),
    application('conditions', {
      conditions: many(8000, i => ({
        type: 'SharedResourceWarning',
        message: `Deployment/web-${i} is part of applications argocd/a and argocd/b`,
      })),
    }),
  ];
}
