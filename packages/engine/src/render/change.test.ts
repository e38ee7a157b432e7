import type { Request } from '../capabilities/list';
import { parsePlatform } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { parsedTenant, tenantDocument } from '../testing/renderTenant';
import { smallPlatform } from '../testUtils/smallPlatform';
import { compareRender } from './compareRender';
import { describeChanges } from './describeChanges';
import { mergeShared } from './mergeShared';
import { render } from './render';
import { renderAll } from './renderAll';
import { renderTree } from './renderTree';

const platform = parsePlatform(smallPlatform());

function tree(...requests: Request[]): Map<string, string> {
  return new Map(
    renderAll(requests, platform).files.map(file => [file.path, file.content]),
  );
}

function application(name: string): Request {
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Application',
    metadata: { name, tenant: 'payments' },
    spec: {
      sources: [
        {
          type: 'directory',
          revision: 'main',
          repo: 'https://git.example.com/platform/estate.git',
          path: 'tenants/payments/more',
        },
      ],
    },
  });
}

const kustomization = 'platform/dev/payments/argocd/kustomization.yaml';

describe('renderAll', () => {
  it('unites what several requests write to one file', () => {
    const files = tree(parsedTenant(), application('one'), application('two'));
    expect(files.get(kustomization)).toContain(
      'resources:\n  - app-one.yaml\n  - app-two.yaml\n  - application.yaml\n  - project.yaml\n',
    );
  });

  it('renders the others where one request is refused, and says why', () => {
    const { files, findings } = renderAll(
      [parsedTenant({ tier: 'huge' }), parsedTenant({}, 'shop')],
      platform,
    );
    expect(findings).toMatchObject([
      { code: 'UnknownTier', subject: { name: 'payments' } },
    ]);
    expect(files.some(({ path }) => path.includes('/shop/'))).toBe(true);
    expect(files.some(({ path }) => path.includes('payments'))).toBe(false);
  });

  it('takes the Applications of a tenant that drains away, and everything of one that is removed', () => {
    const draining = tree(
      parsedTenant({ state: 'draining' }),
      application('one'),
    );
    expect(draining.get(kustomization)).toContain(
      'resources:\n  - project.yaml\n',
    );
    expect([...draining.keys()].join()).not.toMatch(
      /app-one|application\.yaml/,
    );
    expect(draining.has('tenants/payments/requests/application-one.yaml')).toBe(
      true,
    );
    expect([
      ...tree(parsedTenant({ state: 'removed' }), application('one')).keys(),
    ]).toEqual(['platform/tenants/payments.yaml']);
  });

  it('finds tenants in each other’s way, and does not tell whose domain it is', () => {
    const { findings } = renderAll(
      [
        parsedTenant({ domains: { dev: ['x.shop.dev.example.com'] } }),
        parsedTenant({}, 'shop'),
      ],
      platform,
    );
    expect(findings).toMatchObject([
      { code: 'DomainTaken', subject: { name: 'payments' } },
    ]);
    expect(findings[0].message.replace('x.shop.dev', '')).not.toContain('shop');
  });
});

describe('compareRender', () => {
  const before = renderAll([parsedTenant()], platform);
  const present = tree(parsedTenant());

  it('says that nothing changes where nothing does', () => {
    const { files, findings } = compareRender(
      present,
      before,
      before,
      platform,
    );
    expect(new Set(files.map(({ change }) => change))).toEqual(
      new Set(['same']),
    );
    expect(findings).toEqual([]);
  });

  it('says what is added, changed and removed', () => {
    const next = renderAll(
      [
        parsedTenant({
          environments: ['prod'],
          viewers: ['group:default/ops'],
        }),
      ],
      platform,
    );
    const { files } = compareRender(present, next, before, platform);
    const changes = Object.fromEntries(
      files.map(({ path, change }) => [path, change]),
    );
    expect(changes).toMatchObject({
      'platform/tenants/payments.yaml': 'changed',
      'platform/prod/payments/cluster/namespace.yaml': 'added',
      'platform/dev/payments/cluster/namespace.yaml': 'removed',
    });
  });

  it('finds files that somebody edited by hand, and those that are gone', () => {
    const edited = new Map(present);
    const path = 'platform/dev/payments/cluster/limits.yaml';
    edited.set(
      path,
      present.get(path)?.replace('pods: "30"', 'pods: "99"') ?? '',
    );
    edited.delete('platform/dev/payments/cluster/network.yaml');
    const { findings } = compareRender(edited, before, before, platform);
    expect(
      findings.map(({ code, subject }) => `${code} ${subject.name}`),
    ).toEqual([
      `HandEdited ${path}`,
      'HandEdited platform/dev/payments/cluster/network.yaml',
    ]);
  });

  it('keeps what other requests wrote to a shared file', () => {
    const both = tree(parsedTenant(), application('one'));
    const next = render(
      parsedTenant({ viewers: ['group:default/ops'] }),
      platform,
    );
    const { files, findings } = compareRender(
      both,
      next,
      render(parsedTenant(), platform),
      platform,
    );
    expect(files.find(({ path }) => path === kustomization)).toMatchObject({
      change: 'same',
    });
    expect(findings).toEqual([]);
  });

  it.each(['kustomization.yml', 'Kustomization'])(
    'merges into the %s that is there, and writes no second one',
    name => {
      const inGit = tree(parsedTenant(), application('one'));
      const named = kustomization.replace('kustomization.yaml', name);
      const text = `# ours\n${inGit.get(kustomization)}`;
      inGit.delete(kustomization);
      inGit.set(named, text);
      const { files, findings } = compareRender(
        inGit,
        renderAll([parsedTenant(), application('two')], platform),
        renderAll([parsedTenant(), application('one')], platform),
        platform,
      );
      expect(files.some(({ path }) => path === kustomization)).toBe(false);
      expect(files.find(({ path }) => path === named)).toMatchObject({
        change: 'changed',
        content: text
          .replace('  - app-one.yaml\n', '')
          .replace(/$/, '  - app-two.yaml\n'),
      });
      expect(findings).toEqual([]);
    },
  );
});

describe('mergeShared', () => {
  const path = 'a/kustomization.yaml';

  it('keeps further resources, keys and comments of a kustomization', () => {
    const present = `# ours
resources:
  - by-hand.yaml # stays
  - old.yaml
patches:
  - path: patch.yaml
`;
    expect(
      mergeShared(
        path,
        present,
        'resources: [old.yaml]',
        'resources: [new.yaml]',
      ),
    ).toBe(`# ours
resources:
  - by-hand.yaml # stays
  - new.yaml
patches:
  - path: patch.yaml
`);
  });

  it('adds a line once however often it is merged', () => {
    const once = mergeShared('CODEOWNERS', undefined, undefined, '/a/ @a\n');
    expect(mergeShared('CODEOWNERS', once, '/a/ @a\n', '/a/ @a\n')).toBe(once);
    expect(mergeShared('CODEOWNERS', once, undefined, '* @all\n')).toBe(
      '* @all\n/a/ @a\n',
    );
    expect(mergeShared('CODEOWNERS', once, '/a/ @a\n', undefined)).toBe('');
  });
});

describe('describeChanges', () => {
  it('says in words what is new, with the amounts', () => {
    const lines = describeChanges(
      { files: [] },
      render(parsedTenant({ environments: ['dev', 'prod'] }), platform),
    );
    expect(lines).toContain('+ Namespace payments in dev, prod');
    expect(lines).toContain(
      '+ ResourceQuota groundwork-quota in dev, prod: 4 CPU, 8Gi memory (limits 8 CPU, 16Gi), 30 pods',
    );
    expect(lines).toContain(
      '+ 3 NetworkPolicies (default-deny, allow-dns, allow-same-namespace) in dev, prod',
    );
  });

  it('says which fields change, from what to what', () => {
    const larger = smallPlatform();
    larger.tiers.small.quota.pods = 50;
    expect(
      describeChanges(
        render(parsedTenant(), platform),
        render(parsedTenant(), parsePlatform(larger)),
      ),
    ).toEqual([
      '~ ResourceQuota groundwork-quota in dev: spec.hard.pods 30 → 50',
    ]);
  });

  it('tells environments in the order that the platform has them', () => {
    const tenant = parsedTenant({ environments: ['dev', 'prod'] });
    const set = render(tenant, platform);
    expect(describeChanges({ files: [] }, set, ['prod', 'dev'])).toContain(
      '+ Namespace payments in prod, dev',
    );
    expect(describeChanges(set, { files: [] }, ['prod', 'dev'])).toContain(
      '- Namespace payments in prod, dev',
    );
  });

  it('says nothing where nothing changes', () => {
    const set = render(parsedTenant(), platform);
    expect(describeChanges(set, set)).toEqual([]);
  });
});

describe('renderTree', () => {
  it('finds nothing in a tree as it was rendered', () => {
    const { findings } = renderTree(
      tree(parsedTenant(), application('one')),
      platform,
    );
    expect(findings).toEqual([]);
  });

  it('renders no request that lies in another tenant’s directory, or is none', () => {
    const files = tree(parsedTenant(), parsedTenant({}, 'shop'));
    const text = tree(parsedTenant(), application('one')).get(
      'tenants/payments/requests/application-one.yaml',
    );
    files.set('tenants/shop/requests/application-one.yaml', text ?? '');
    files.set('tenants/shop/requests/tenant.yaml', 'kind: [');
    const rendered = renderTree(files, platform);
    expect(rendered.findings.map(({ code }) => code).sort()).toEqual([
      'InvalidYaml',
      'RequestMisplaced',
    ]);
    expect(rendered.files.some(({ path }) => path.includes('app-one'))).toBe(
      false,
    );
  });

  it('takes a request written by hand with defaults left out', () => {
    const files = tree(parsedTenant());
    files.set(
      'platform/tenants/payments.yaml',
      JSON.stringify(tenantDocument()),
    );
    expect(renderTree(files, platform).findings).toEqual([]);
  });
});
