import type { KubernetesObject } from '../model';
import { adoptedOf, fatesOf, foundObject } from '../testing/adoptedObjects';

const namespace = foundObject('Namespace', 'pay-old');

const config = (metadata: object = {}) => {
  const object = foundObject('ConfigMap', 'c', { data: { a: 'b' } });
  return { ...object, metadata: { ...object.metadata, ...metadata } };
};

const application = (name: string, status = {}): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'argocd' },
  spec: {
    project: 'default',
    destination: { name: 'spoke-dev', namespace: 'pay-old' },
    source: { repoURL: 'https://git.example.com/shop.git', path: '.' },
  },
  status,
});

const adopted = (
  object: KubernetesObject,
  ...applications: KubernetesObject[]
) =>
  adoptedOf([], {
    objects: [
      ...[namespace, object].map(each => ({
        object: each,
        cluster: 'spoke-dev',
      })),
      ...applications.map(each => ({ object: each, cluster: 'hub' })),
    ],
  });

const tracked = (id: string) => ({
  annotations: { 'argocd.argoproj.io/tracking-id': id },
});
const label = (key: string, value = 'x') => ({ labels: { [key]: value } });

describe('an object that something else applies', () => {
  it.each<[string, object, KubernetesObject[]]>([
    ['Application shop', tracked('shop:/ConfigMap:pay-old/c'), []],
    ['Application shop', tracked('apps_shop:/ConfigMap:pay-old/c'), []],
    ['Application shop', label('argocd.argoproj.io/instance', 'shop'), []],
    [
      'Application shop',
      label('app.kubernetes.io/instance', 'shop'),
      [application('shop')],
    ],
    [
      'Application shop',
      {},
      [
        application('shop', {
          resources: [{ kind: 'ConfigMap', namespace: 'pay-old', name: 'c' }],
        }),
      ],
    ],
    [
      'Helm release pay-old/shop',
      {
        ...label('app.kubernetes.io/managed-by', 'Helm'),
        annotations: { 'meta.helm.sh/release-name': 'shop' },
      },
      [],
    ],
    [
      'Flux Kustomization flux/apps',
      {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'apps',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux',
        },
      },
      [],
    ],
    ['kapp', label('kapp.k14s.io/app'), []],
  ])('stays with it: %s', (manager, metadata, applications) => {
    const { objects, tenants, files } = adopted(
      config(metadata),
      ...applications,
    );
    expect(objects.find(({ name }) => name === 'c')).toMatchObject({
      fate: 'listed',
      code: 'managedBy',
      values: { manager },
    });
    expect(tenants[0].grants).toEqual([
      expect.stringMatching(
        `^objects in dev are managed by ${manager} and stay with it \\(1\\); to have`,
      ),
    ]);
    expect(files.map(({ path }) => path)).toEqual([
      'platform/tenants/payments.yaml',
    ]);
  });

  it.each([
    label('hnc.x-k8s.io/inherited-from'),
    { annotations: { 'reflector.v1.k8s.emberstack.com/reflects': 'a/b' } },
    { annotations: { 'replicator.v1.mittwald.de/replicated-at': 'now' } },
  ])('needs nothing to be done where it is a copy: %j', metadata => {
    const outcome = adopted(config(metadata));
    expect(fatesOf(outcome)).toMatchObject({ 'ConfigMap c': 'listed' });
    expect(outcome.tenants[0].grants).toEqual([]);
  });

  it.each<[string, object]>([
    [
      "the tenant's own Application",
      tracked('payments-dev:/ConfigMap:pay-old/c'),
    ],
    ['an id of another object', tracked('shop:/ConfigMap:shop/c')],
    ['a label of a chart', label('app.kubernetes.io/instance', 'shop')],
    ['a tool that writes files', label('app.kubernetes.io/managed-by', 'Helm')],
  ])('is kept with %s', (_, metadata) => {
    expect(fatesOf(adopted(config(metadata)))).toMatchObject({
      'ConfigMap c': 'kept',
    });
  });

  it('is told where the tenant has to have it', () => {
    const helmed = {
      ...namespace,
      metadata: {
        ...namespace.metadata,
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: { 'meta.helm.sh/release-name': 'spaces' },
      },
    };
    expect(adoptedOf([helmed]).tenants[0].grants.join('\n')).toMatch(
      /Namespace pay-old in dev is managed by Helm release \/spaces too/,
    );
  });
});
