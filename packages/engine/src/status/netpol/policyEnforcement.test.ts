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

  it.each([
    [['--enable-network-policy=true'], 'yes'],
    [['--enable-network-policy'], 'yes'],
    [['--enable-network-policy=T'], 'yes'],
    [['--enable-network-policy=1'], 'yes'],
    [['--enable-network-policy=false'], 'no'],
    [['--enable-network-policy=F'], 'no'],
    [['--enable-network-policy=true', '--enable-network-policy=0'], 'no'],
    [['--enable-network-policy=$(POLICIES)'], 'unknown'],
    [[], 'no'],
  ])('is the Amazon VPC CNI by its agent: %j, %s', (args, state) => {
    const containers = [
      { name: 'aws-node' },
      { name: 'aws-eks-nodeagent', args },
    ];
    expect(stateOf(agent('aws-node', containers))).toBe(state);
    expect(stateOf(agent('aws-node', [{ name: 'aws-node' }]))).toBe('no');
  });

  it('is Kube-OVN by its controller', () => {
    const kubeOvn = (args: string[], namespace?: string) => {
      const { status: _, ...made } = agent(
        'kube-ovn-controller',
        [{ name: 'kube-ovn-controller', args }],
        { namespace },
      );
      return told([
        agent('kube-ovn-cni', [{ name: 'cni-server' }]),
        { ...made, kind: 'Deployment', status: { readyReplicas: 1 } },
      ]);
    };
    expect(kubeOvn(['/start.sh', '--enable-np=true'])).toEqual({
      state: 'yes',
      why: 'Kube-OVN enforces NetworkPolicies',
    });
    expect(kubeOvn([]).state).toBe('yes');
    expect(kubeOvn(['--enable-np=false'])).toMatchObject({
      state: 'no',
      why: expect.stringMatching(/Kube-OVN runs with --enable-np=false$/),
    });
    expect(kubeOvn(['--enable-np=$(NP)']).state).toBe('unknown');
    expect(kubeOvn([], 'pay').state).toBe('unknown');
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
    const off = (name: string, ...args: string[]) =>
      stateOf(agent(name, [{ name, args: ['--v=2', ...args] }]));
    expect(off('kube-router', '--run-firewall=true')).toBe('yes');
    expect(off('kube-router', '--run-firewall=false')).toBe('no');
    expect(off('kube-router', '--run-firewall=0')).toBe('no');
    expect(off('cilium-agent', '--enable-policy=never')).toBe('no');
    expect(off('cilium-agent', '--enable-policy', 'never')).toBe('no');
    expect(off('cilium-agent', '--enable-policy', 'always')).toBe('yes');
    expect(off('cilium-agent', '--enable-policy=$(MODE)')).toBe('unknown');
    expect(off('cilium-agent', 'agent "--enable-policy=never"')).toBe('no');
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

  it('is nobody of whom no pod is ready, and then nobody says that there is none', () => {
    const none = { namespace: 'pay', ready: 0 };
    const cilium = agent('x', [{ name: 'cilium-agent' }], none);
    expect(stateOf(cilium)).toBe('unknown');
    expect(stateOf(cilium, flannel)).toBe('unknown');
    expect(stateOf(agent('x', [{ name: 'kube-flannel' }], none))).toBe(
      'unknown',
    );
    const crashing = agent('calico-node', [{ name: 'calico-node' }], {
      ready: 0,
    });
    expect(stateOf(crashing)).toBe('unknown');
    const here = agent('calico-node', [{ name: 'calico-node' }], { ready: 1 });
    expect(stateOf(here)).toBe('yes');
  });

  it.each(['netd', 'azure-cns', 'weave-net'])(
    'is told by the name %s in the namespace of the system alone',
    name => {
      const elsewhere = agent(name, [{ name: 'x' }], { namespace: 'pay' });
      expect(stateOf(elsewhere)).toBe('unknown');
    },
  );

  it('is nobody in a namespace that does not count', () => {
    const objects = [
      agent('x', [{ name: 'cilium-agent' }], { namespace: 'pay' }),
      flannel,
    ];
    const isTrusted = (namespace: string) => namespace !== 'pay';
    const snapshot = arraySnapshot([{ cluster: 'spoke', objects, asOf: 5 }]);
    expect(policyEnforcement('spoke', snapshot).state).toBe('yes');
    // That somebody else is there who would is no proof that nobody does.
    expect(policyEnforcement('spoke', snapshot, { isTrusted })).toEqual({
      state: 'unknown',
      why: "it is not known whether NetworkPolicies are enforced: Cilium runs in pay, which is a team's",
    });
  });

  it('is not known where nothing is recognised', () => {
    expect(told([agent('kube-proxy', [{ name: 'kube-proxy' }])])).toEqual({
      state: 'unknown',
      why: 'it is not known whether NetworkPolicies are enforced: no DaemonSet with ready pods is known to do so',
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
    const ofTeam = agent('x', [{ name: 'x' }], {
      namespace: 'pay',
      annotations: { 'meta.helm.sh/release-name': 'rke2-x' },
    });
    expect(stateOf(k3s, flannel, ofTeam)).toBe('unknown');
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
