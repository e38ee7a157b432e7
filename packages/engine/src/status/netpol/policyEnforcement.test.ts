import { KubernetesObject } from '../../model';
import { UnknownEntry, arraySnapshot } from '../../snapshot';
import { agent } from '../../testing/networkAgent';
import { policyEnforcement } from './policyEnforcement';

type Cni = 'kubernetes' | 'cilium' | 'none';

const told = (
  objects: KubernetesObject[],
  options: { cni?: Cni; unknowns?: UnknownEntry[] } = {},
) =>
  policyEnforcement(
    'spoke',
    arraySnapshot([{ cluster: 'spoke', objects, asOf: 5 }], options.unknowns),
    options.cni ? { cni: options.cni } : {},
  );
const stateOf = (...objects: KubernetesObject[]) => told(objects).state;

const flannel = agent('kube-flannel-ds', [{ name: 'kube-flannel' }], {
  namespace: 'kube-flannel',
});
const k3s: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'addons.k3s.cattle.io' },
};

describe('who enforces NetworkPolicies', () => {
  it.each([
    ['Cilium', 'cilium', 'cilium-agent'],
    ['Cilium', 'anetd', 'cilium-agent'],
    ['Calico', 'calico-node', 'calico-node'],
    ['Antrea', 'antrea-agent', 'antrea-agent'],
    ['kube-router', 'kube-router', 'kube-router'],
    ['OVN-Kubernetes', 'ovnkube-node', 'ovnkube-controller'],
    ['Kube-OVN', 'kube-ovn-cni', 'cni-server'],
    ['Azure Network Policy Manager', 'azure-npm', 'azure-npm'],
    ['Romana', 'romana-agent', 'romana-agent'],
  ])('is %s by DaemonSet %s', (name, daemonSet, container) => {
    expect(told([agent(daemonSet, [{ name: container }])])).toEqual({
      state: 'yes',
      why: `${name} enforces NetworkPolicies`,
    });
  });

  it('is who does it for a network that does not', () => {
    const canal = [{ name: 'calico-node' }, { name: 'kube-flannel' }];
    const beside = [
      { name: 'kube-flannel' },
      { name: 'kube-network-policies' },
    ];
    expect(told([agent('rke2-canal', canal)]).why).toBe(
      'Calico enforces NetworkPolicies',
    );
    expect(stateOf(agent('kube-flannel-ds', beside))).toBe('yes');
    expect(stateOf(flannel, agent('cilium', [{ name: 'cilium-agent' }]))).toBe(
      'yes',
    );
  });

  it('is nobody where flannel runs alone', () => {
    expect(told([flannel])).toEqual({
      state: 'no',
      why: 'NetworkPolicies are not enforced in this cluster: flannel runs alone',
    });
  });

  it.each([
    ['azure-cns', 'cns-container'],
    ['netd', 'netd'],
  ])('is nobody with %s alone', (daemonSet, container) => {
    const alone = agent(daemonSet, [{ name: container }]);
    expect(stateOf(alone)).toBe('no');
    expect(stateOf(alone, agent('calico', [{ name: 'calico-node' }]))).toBe(
      'yes',
    );
  });

  it('is the Amazon VPC CNI only where its agent is turned on', () => {
    const amazon = (...args: string[]) =>
      stateOf(
        agent('aws-node', [
          { name: 'aws-node' },
          { name: 'aws-eks-nodeagent', args },
        ]),
      );
    expect(amazon('--enable-network-policy=true')).toBe('yes');
    expect(amazon('--enable-network-policy=false')).toBe('no');
    expect(stateOf(agent('aws-node', [{ name: 'aws-node' }]))).toBe('no');
  });

  it('is Weave Net only with its controller', () => {
    const weave = (...names: string[]) =>
      stateOf(
        agent(
          'weave-net',
          names.map(name => ({ name })),
        ),
      );
    expect(weave('weave', 'weave-npc')).toBe('yes');
    expect(weave('weave')).toBe('no');
  });

  it.each([
    ['kindest/kindnetd:v20240202-8f1494ea', 'no'],
    ['docker.io/kindest/kindnetd:v20240813-c6f155d6@sha256:0a', 'yes'],
    ['docker.io/kindest/kindnetd:v20240715-585640e9', 'unknown'],
    ['ghcr.io/aojea/kindnetd:v1.2.0', 'no'],
    ['ghcr.io/aojea/kindnetd:v1.8.1', 'yes'],
    ['registry.example:5000/kindnetd:latest', 'unknown'],
  ])('is kindnet by its image: %s, %s', (image, state) => {
    expect(stateOf(agent('kindnet', [{ name: 'kindnet-cni', image }]))).toBe(
      state,
    );
  });

  it('is nobody who is told not to', () => {
    const off = (name: string, argument: string) =>
      stateOf(agent(name, [{ name, args: ['--v=2', argument] }]));
    expect(off('kube-router', '--run-firewall=true')).toBe('yes');
    expect(off('kube-router', '--run-firewall=false')).toBe('no');
    expect(off('cilium-agent', '--enable-policy=never')).toBe('no');
  });

  it('is nobody who runs on no node, or outside of its network', () => {
    const containers = [{ name: 'cilium-agent' }];
    expect(stateOf(agent('cilium', containers, { nodes: 0 }), flannel)).toBe(
      'no',
    );
    expect(
      stateOf(agent('cilium', containers, { hostNetwork: false }), flannel),
    ).toBe('no');
  });

  it('is not known where nothing is recognised', () => {
    expect(told([agent('kube-proxy', [{ name: 'kube-proxy' }])])).toEqual({
      state: 'unknown',
      why: 'it is not known whether NetworkPolicies are enforced: no DaemonSet of the cluster is known to do so',
    });
  });

  it('is not known of K3s, whose controller shows nowhere, also beside flannel', () => {
    expect(stateOf(k3s)).toBe('unknown');
    expect(stateOf(k3s, flannel)).toBe('unknown');
    expect(told([k3s]).why).toMatch('--disable-network-policy');
  });

  it('is nobody in RKE2 with flannel', () => {
    const ofRke2 = agent('kube-flannel-ds', [{ name: 'kube-flannel' }], {
      annotations: { 'meta.helm.sh/release-name': 'rke2-flannel' },
    });
    expect(stateOf(k3s, ofRke2)).toBe('no');
  });

  it('is not known where DaemonSets may not be read', () => {
    const unread: UnknownEntry = {
      cluster: 'spoke',
      group: 'apps',
      kind: 'DaemonSet',
      unknown: 'forbidden',
    };
    expect(told([flannel], { unknowns: [unread] })).toEqual({
      state: 'unknown',
      why: 'it is not known whether NetworkPolicies are enforced: DaemonSets could not be read (cluster spoke does not allow us to read it)',
    });
  });

  it('is who is seen where those of the system alone may be read, and never nobody', () => {
    const within = (object: KubernetesObject) =>
      policyEnforcement('spoke', {
        list: ({ kind, namespace }) =>
          kind === 'DaemonSet' && namespace === 'kube-system'
            ? { value: [object], asOf: 5, source: 'cluster spoke' }
            : { unknown: 'forbidden', source: 'cluster spoke' },
      }).state;
    expect(within(agent('cilium', [{ name: 'cilium-agent' }]))).toBe('yes');
    expect(within(flannel)).toBe('unknown');
  });

  it('is whom configuration names, whatever is seen', () => {
    const cilium = agent('cilium', [{ name: 'cilium-agent' }]);
    expect(told([flannel], { cni: 'kubernetes' }).state).toBe('yes');
    expect(told([cilium], { cni: 'none' })).toEqual({
      state: 'no',
      why: 'NetworkPolicies are not enforced in this cluster: the platform says so (cni: none)',
    });
  });
});
