import {
  SECRET,
  at,
  byKustomization,
  byNamespace,
  estate,
  fluxObject,
  look,
  mapped,
} from '../__testUtils__/lookFlux';

describe('what owners see of Flux', () => {
  it('shows nothing of what it holds elsewhere, and no message that may be about that', async () => {
    const { applications, told } = look(
      [
        fluxObject('Kustomization', 'flux-system/pay', {
          ready: 'False',
          ids: ['payments_pay_apps_Deployment', 'vault_hidden_apps_Deployment'],
        }),
      ],
      { unmanaged: mapped },
    );
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Degraded', at('flux-system/pay')],
    ]);
    const text = await told(byKustomization);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('hidden');
    expect(text).toContain('outside of your namespaces');
  });

  it('says nothing of another one that it waits for', async () => {
    const object = fluxObject('Kustomization', 'flux-system/pay', {
      ready: 'False',
      reason: 'DependencyNotReady',
      ids: ['payments_pay_example.com_Widget'],
    });
    const { told } = look([object], { unmanaged: mapped });
    const text = await told(byKustomization);
    expect(text).not.toContain(SECRET);
    expect(text).toContain('waits for another one');
  });

  it.each(['_a__Namespace', '_a_rbac.authorization.k8s.io_ClusterRole', 'odd'])(
    'shows no message that may be about %s',
    async id => {
      const object = fluxObject('Kustomization', 'flux-system/pay', {
        ready: 'False',
        ids: ['payments_pay_apps_Deployment', id],
      });
      const { told } = look([object], { unmanaged: mapped });
      expect(await told(byKustomization)).not.toContain(SECRET);
    },
  );

  it('shows what has applied nothing yet, and was named by configuration and entity', async () => {
    const object = fluxObject('Kustomization', 'flux-system/pay', {
      ready: 'False',
    });
    const { applications, told } = look([object], { unmanaged: mapped });
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Degraded', at('flux-system/pay')],
    ]);
    expect(await told(byKustomization)).toContain(SECRET);
    expect(await applications(byNamespace)).toEqual([['payments', 'Unknown']]);
  });

  it('tells nobody of sources in namespaces of tenants, whoever may see all else', async () => {
    const isManaged = (_: string, name: string) => name === 'vault';
    const everything = { access: 'entityReaders' };
    const probe = (name: string) =>
      fluxObject('Kustomization', 'payments/pay', {
        spec: {
          targetNamespace: 'payments',
          sourceRef: { kind: 'GitRepository', name, namespace: 'vault' },
        },
      });
    for (const name of ['estate', 'not-there']) {
      const { applications } = look([probe(name)], {
        unmanaged: everything,
        sources: [estate('vault', 'False')],
        isManaged,
      });
      expect(await applications(byKustomization)).toEqual([
        ['payments', 'Healthy', at('payments/pay')],
      ]);
    }
    const theirs = fluxObject('Kustomization', 'vault/pay', {
      spec: { targetNamespace: 'payments' },
    });
    const { applications, explain } = look([theirs], {
      unmanaged: everything,
      isManaged,
    });
    expect(await applications(byKustomization)).toBeUndefined();
    expect(await explain(byKustomization)).toMatchObject({
      why: expect.stringContaining('lies in a namespace of a tenant'),
    });
  });

  it('tells that a source fails that the platform keeps, and not why', async () => {
    const object = fluxObject('Kustomization', 'flux-system/pay', {
      spec: { targetNamespace: 'payments' },
    });
    const { applications, told } = look([object], {
      unmanaged: mapped,
      sources: [estate('flux-system', 'False')],
    });
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Degraded', at('flux-system/pay')],
    ]);
    expect(await told(byKustomization)).not.toContain(SECRET);
  });

  it('misses no source of a kind that is not read', async () => {
    const object = fluxObject('Kustomization', 'payments/pay', {
      spec: {
        targetNamespace: 'payments',
        sourceRef: { kind: 'ExternalArtifact', name: 'estate' },
      },
    });
    const { applications } = look([object]);
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Healthy', at('payments/pay')],
    ]);
  });

  it('tells a team nothing of the source of another one that it names', async () => {
    const object = fluxObject('Kustomization', 'payments/pay', {
      spec: {
        targetNamespace: 'payments',
        sourceRef: {
          kind: 'GitRepository',
          name: 'estate',
          namespace: 'vault',
        },
      },
    });
    const { applications } = look([object], {
      sources: [estate('vault', 'False')],
    });
    expect(await applications(byKustomization)).toEqual([
      ['payments', 'Healthy', at('payments/pay')],
    ]);
  });
});
