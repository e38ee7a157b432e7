import type { Hop, NetworkStatus, State } from '@groundwork/engine';
import { redactNetwork } from './redactNetwork';

function hop(namespace: string, state: State, why: string): Hop {
  return {
    kind: 'endpoints',
    detail: `0 of 3 in ${namespace}`,
    subject: {
      cluster: 'one',
      group: '',
      kind: 'Service',
      namespace,
      name: 'api',
    },
    verdict: { state, why, native: [] },
    controllerSays: `${namespace} says so`,
  };
}

function network(...hops: Hop[]): NetworkStatus {
  const brokenHop = hops.findIndex(({ verdict }) => verdict.why !== '');
  const { state, why } = hops[brokenHop].verdict;
  return {
    state,
    why: `dev: web: ${why}`,
    native: [],
    isolation: [],
    routes: [
      {
        state,
        why,
        native: [],
        ref: { cluster: 'one', group: 'g', kind: 'HTTPRoute', name: 'web' },
        environment: 'dev',
        hostnames: ['web'],
        hops,
        brokenHop,
      },
    ],
  };
}

describe('redactNetwork', () => {
  const isForeign = ({ namespace }: { namespace?: string }) =>
    namespace === 'theirs';

  it("takes the reasons out of another tenant's hop and keeps its verdict", () => {
    const cut = redactNetwork(
      network(
        hop('mine', 'Healthy', ''),
        hop('theirs', 'Degraded', 'theirs-secret-policy is in the way'),
      ),
      isForeign,
    );

    expect(JSON.stringify(cut)).not.toContain('theirs');
    expect(cut).toMatchObject({
      state: 'Degraded',
      routes: [
        {
          state: 'Degraded',
          brokenHop: 1,
          hops: [
            { detail: '0 of 3 in mine' },
            {
              detail: 'of another tenant',
              verdict: { state: 'Degraded', fixableBy: 'otherTenant' },
            },
          ],
        },
      ],
    });
  });

  it('leaves a network of one tenant as it is', () => {
    const own = network(hop('mine', 'Degraded', 'no pods'));

    expect(redactNetwork(own, isForeign)).toBe(own);
  });
});
