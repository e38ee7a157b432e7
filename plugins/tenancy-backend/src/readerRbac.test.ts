import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readerManifest, readYaml } from '@groundwork/engine';
import { readFileSync } from 'node:fs';

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

  it('is what the list of kinds makes it: npm run kinds', () => {
    expect(text).toBe(readerManifest());
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
