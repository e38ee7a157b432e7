import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(60_000);

describe('templates', () => {
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;

  beforeAll(async () => {
    portal = await startTemplatePortal();
    await portal.run('tenant', tenantValues);
  });

  afterAll(() => portal.stop());

  describe('change a workload that somebody else changes too', () => {
    const path = 'tenants/payments/requests/workload-both.yaml';
    const { values } = goodForms['a workload'];
    const both = { ...values, name: 'both', replicas: 1 };
    let loaded: string;

    /** What the form carries once it was filled from Git. */
    function load() {
      const { spec } = parse(portal.git.files.get(path) ?? '');
      return JSON.stringify({
        kind: 'Workload',
        tenant: 'payments',
        name: 'both',
        commit: 'a'.repeat(40),
        spec,
      });
    }

    const change = (form: JsonObject) =>
      portal.run('workload', { ...both, mode: 'change', loaded, ...form });

    const specNow = () => parse(portal.git.files.get(path) ?? '').spec;

    beforeAll(async () => {
      await portal.run('workload', both);
      loaded = load();
    });

    it('and lose nothing of either', async () => {
      const fix = 'registry.acme.example/payments/api:1.4.3';
      await change({ image: fix });

      expect((await change({ replicas: 3 })).status).toBe('completed');

      expect(specNow()).toMatchObject({ image: fix, replicas: 3 });
    });

    it('and name a field that both changed', async () => {
      const before = new Map(portal.git.files);

      const { status, message } = await change({ replicas: 4 });

      expect([status, message]).toEqual([
        'failed',
        expect.stringMatching(/spec\.replicas: .* was 1, Git has 3 now/),
      ]);
      expect(portal.git.files).toEqual(before);
    });

    it('write nothing where nothing was touched, whatever the file looks like', async () => {
      const text = `# ours\n${portal.git.files.get(path)}`;
      portal.git.write({ [path]: text });
      loaded = load();
      const before = new Map(portal.git.files);

      const { status, output } = await change({
        image: specNow().image,
        replicas: specNow().replicas,
      });

      expect(status).toBe('completed');
      expect(JSON.stringify(output)).toContain('Nothing.');
      expect(portal.git.files).toEqual(before);
    });

    it('take nothing away that was not confirmed', async () => {
      loaded = load();
      const scaled = { scaling: 'auto', minPods: 2, maxPods: 3, cpuTarget: 70 };
      expect(await change(scaled)).toMatchObject({ message: '' });
      loaded = load();

      const refused = await change({ scaling: 'fixed', replicas: 2 });
      expect(refused.message).toMatch(
        /removes from dev: HorizontalPodAutoscaler both/,
      );
      const done = await change({
        scaling: 'fixed',
        replicas: 2,
        preview: { confirmed: ['dev/HorizontalPodAutoscaler/both'] },
      });
      expect(done.status).toBe('completed');
      expect(specNow()).not.toHaveProperty('autoscale');
    });
  });
});
