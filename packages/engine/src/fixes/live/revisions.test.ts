import type { FixStatuses } from '../FixContext';
import { type FixCase, outcomeOf, wantedOf } from '../../testing/fixLive';
import { request } from '../../testing/fixWorld';

/** A sync status as Argo CD leaves it whose repository has no such revision. */
function unresolved(): FixStatuses['sync'] {
  const why = "unable to resolve 'mian' to a commit SHA";
  const verdict = {
    state: 'Degraded' as const,
    why,
    native: [],
  };
  return {
    ...verdict,
    environments: [
      {
        ...verdict,
        environment: 'dev',
        cluster: 'spoke-dev',
        namespace: 'payments',
        applications: [
          {
            ...verdict,
            ref: applicationRef(),
            environment: 'dev',
            layer: 'tenant',
            sync: 'Unknown',
            health: 'Healthy',
            history: [{ revisions: ['b'.repeat(40)] }],
            troubled: [],
          },
        ],
      },
    ],
  };
}

/** The Application as the request renders it. */
function applicationRef() {
  return {
    cluster: 'hub',
    group: 'argoproj.io',
    kind: 'Application',
    namespace: 'argocd',
    name: 'payments-dev.shop',
  };
}

const cases: Record<string, FixCase> = {
  'an Application of a revision that is not there': {
    code: 'RevisionNotFound',
    world: {
      tenant: { repositories: ['https://git.example.com/payments/shop.git'] },
      requests: [
        request('Application', 'shop', {
          environments: ['dev'],
          sources: [
            {
              type: 'directory',
              repo: 'https://git.example.com/payments/shop.git',
              path: 'deploy',
              revision: 'mian',
            },
          ],
        }),
      ],
      statuses: { sync: unresolved() },
    },
    after: { statuses: {} },
    titles: [
      `Use ${'b'.repeat(7)}, which was deployed last`,
      'Use the default branch',
    ],
  },
};

describe('fixes of revisions', () => {
  it.each(Object.entries(cases))('mends %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });
});
