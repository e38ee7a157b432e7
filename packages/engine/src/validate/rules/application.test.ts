import { wrongFields } from '../__fixtures__/wrongFields';

describe('Application', () => {
  const source = { repoURL: 'https://git.example.com/a.git', path: 'b' };
  const destination = { name: 'spoke', namespace: 'payments' };
  const application = (parts: object, metadata: object = {}) =>
    wrongFields(
      'argoproj.io/v1alpha1/Application',
      { spec: { project: 'payments', destination, ...parts } },
      metadata,
    );
  it.each<[string, object, string[]]>([
    ['one source', { source }, []],
    [
      'a chart with values from Git',
      {
        sources: [
          { repoURL: 'a.example/charts', chart: 'b', targetRevision: '1.0.0' },
          { repoURL: 'https://git.example.com/a.git', ref: 'values' },
        ],
      },
      [],
    ],
    ['no source', {}, ['MissingField spec']],
    [
      'a chart of a registry by its scheme',
      { source: { repoURL: 'oci://a', chart: 'b', targetRevision: '1' } },
      ['Conflict spec.source'],
    ],
    [
      'a chart with a path',
      {
        source: { repoURL: 'a/b', chart: 'b', path: '.', targetRevision: '1' },
      },
      [],
    ],
    [
      'a chart that is referred to, and one that is not',
      {
        sources: [
          {
            repoURL: 'a/b',
            chart: 'b',
            targetRevision: '1',
            ref: 'chart',
            helm: { valueFiles: ['$chart/values.yaml', '$git/values.yaml'] },
          },
          { ...source, ref: 'git' },
        ],
      },
      ['Conflict spec.sources[0].helm.valueFiles[0]'],
    ],
    [
      'a hydrator',
      {
        sourceHydrator: {
          drySource: { repoURL: 'https://a', path: 'b', targetRevision: 'x' },
          syncSource: { targetBranch: 'env/dev', path: 'b' },
        },
      },
      [],
    ],
    [
      'source and sources',
      { source, sources: [source] },
      ['Conflict spec.source'],
    ],
    [
      'a pause in seconds',
      {
        source,
        syncPolicy: { retry: { limit: 1, backoff: { duration: '1' } } },
      },
      [],
    ],
    [
      'a source of nothing',
      { source: { repoURL: 'https://git.example.com/a.git' } },
      ['MissingField spec.source'],
    ],
    [
      'a chart of no version',
      { source: { repoURL: 'https://charts.example.com', chart: 'a' } },
      ['MissingField spec.source.targetRevision'],
    ],
    [
      'two tools',
      { source: { ...source, helm: {}, kustomize: {} } },
      ['Conflict spec.source'],
    ],
    [
      'two destinations',
      { source, destination: { ...destination, server: 'https://a' } },
      ['Conflict spec.destination'],
    ],
    [
      'no destination',
      { source, destination: { namespace: 'payments' } },
      ['MissingField spec.destination'],
    ],
    [
      'a pause in seconds',
      {
        source,
        syncPolicy: { retry: { limit: 1, backoff: { duration: '1' } } },
      },
      [],
    ],
    [
      'a pause of days, which is only warned of',
      {
        source,
        syncPolicy: { retry: { limit: 1, backoff: { duration: '1d' } } },
      },
      ['WrongFormat spec.syncPolicy.retry.backoff.duration'],
    ],
  ])('with %s', (_, parts, expected) => {
    expect(application(parts)).toEqual(expected);
  });

  it.each([
    ['resources-finalizer.argocd.argoproj.io', []],
    ['resources-finalizer.argocd.argoproj.io/background', []],
    [
      'resources-finalizers.argocd.argoproj.io',
      ['NotAllowed metadata.finalizers[0]'],
    ],
  ])('with the finalizer %s', (finalizer, expected) => {
    expect(application({ source }, { finalizers: [finalizer] })).toEqual(
      expected,
    );
  });
});
