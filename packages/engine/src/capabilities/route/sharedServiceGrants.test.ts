import { parsePlatform } from '../../platform';
import { render } from '../../render/render';
import { offeringPlatform } from '../../testing/offeringPlatform';
import { teamTenant } from '../../testing/teamTenant';

const sharedServices = [
  { namespace: 'auth', service: 'proxy' },
  { namespace: 'auth', service: 'login' },
  { namespace: 'egress', service: 'stripe', tenants: ['orders'] },
];

function filesOf(version = '1.6.1') {
  const offer = offeringPlatform();
  const platform = parsePlatform({
    ...offer,
    environments: offer.environments.map(environment => ({
      ...environment,
      sharedServices,
    })),
  });
  const gatewayApi = {
    'spoke-dev': { version, channel: 'standard' as const },
  };
  return render(teamTenant({ environments: ['dev'] }), platform, { gatewayApi })
    .files;
}

describe('Services that the platform shares', () => {
  it('are granted to the tenants they are shared with, where they live', () => {
    const file = filesOf().find(({ path }) =>
      path.endsWith('/cluster/shared-services.yaml'),
    );
    expect(file?.tree).toBe('platform');
    expect(file?.objects).toMatchObject([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'ReferenceGrant',
        metadata: { namespace: 'auth', name: 'tenant-payments' },
        spec: {
          from: expect.arrayContaining([
            {
              group: 'gateway.networking.k8s.io',
              kind: 'HTTPRoute',
              namespace: 'payments',
            },
          ]),
          to: [
            { group: '', kind: 'Service', name: 'proxy' },
            { group: '', kind: 'Service', name: 'login' },
          ],
        },
      },
    ]);
  });

  it('are granted in the version that the cluster serves', () => {
    const [grant] = filesOf('1.4.1')
      .flatMap(file => file.objects)
      .filter(({ kind }) => kind === 'ReferenceGrant');
    expect(grant.apiVersion).toBe('gateway.networking.k8s.io/v1beta1');
  });
});
