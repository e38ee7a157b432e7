import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { statusIn } from './statusIn';

const ref = {
  cluster: 'one',
  group: 'gateway.networking.k8s.io',
  kind: 'HTTPRoute',
  namespace: 'pay',
  name: 'web',
};

const place = (cluster: string) => ({ cluster, namespace: 'pay' });

const row = (environment: string, state: State) => ({
  environment,
  ...place(environment),
  applications: [],
  state,
  why: `${environment} is ${state}`,
  native: [],
});

const route = (environment: string, state: State) => ({
  ...row(environment, state),
  ref,
  hostnames: [],
  hops: [],
});

const view: TenantStatusView = {
  tenant: 'pay',
  asOf: 1,
  links: { argocd: {} },
  sources: [],
  environments: [
    { ...place('dev'), name: 'dev', state: 'Healthy', why: '' },
    { ...place('prod'), name: 'prod', state: 'Degraded', why: 'it is broken' },
  ],
  sync: {
    state: 'Degraded',
    why: 'prod: prod is Degraded',
    native: ['OutOfSync'],
    environments: [row('dev', 'Healthy'), row('prod', 'Degraded')],
  },
  network: {
    state: 'Degraded',
    why: 'prod: web: prod is Degraded',
    native: [],
    routes: [route('dev', 'Healthy'), route('prod', 'Degraded')],
    isolation: [],
    problems: [{ environment: 'edge', why: 'edge is away' }],
  },
};

describe('the status in one environment', () => {
  it('holds nothing of the others, and no verdict of theirs', () => {
    const { environments, sync, network } = statusIn(view, 'dev');

    expect(environments.map(({ name }) => name)).toEqual(['dev']);
    expect(sync).toMatchObject({ state: 'Healthy', native: [] });
    expect(sync.environments).toEqual([row('dev', 'Healthy')]);
    expect(network).toMatchObject({ state: 'Healthy' });
    expect(network.routes).toHaveLength(1);
    expect(network.problems).toBeUndefined();
    expect(JSON.stringify(statusIn(view, 'dev'))).not.toMatch(/broken|edge/);
  });

  it('is as bad as what is there', () => {
    expect(statusIn(view, 'prod')).toMatchObject({
      sync: { state: 'Degraded', why: 'prod is Degraded' },
      network: { state: 'Degraded', why: 'prod is Degraded' },
    });
  });

  it('is not known where nothing could be read, and never well', () => {
    expect(statusIn(view, 'edge')).toMatchObject({
      sync: { state: 'Unknown', environments: [] },
      network: { state: 'Unknown', why: 'edge is away', routes: [] },
    });
  });
});
