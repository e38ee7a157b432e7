import { parse } from 'yaml';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(60_000);

describe('the templates that copy, rename and remove', () => {
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;
  const { values } = goodForms['a workload'];
  const file = (name: string, tenant = 'payments') =>
    `tenants/${tenant}/requests/workload-${name}.yaml`;
  const of = (name: string) => ({
    tenant: 'payments',
    kind: 'Workload',
    name,
  });
  const all = { confirmed: ['*'] };

  beforeAll(async () => {
    portal = await startTemplatePortal();
    await portal.run('tenant', tenantValues);
    await portal.run('workload', { ...values, name: 'first' });
  });

  afterAll(() => portal.stop());

  it('show a copy in a dry run and commit it beside the first', async () => {
    const form = { ...of('first'), way: 'copy', toName: 'second' };
    const before = new Map(portal.git.files);
    await portal.dryRun('copy', form);
    expect(portal.git.files).toEqual(before);

    const { status, message } = await portal.run('copy', form);

    expect([status, message]).toEqual(['completed', '']);
    const [first, second] = ['first', 'second'].map(name =>
      parse(portal.git.files.get(file(name)) ?? ''),
    );
    expect(second.metadata.name).toBe('second');
    expect(second.spec).toEqual(first.spec);
  });

  it('rename with what goes confirmed, and not without', async () => {
    const form = { ...of('second'), way: 'rename', toName: 'third' };
    const before = new Map(portal.git.files);
    const refused = await portal.run('copy', form);
    expect(refused.message).toMatch(/removes from dev:.*Deployment second/s);
    expect(portal.git.files).toEqual(before);

    const { status } = await portal.run('copy', { ...form, preview: all });

    expect(status).toBe('completed');
    expect([...portal.git.files.keys()]).toContain(file('third'));
    expect([...portal.git.files.keys()].join()).not.toContain('second');
  });

  it('remove all that a request rendered to, once it is confirmed', async () => {
    const before = new Map(portal.git.files);
    const refused = await portal.run('remove', of('third'));
    expect(refused.message).toMatch(/removes from dev:.*Deployment third/s);
    expect(portal.git.files).toEqual(before);
    const dry = await portal.dryRun('remove', {
      ...of('third'),
      preview: all,
    });
    expect(JSON.stringify(dry.output)).toContain('Remove workload third');
    expect(portal.git.files).toEqual(before);

    const { status } = await portal.run('remove', {
      ...of('third'),
      preview: all,
    });

    expect(status).toBe('completed');
    expect([...portal.git.files.keys()].join()).not.toContain('third');
  });

  it('clean up what a request left whose file was deleted by hand', async () => {
    await portal.run('workload', { ...values, name: 'lost' });
    portal.git.write({ [file('lost')]: undefined });

    const { status, message } = await portal.run('remove', {
      ...of('lost'),
      preview: all,
    });

    expect([status, message]).toEqual(['completed', '']);
    expect([...portal.git.files.keys()].join()).not.toContain('lost');
  });

  it('keep a tenant that has not been drained, and say how', async () => {
    const { status, message } = await portal.run('remove', {
      tenant: 'payments',
      kind: 'Tenant',
      name: 'left-over',
      preview: all,
    });
    expect([status, message]).toEqual([
      'failed',
      expect.stringMatching(
        /spec\.state: .*draining and merge that, then to removed/,
      ),
    ]);
  });

  it('refuse others the tenant', async () => {
    const { message } = await portal.run('remove', of('first'), 'bob');
    expect(message).toMatch(/payments/);
  });
});
