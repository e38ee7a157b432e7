import {
  adoptInSteps,
  finish,
  type FoundObject,
  type OwnerRule,
  parsePlatform,
  schemaSet,
} from '../src';
import { smallPlatform } from '../src/testUtils';
import { bundledSchemas } from '../src/validate/bundled';
import { longestOf, median, print, timeOf } from './measure';

/** Milliseconds for which nobody else may be held up. */
const MOST = 50;

const platform = parsePlatform(smallPlatform());
const rules: OwnerRule[] = [
  { namespace: '*', owner: 'group:default/${{ tenant }}' },
];
const schemas = schemaSet(bundledSchemas());

const found = (object: Record<string, unknown>): FoundObject => ({
  cluster: 'spoke-dev',
  object: object as unknown as FoundObject['object'],
});

const namespaced = (
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
  rest: Record<string, unknown>,
) => found({ apiVersion, kind, metadata: { name, namespace }, ...rest });

/** What a namespace of somebody else's estate has: quota, limits, policies, rights, an application and its settings. */
function usual(namespace: string): FoundObject[] {
  const labels = { app: 'web' };
  return [
    found({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { team: 'a' } },
    }),
    namespaced('v1', 'ResourceQuota', namespace, 'quota', {
      spec: { hard: { pods: '20' } },
    }),
    namespaced('v1', 'LimitRange', namespace, 'limits', {
      spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] },
    }),
    namespaced('networking.k8s.io/v1', 'NetworkPolicy', namespace, 'default', {
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
    }),
    namespaced('rbac.authorization.k8s.io/v1', 'RoleBinding', namespace, 'a', {
      roleRef: { kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'Group', name: 'a' }],
    }),
    namespaced('v1', 'ConfigMap', namespace, 'settings', {
      data: { 'app.yaml': 'level: info\ncolour: blue\n' },
    }),
    namespaced('apps/v1', 'Deployment', namespace, 'web', {
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{ name: 'web', image: 'registry.example.com/web:1' }],
          },
        },
      },
    }),
    namespaced('v1', 'Service', namespace, 'web', {
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    }),
  ];
}

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

const estate = names(1_500, 'team').flatMap(usual);
const crowded = [
  ...usual('pay'),
  ...names(10_000, 'settings').map(name =>
    namespaced('v1', 'ConfigMap', 'pay', name, { data: { LEVEL: 'info' } }),
  ),
];
const heavy = [
  ...usual('pay'),
  ...[
    'lorem ipsum dolor ',
    'level: info\n',
    '"level":"info",',
    '-eyJ',
    '://a:',
    'aGVsbG8g',
  ].map((piece, index) =>
    namespaced('v1', 'ConfigMap', 'pay', `heavy-${index}`, {
      data: { text: piece.repeat((1.5 * 1024 * 1024) / piece.length) },
    }),
  ),
];

const adopting = (objects: readonly FoundObject[]) =>
  adoptInSteps({ platform, rules, objects, schemasOf: () => schemas });

print('Adopting what is there');
for (const [name, objects, runs] of [
  ['1,500 namespaces of eight objects', estate, 1],
  ['ten tenants of them, as a page of the preview', estate.slice(0, 80), 3],
  ['a namespace with ten thousand objects', crowded, 1],
  ['six ConfigMaps of 1.5 MB', heavy, 3],
] as const) {
  finish(adopting(estate.slice(0, 80)));
  const took = median(
    Array.from({ length: runs }, () => timeOf(() => finish(adopting(objects)))),
  );
  const longest = Math.min(
    ...Array.from({ length: 3 }, () => longestOf(adopting(objects))),
  );
  print(
    `  ${took.toFixed(0)} ms, longest step ${longest.toFixed(1)} ms  ${name}`,
  );
  if (longest > MOST) {
    print(`  More than the ${MOST} ms for which others may be held up`);
    process.exitCode = 1;
  }
}
