import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readYaml, watchedKinds } from '@groundwork/engine';
import { readFileSync } from 'node:fs';
import { customResourceDefinitions } from './clusters';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

describe('manifests/reader-rbac.yaml', () => {
  const text = readFileSync(
    resolvePackagePath(
      '@groundwork/backstage-plugin-tenancy-backend',
      'manifests/reader-rbac.yaml',
    ),
    'utf8',
  );
  const role = readYaml(text).find(
    (document): document is { kind: string; rules: Rule[] } =>
      typeof document === 'object' &&
      document !== null &&
      'kind' in document &&
      document.kind === 'ClusterRole',
  );

  it('allows reading exactly the kinds that are watched', () => {
    const allowed = role?.rules.flatMap(({ apiGroups, resources }) =>
      resources.map(resource => `${resource}.${apiGroups[0]}`),
    );
    expect(allowed?.sort()).toEqual(
      [...watchedKinds, customResourceDefinitions]
        .map(({ group, plural }) => `${plural}.${group}`)
        .sort(),
    );
  });

  it('allows no writing, and nothing of Secrets', () => {
    expect(new Set(role?.rules.flatMap(({ verbs }) => verbs))).toEqual(
      new Set(['get', 'list', 'watch']),
    );
    expect(role?.rules.flatMap(({ resources }) => resources)).not.toContain(
      'secrets',
    );
  });
});
