import fc from 'fast-check';
import { EstateScope } from './EstateScope';
import {
  label,
  partly,
  requestName,
  subdomain,
  text,
  word,
} from './primitives';
import { selfHealPauses } from './selfHealPauses';
import {
  overridesOf,
  requestDocument,
  RequestDocument,
} from './requestDocument';

const revision = fc.constantFrom('main', 'v1.2.3', 'HEAD', 'release/2026');

const directory = fc
  .array(
    fc.oneof(
      word('abcXYZ019-_.', 'abc019', 8),
      fc.constant('${{ environment }}'),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts => parts.join('/'));

const kustomize = partly({
  namePrefix: label(10).map(prefix => `${prefix}-`),
  nameSuffix: label(10).map(suffix => `-${suffix}`),
  images: fc.constant(['shop=registry.example.com/shop:1.4.2']),
  replicas: fc.array(
    fc.record({ name: label(20), count: fc.integer({ min: 0, max: 9 }) }),
    { maxLength: 2 },
  ),
  components: fc.array(directory, { maxLength: 2 }),
  commonLabels: fc.dictionary(label(10), label(10), { maxKeys: 2 }),
  commonAnnotations: fc.dictionary(label(10), text, { maxKeys: 2 }),
  patches: fc.array(
    partly(
      {
        patch: text.filter(patch => patch !== ''),
        target: partly({ kind: fc.constant('Deployment'), name: label(10) }),
      },
      ['patch'],
    ),
    { maxLength: 2 },
  ),
});

const sync = partly({
  automated: fc.boolean(),
  prune: fc.boolean(),
  selfHeal: fc.boolean(),
  wave: fc.integer({ min: -1000, max: 1000 }),
  serverSideApply: fc.boolean(),
  pruneLast: fc.boolean(),
  applyOutOfSyncOnly: fc.boolean(),
  respectIgnoreDifferences: fc.boolean(),
  prunePropagation: fc.constantFrom('foreground', 'background', 'orphan'),
  retry: partly({
    limit: fc.integer({ min: 0, max: 100 }),
    duration: fc.constantFrom('1s', '30s'),
    factor: fc.integer({ min: 1, max: 10 }),
    maxDuration: fc.constantFrom('1m', '1h30m'),
  }),
});

const ignored = partly(
  {
    group: fc.constantFrom('apps', ''),
    kind: fc.constantFrom('Deployment', 'Service'),
    name: subdomain,
    jsonPointers: fc.constant(['/spec/replicas']),
    jqPathExpressions: fc.constant(['.spec.template.spec.containers[].image']),
    managedFieldsManagers: fc.constant(['kube-controller-manager']),
  },
  ['kind', 'jsonPointers'],
);

/**
 * Valid Application requests with all options, of the tenant's repositories.
 */
export function requests(scope: EstateScope): fc.Arbitrary<RequestDocument> {
  return requestDocument('Application', scope, requestName, environments =>
    fc
      .tuple(
        sources(scope),
        partly({
          sync,
          ignoreDifferences: fc.array(ignored, { maxLength: 2 }),
          onDelete: fc.constantFrom('cascade', 'background', 'orphan'),
          revisionHistoryLimit: fc.integer({ min: 0, max: 100 }),
          overrides: overridesOf(environments, () =>
            partly({ sources: sources(scope), sync }),
          ),
        }),
        selfHealPauses(environments),
      )
      .map(([list, rest, pauses]) => ({
        sources: list,
        ...rest,
        selfHealPauses: pauses.filter(({ environment }) => {
          const { automated = true, selfHeal = true } =
            new Map(Object.entries(rest.overrides ?? {})).get(environment)
              ?.sync ??
            rest.sync ??
            {};
          return automated && selfHeal;
        }),
      })),
  );
}

function sources(scope: EstateScope) {
  const { platform, tenant } = scope;
  const tree = platform.repository.tenants.url;
  const git = tenant.spec.repositories.filter(repo => /^https:/.test(repo));
  const registries = tenant.spec.repositories.filter(
    repo => !/^(ssh|oci):|^git@/.test(repo),
  );
  const place = fc.oneof(
    fc.record({
      repo: fc.constant(tree),
      revision,
      path: directory.map(
        path => `tenants/${tenant.metadata.name}/more/${path}`,
      ),
    }),
    ...(git.length > 0
      ? [
          fc.record({
            repo: fc.constantFrom(...git),
            revision,
            path: directory,
          }),
        ]
      : []),
  );
  const plain = fc.oneof(
    join(
      place,
      partly({ recurse: fc.boolean(), include: fc.constant('*.yaml') }),
      'directory',
    ),
    join(place, partly({ kustomize }), 'kustomize'),
    join(place, partly({ helm: helm() }), 'helm'),
    ...(registries.length > 0
      ? [
          join(
            fc.record({
              repo: fc.constantFrom(...registries),
              revision: fc.constantFrom('1.2.3', '~1.2', '*'),
              chart: label(20),
            }),
            partly({ helm: helm() }),
            'helm',
          ),
        ]
      : []),
  );
  const lent =
    git.length > 0
      ? [
          fc
            .tuple(
              fc.record({
                type: fc.constant('helm'),
                repo: fc.constantFrom(...registries),
                revision: fc.constant('1.2.3'),
                chart: label(20),
                helm: helm(['$values/${{ environment }}/values.yaml']),
              }),
              fc.record({
                type: fc.constant('values'),
                repo: fc.constantFrom(...git),
                revision,
                ref: fc.constant('values'),
              }),
            )
            .map(pair => [...pair] as object[]),
        ]
      : [];
  return fc.oneof(fc.array(plain, { minLength: 1, maxLength: 3 }), ...lent);
}

function join(
  place: fc.Arbitrary<object>,
  rest: fc.Arbitrary<object>,
  type: string,
): fc.Arbitrary<object> {
  return fc.tuple(place, rest).map(([a, b]) => ({ type, ...a, ...b }));
}

function helm(valueFiles: readonly string[] = []) {
  return partly(
    {
      releaseName: label(50),
      valueFiles: fc.constant([...valueFiles, 'values.yaml']),
      values: fc.dictionary(
        label(10),
        fc.json({ maxDepth: 2 }).map((json): unknown => JSON.parse(json)),
        {
          maxKeys: 3,
        },
      ),
      parameters: fc.array(
        partly(
          {
            name: label(10),
            value: text,
            forceString: fc.boolean(),
          },
          ['name', 'value'],
        ),
        { maxLength: 2 },
      ),
      skipCrds: fc.boolean(),
      skipTests: fc.boolean(),
      ignoreMissingValueFiles: fc.boolean(),
    },
    ['valueFiles'],
  );
}
