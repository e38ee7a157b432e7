import { queueExtension } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(60_000);

/** A form that somebody else keeps in their own catalog. */
const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'kubernetes-queue', namespace: 'default' },
  spec: {
    owner: 'group:default/platform',
    type: 'service',
    parameters: [],
    steps: [
      {
        id: 'propose',
        name: 'Propose',
        action: 'tenancy:queue',
        input: {
          tenant: 'payments',
          name: '${{ parameters.name }}',
          spec: { size: '${{ parameters.size }}' },
        },
      },
      {
        id: 'push',
        name: 'Commit',
        action: 'tenancy:git:push',
        input: {
          tenant: 'payments',
          ask: '${{ steps.propose.output.ask }}',
          title: '${{ steps.propose.output.title }}',
        },
      },
    ],
  },
};

describe('an extension of somebody else', () => {
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;

  beforeAll(async () => {
    portal = await startTemplatePortal({
      features: [queueExtension],
      templates: [template],
    });
    await portal.run('tenant', tenantValues);
  });

  afterAll(() => portal.stop());

  it('has an action of its own, which proposes what it renders', async () => {
    const { status, message } = await portal.run('queue', {
      name: 'orders',
      size: 20,
    });

    expect([status, message]).toEqual(['completed', '']);
    expect(
      portal.git.files.get('tenants/payments/dev/queue-orders.yaml'),
    ).toContain('kind: MessageQueue');
    expect(
      portal.git.files.get('tenants/payments/requests/queue-orders.yaml'),
    ).toContain('size: 20');
    expect(
      portal.git.files.get('platform/dev/payments/argocd/project.yaml'),
    ).toContain('kind: MessageQueue');
  });

  it('names the field that is wrong, and writes nothing', async () => {
    const before = new Map(portal.git.files);

    const { status, message } = await portal.run('queue', {
      name: 'more',
      size: 5000,
    });

    expect(status).toBe('failed');
    expect(message).toContain('spec.size');
    expect(portal.git.files).toEqual(before);
  });
});
