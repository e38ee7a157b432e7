import { Environment } from '../../../platform';

/** The pods that answer DNS, and how they are reached: policies see pods and their ports, not the Service in front. */
interface DnsServers {
  pods: Array<{ namespace: string; labels: Record<string, string> }>;
  cidrs: string[];
  port: number;
}

const kubeDns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

const profiles: Record<Environment['dns'], DnsServers> = {
  coredns: { pods: [kubeDns], cidrs: [], port: 53 },
  nodelocal: {
    pods: [
      kubeDns,
      // Where a local redirect policy of Cilium stands in for the address, traffic goes to these pods.
      { namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' } },
    ],
    cidrs: ['169.254.20.10/32'],
    port: 53,
  },
  openshift: {
    pods: [
      {
        namespace: 'openshift-dns',
        labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
      },
    ],
    cidrs: [],
    port: 5353,
  },
};

/**
 * The DNS servers of an environment, by its profile.
 */
export function dnsServers(environment: Environment): DnsServers {
  return profiles[environment.dns];
}
