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
          { repoURL: 'oci://a', chart: 'b', targetRevision: '1.0.0' },
          { repoURL: 'https://git.example.com/a.git', ref: 'values' },
        ],
      },
      [],
    ],
    ['no source', {}, ['MissingField spec']],
    ['source and sources', { source, sources: [source] }, ['Conflict spec']],
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
      'a pause of days',
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
