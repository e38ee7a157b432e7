import { agent } from '../../testing/networkAgent';
import { deny, dns, estate, statusOf } from '../../testing/networkWorld';
import { KubernetesObject } from '../../model';
import { nextStep } from '../causes/nextStep';
import { networkFindings } from '../causes/find/networkFindings';

const flannel = agent('kube-flannel-ds', [{ name: 'kube-flannel' }]);
const cilium = agent('cilium', [{ name: 'cilium-agent' }]);
const why =
  'NetworkPolicies are not enforced in this cluster: flannel runs alone';

const seen = (...others: KubernetesObject[]) => {
  const network = statusOf(estate({ others }));
  const [route] = network.routes;
  return {
    network,
    isolation: network.isolation[0],
    state: route.state,
    policy: route.hops.find(({ kind }) => kind === 'policy'),
    causes: networkFindings(network).map(each => [
      each.title,
      each.why,
      each.fixableBy,
    ]),
    steps: networkFindings(network)
      .filter(({ title }) => title === 'namespace pay')
      .map(nextStep),
  };
};

describe('policies that nobody enforces', () => {
  it('isolate nothing, and shut nobody off from DNS', () => {
    const { isolation } = seen(flannel, deny);
    expect(isolation).toMatchObject({
      ingress: 'open',
      egress: 'open',
      dnsAllowed: 'yes',
      enforcement: { state: 'no' },
      why,
    });
    // They are there all the same.
    expect(isolation.policies).toMatchObject([{ name: 'deny' }]);
  });

  it('are not the reason why a request is refused', () => {
    expect(seen(cilium, deny)).toMatchObject({
      state: 'Degraded',
      policy: {
        verdict: {
          why: 'the pods are isolated by deny, and no policy allows TCP 8080 from gateway external',
        },
      },
    });
    expect(seen(flannel, deny)).toMatchObject({
      state: 'Healthy',
      policy: { detail: why, verdict: { state: 'Healthy' } },
    });
    expect(seen(flannel).policy?.detail).toBe('no policy isolates these pods');
  });

  it('are one cause, which the platform team can fix', () => {
    expect(seen(flannel, deny).causes).toEqual([
      [
        'namespace pay',
        `pods accept connections from everywhere and may connect to everywhere: ${why}`,
        'platform',
      ],
    ]);
    expect(seen(flannel, deny).steps).toEqual([
      'Install a network plugin that enforces NetworkPolicies, or turn its policy engine on',
    ]);
    expect(seen(cilium).steps).toEqual([
      'Add the policies of the platform',
      'Add the policies of the platform',
    ]);
  });

  it('leave a mesh its say', () => {
    const of = (apiVersion: string, kind: string, namespace?: string) => ({
      apiVersion,
      kind,
      metadata: { name: 'lock', ...(namespace ? { namespace } : {}) },
    });
    const mesh = of('security.istio.io/v1', 'AuthorizationPolicy', 'pay');
    expect(seen(flannel, mesh).isolation).toMatchObject({
      ingress: 'unknown',
      why: `${why}; AuthorizationPolicy lock is not evaluated here`,
    });
    expect(seen(flannel, mesh).causes).toContainEqual([
      'namespace pay',
      `${why}; AuthorizationPolicy lock is not evaluated here`,
      'platform',
    ]);
    const admin = of('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy');
    expect(seen(flannel, admin).isolation).toMatchObject({ ingress: 'open' });
  });
});

describe('a DaemonSet of a tenant', () => {
  it('says nothing of the cluster', () => {
    const own = agent('x', [{ name: 'kube-flannel' }], { namespace: 'pay' });
    const { isolation, state } = seen(own, deny);
    expect(isolation).toMatchObject({
      ingress: 'isolated',
      enforcement: { state: 'unknown' },
    });
    expect(state).toBe('Degraded');
    expect(seen(own, cilium, deny).isolation.enforcement.state).toBe('yes');
  });
});

describe('policies of which nobody knows whether they are enforced', () => {
  it('are told as they say, and so is that it is not known', () => {
    const { isolation, causes } = seen(deny, dns(['UDP', 'TCP']));
    expect(isolation).toMatchObject({
      ingress: 'isolated',
      egress: 'isolated',
      dnsAllowed: 'yes',
      enforcement: { state: 'unknown' },
    });
    expect(isolation.why).toBeUndefined();
    expect(causes.filter(([title]) => title === 'namespace pay')).toEqual([]);
  });
});

describe('policies that somebody enforces', () => {
  it('are told as they say', () => {
    expect(seen(cilium, flannel, deny).isolation).toMatchObject({
      ingress: 'isolated',
      enforcement: { state: 'yes', why: 'Cilium enforces NetworkPolicies' },
    });
  });
});
