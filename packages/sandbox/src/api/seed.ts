import { KubeObject } from './KubeObject';
import { Registry } from './Registry';
import { storageKey } from './Resource';
import { Store } from './Store';
import { WriteContext, Writer } from './Writer';
import { RBAC, Rule } from './auth/Authorizer';

/** For the server's own writes. */
export function systemContext(): WriteContext {
  const user = { username: 'system:apiserver', groups: ['system:masters'] };
  return { user, warnings: [], fieldValidation: 'Ignore' };
}

const REVIEWS =
  'selfsubjectaccessreviews selfsubjectrulesreviews selfsubjectreviews';
const PATHS =
  '/api /api/* /apis /apis/* /openapi /openapi/* /version /version/ /healthz /livez /readyz';

/** The cluster roles that there are from the start, with who has them. */
const ROLES: [name: string, group: string, rules: Rule[]][] = [
  [
    'cluster-admin',
    'system:masters',
    [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ],
  ],
  [
    'system:discovery',
    'system:authenticated',
    [{ verbs: ['get'], nonResourceURLs: PATHS.split(' ') }],
  ],
  [
    'system:basic-user',
    'system:authenticated',
    [
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io', 'authentication.k8s.io'],
        resources: REVIEWS.split(' '),
      },
    ],
  ],
];

/** Creates what every cluster has and the given definitions, if missing. */
export function seed(
  store: Store,
  registry: Registry,
  writer: Writer,
  crds: object[],
): void {
  const ensure = (apiVersion: string, plural: string, body: object) => {
    const resource = registry.find(apiVersion, plural)!;
    const { name } = (body as KubeObject).metadata;
    if (!store.get(storageKey(resource), undefined, name)) {
      writer.create(resource, undefined, body, systemContext());
    }
  };
  for (const name of [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
  ]) {
    ensure('v1', 'namespaces', { metadata: { name } });
  }
  for (const [name, group, rules] of ROLES) {
    const metadata = {
      name,
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    };
    const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name };
    const subjects = [{ apiGroup: RBAC, kind: 'Group', name: group }];
    ensure(`${RBAC}/v1`, 'clusterroles', { metadata, rules });
    ensure(`${RBAC}/v1`, 'clusterrolebindings', {
      metadata,
      roleRef,
      subjects,
    });
  }
  crds.forEach(crd =>
    ensure('apiextensions.k8s.io/v1', 'customresourcedefinitions', crd),
  );
}
