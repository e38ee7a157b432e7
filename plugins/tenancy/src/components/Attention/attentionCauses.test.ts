import {
  brokenRoute,
  environment,
  hop,
  tenantStatus,
} from '../../__fixtures__';
import { attentionCauses } from './attentionCauses';

const told = (view: ReturnType<typeof tenantStatus>) =>
  attentionCauses(view).map(
    ({ state, environments, text, follows }) =>
      `${state} ${environments.join('+')}: ${text}${follows
        .map(each => `\n  ${each}`)
        .join('')}`,
  );

describe('attentionCauses', () => {
  it('tells a silent cluster once, with what it darkens beneath', () => {
    const since = Date.now() - 60_000;
    const view = tenantStatus();
    const unknown = {
      state: 'Unknown' as const,
      fixableBy: 'platform' as const,
      why: 'cluster edge cannot be reached',
    };
    expect(
      told({
        ...view,
        sync: {
          ...view.sync,
          environments: [
            environment({
              environment: 'edge',
              cluster: 'edge',
              ...unknown,
              why: 'Failed to load live state: dial tcp',
            }),
            environment({
              environment: 'edge-2',
              ...unknown,
              why: 'cluster edge-2 cannot be reached',
            }),
          ],
        },
        network: {
          ...view.network,
          routes: [brokenRoute({ environment: 'edge', ...unknown })],
          isolation: [],
        },
        sources: [
          {
            source: 'cluster edge',
            kind: 'cluster',
            asOf: since,
            problem: { unknown: 'timeout', message: 'no answer', since },
          },
        ],
      }),
    ).toEqual([
      'Unknown edge: cluster edge does not answer\n  sync of edge is shown as last seen\n  pay.example.com is shown as last seen',
      'Unknown edge-2: cluster edge-2 cannot be reached',
    ]);
  });

  it('puts the route that finds no pods below what keeps them away, and the same words into one line', () => {
    const view = tenantStatus();
    const troubled = {
      state: 'Degraded' as const,
      fixableBy: 'tenant' as const,
      why: 'Deployment/web: exceeded its progress deadline',
    };
    const route = brokenRoute({
      why: 'no pod is ready',
      hops: [
        hop('endpoints', '0 of 3', {
          state: 'Degraded',
          why: 'no pod is ready',
        }),
      ],
      brokenHop: 0,
    });
    expect(
      told({
        ...view,
        sync: {
          ...view.sync,
          environments: ['staging', 'prod'].map(name =>
            environment({ environment: name, ...troubled }),
          ),
        },
        network: { ...view.network, routes: [route], isolation: [] },
      }),
    ).toEqual([
      'Degraded staging+prod: Deployment/web: exceeded its progress deadline\n  pay.example.com: no pod is ready',
    ]);
  });

  it('puts an Application that only its route makes unwell below the route', () => {
    const view = tenantStatus();
    expect(
      told({
        ...view,
        sync: {
          ...view.sync,
          environments: [
            environment({
              environment: 'prod',
              state: 'Degraded',
              why: 'HTTPRoute/pay: no matching listener',
            }),
          ],
        },
        network: {
          ...view.network,
          routes: [brokenRoute({ why: 'no listener takes it' })],
          isolation: [],
        },
      }),
    ).toEqual([
      'Degraded prod: pay.example.com: no listener takes it\n  HTTPRoute/pay: no matching listener',
    ]);
  });

  it('is led by the worst, and empty when all is well', () => {
    expect(told(tenantStatus()).every(each => /^Degraded/.test(each))).toBe(
      true,
    );
    const view = tenantStatus();
    expect(
      attentionCauses({
        ...view,
        sync: { ...view.sync, environments: [] },
        network: { ...view.network, routes: [], isolation: [] },
      }),
    ).toEqual([]);
  });
});
