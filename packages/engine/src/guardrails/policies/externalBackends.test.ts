import { parsePlatform } from '../../platform';
import { refusalsOf } from '../admission';
import { offeringPlatform } from '../../testing/offeringPlatform';
import { externalBackends } from './externalBackends';

function refused(hostname: string, hostnames?: string[]): string[] {
  const offer = offeringPlatform();
  const { environments } = parsePlatform({
    ...offer,
    environments: offer.environments.map(environment => ({
      ...environment,
      ...(hostnames ? { externalBackends: { hostnames } } : {}),
    })),
  });
  return refusalsOf([externalBackends(environments[0])], {
    operation: 'CREATE',
    resource: 'xbackends',
    object: {
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
      kind: 'XBackend',
      metadata: { name: 'api', namespace: 'payments' },
      spec: { type: 'ExternalHostname', externalHostname: { hostname } },
    },
    user: 'system:serviceaccount:payments:groundwork-deployer',
    namespace: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'payments',
        labels: { 'tenancy.groundwork.dev/tenant': 'payments' },
      },
    },
  });
}

describe('guard rails on backends outside the cluster', () => {
  it('let none be where the platform allows none', () => {
    expect(refused('api.example.org')).toHaveLength(1);
  });

  it.each(['api.example.org', 'api.example.com'])('let %s be', hostname => {
    expect(refused(hostname, [])).toEqual([]);
    expect(refused(hostname, ['*.example.org', 'api.example.com'])).toEqual([]);
  });

  it.each(['example.org', 'evilexample.org', 'x.api.example.com'])(
    'keep %s out where other hosts are allowed',
    hostname => {
      expect(
        refused(hostname, ['*.example.org', 'api.example.com']),
      ).toHaveLength(1);
    },
  );

  it.each([
    'db.orders.svc',
    'db.orders.svc.cluster.local',
    'db',
    'localhost',
    'metadata.google.internal',
    '169.254.169.254',
  ])('keep %s out, which is none', hostname => {
    expect(refused(hostname, [])).toHaveLength(1);
  });
});
