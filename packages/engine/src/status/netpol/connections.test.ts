import { KubernetesObject } from '../../model';
import { connections } from './connections';
import { End, PodEnd } from './end';
import { readPolicy } from './networkPolicy';

const pod = (name: string, ports: PodEnd['ports'] = []): PodEnd => ({
  type: 'pod',
  namespace: 'ns',
  namespaceLabels: { 'kubernetes.io/metadata.name': 'ns' },
  labels: { app: name },
  ports,
});
const policy = (app: string, spec: object): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: app, namespace: 'ns' },
  spec: { podSelector: { matchLabels: { app } }, ...spec },
});
const nameOf = (end: End) => {
  switch (end.type) {
    case 'pod':
      return end.labels.app;
    case 'addresses':
      return `${end.range.from}-${end.range.to}`;
    default:
      return end.entity;
  }
};
const linesOf = (pods: PodEnd[], ...policies: KubernetesObject[]) =>
  connections(pods, policies.map(readPolicy), 'never').map(
    ({ source, target, ports }) =>
      `${nameOf(source)} => ${nameOf(target)} ${
        ports.isAll
          ? 'all'
          : ports
              .ranges()
              .map(({ protocol, from, to }) => `${protocol} ${from}-${to}`)
              .join()
      }`,
  );

const everywhere = `0-${2 ** 32 - 1}`;

describe('connections', () => {
  it('are all of them where there is no policy', () => {
    expect(linesOf([pod('a'), pod('b')])).toEqual([
      'a => b all',
      'b => a all',
      `a => ${everywhere} all`,
      `${everywhere} => a all`,
      `b => ${everywhere} all`,
      `${everywhere} => b all`,
    ]);
  });

  it('look a named port up in each pod that is connected to', () => {
    const named = (name: string, port: number) =>
      pod(name, [{ name: 'web', protocol: 'TCP', port }]);
    const rule = { ports: [{ port: 'web' }] };
    expect(
      linesOf(
        [named('a', 80), named('b', 8080), pod('c')],
        ...['a', 'b', 'c'].map(app =>
          policy(app, {
            policyTypes: ['Ingress', 'Egress'],
            ingress: [rule],
            egress: [{}],
          }),
        ),
      ).filter(line => !line.includes('-4294967295')),
    ).toEqual([
      'a => b TCP 8080-8080',
      'b => a TCP 80-80',
      'c => a TCP 80-80',
      'c => b TCP 8080-8080',
    ]);
  });

  it('cut the outside where a block or its exception begins and ends', () => {
    const block = policy('a', {
      policyTypes: ['Egress'],
      egress: [
        { to: [{ ipBlock: { cidr: '0.0.0.0/1', except: ['1.0.0.0/8'] } }] },
      ],
    });
    expect(
      linesOf([pod('a')], block).filter(line => line.startsWith('a')),
    ).toEqual(['a => 0-16777215 all', 'a => 33554432-2147483647 all']);
  });
});
