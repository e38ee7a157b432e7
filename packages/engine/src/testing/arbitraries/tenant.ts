import fc from 'fast-check';
import { reservedName } from '../../capabilities/tenant/reservedNames';
import type { TenantRequestInput } from '../../capabilities/tenant/request';
import { Environment, Platform } from '../../platform';
import { distinct, label } from './primitives';
import { selfHealPauses } from './selfHealPauses';

type Spec = TenantRequestInput['spec'];

/** Names that a tenant of any of the generated platforms may have. */
export const tenantName = label(24).filter(
  name =>
    reservedName(name) === undefined &&
    // A namespace of the cluster or of the platform, with a prefix or without.
    !/^(default|kube|openshift|argocd|gateways|gateway-system|monitoring|backstage)/.test(
      name,
    ) &&
    // What is made of a tenant and an environment may be refused.
    !/-/.test(name),
);

/** Groups of the catalog. */
const group = label(20).map(name => `group:default/${name}`);

/**
 * Valid Tenant requests with all options, as documents, using what the platform offers.
 */
export function tenantRequests(
  platform: Platform,
): fc.Arbitrary<TenantRequestInput> {
  const all = platform.environments.map(environment => environment.name);
  return fc
    .tuple(tenantName, fc.subarray(all, { minLength: 1 }))
    .chain(([name, environments]) =>
      specs(platform, name, environments).map(spec => ({
        apiVersion: 'tenancy.groundwork.dev/v1' as const,
        kind: 'Tenant' as const,
        metadata: { name },
        spec,
      })),
    );
}

function specs(
  platform: Platform,
  name: string,
  environments: string[],
): fc.Arbitrary<Spec> {
  const used = platform.environments.filter(environment =>
    environments.includes(environment.name),
  );
  return fc
    .record({
      owner: group,
      tier: fc.constantFrom(...Object.keys(platform.tiers)),
      options: fc.record(
        {
          description: fc.string({
            unit: fc
              .integer({ min: 0x20, max: 0x7e })
              .map(c => String.fromCharCode(c)),
            maxLength: 60,
          }),
          viewers: fc.array(group, { maxLength: 3 }),
          domains: domains(used, name),
          egress: egress(environments, used),
          ports: ports(used),
          namespaceMetadata: namespaceMetadata(platform, environments),
          repositories: fc.subarray([
            'https://git.example.com/charts.git',
            'https://charts.example.com',
            'registry.example.com/charts',
            'git@git.example.com:apps/shop.git',
          ]),
          syncWindows: syncWindows(environments),
          selfHealPauses: selfHealPauses(environments),
          draining: fc.subarray(environments),
          state: fc.constantFrom('active' as const, 'draining' as const),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ owner, tier, options }) => ({
      owner,
      environments,
      tier,
      ...options,
    }));
}

function namespaceMetadata(
  { namespaceMetadata: offered }: Platform,
  environments: readonly string[],
): fc.Arbitrary<NonNullable<Spec['namespaceMetadata']>> {
  const keys = (patterns: readonly string[]) =>
    fc.subarray(patterns.map(each => each.replace('*', 'cost-centre')));
  const values = (patterns: readonly string[], value: fc.Arbitrary<string>) =>
    keys(patterns).chain(some =>
      fc.record(Object.fromEntries(some.map(each => [each, value]))),
    );
  return fc.subarray([...environments]).chain(some =>
    fc.record(
      Object.fromEntries(
        some.map(name => [
          name,
          fc.record(
            {
              labels: values(
                offered.labels,
                fc.constantFrom('', '42', 'true', 'a.b_C-d'),
              ),
              annotations: values(
                offered.annotations,
                fc.constantFrom('', 'pay@acme.example', 'two\nlines: "x"'),
              ),
            },
            { requiredKeys: [] },
          ),
        ]),
      ),
    ),
  );
}

function domains(
  environments: readonly Environment[],
  name: string,
): fc.Arbitrary<Record<string, string[]>> {
  return fc
    .subarray([...environments])
    .chain(some =>
      fc.record(
        Object.fromEntries(
          some.map(environment => [
            environment.name,
            environment.domains.length === 0
              ? fc.constant<string[]>([])
              : fc.subarray(
                  environment.domains.flatMap(domain => [
                    `${name}.${domain}`,
                    `${name}-api.${domain}`,
                    `eu.${name}x.${domain}`,
                  ]),
                ),
          ]),
        ),
      ),
    );
}

function egress(
  environments: readonly string[],
  used: readonly Environment[],
): fc.Arbitrary<NonNullable<Spec['egress']>> {
  const number = fc.integer({ min: 1, max: 65535 });
  const port = fc
    .tuple(number, number, fc.constantFrom('TCP', 'UDP', 'SCTP'), fc.boolean())
    .map(([a, b, protocol, isRange]) => ({
      port: Math.min(a, b),
      protocol: protocol as 'TCP' | 'UDP' | 'SCTP',
      ...(isRange ? { endPort: Math.max(a, b) } : {}),
    }));
  const cilium = used.filter(environment => environment.cni === 'cilium');
  const allOf = (names: readonly string[]) =>
    fc
      .subarray([...names], { minLength: 1 })
      .map(chosen => ({ environments: chosen }));
  type Peer = Omit<NonNullable<Spec['egress']>[number], 'name' | 'ports'>;
  const peer: fc.Arbitrary<Peer> = fc.oneof(
    fc.constantFrom<Peer[]>(
      { cidr: '203.0.113.0/24' },
      { cidr: '0.0.0.0/0' },
      { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.4/32'] },
      { cidr: '2001:db8::/32' },
      { cidr: '::/0', except: ['fc00::/7'] },
    ),
    fc.record({ namespace: label(20) }),
    fc.constantFrom<Peer[]>(
      { namespace: 'databases', podLabels: { app: 'postgres' } },
      { namespace: 'databases', podLabels: { 'example.com/tier': '1e3' } },
    ),
    ...(cilium.length === 0
      ? []
      : [
          fc
            .tuple(
              fc.constantFrom(
                { fqdn: 'api.example.com' },
                { fqdn: '*.example.org' },
              ),
              allOf(cilium.map(environment => environment.name)),
            )
            .map(([name, where]) => ({ ...name, ...where })),
        ]),
  );
  return distinct(
    fc
      .tuple(
        label(20),
        fc.option(allOf(environments), { nil: {} }),
        peer,
        fc.array(port, { minLength: 1, maxLength: 3 }),
      )
      .map(([name, where, to, list]) => ({
        name,
        ...where,
        ...to,
        ports: list,
      })),
    rule => rule.name,
    { maxLength: 4 },
  );
}

function ports(
  environments: readonly Environment[],
): fc.Arbitrary<NonNullable<Spec['ports']>> {
  return fc.subarray(
    environments.flatMap(environment =>
      environment.gateways.flatMap(gateway =>
        gateway.listeners
          .filter(({ protocol }) => protocol === 'TCP' || protocol === 'UDP')
          .map(listener => ({
            environment: environment.name,
            gateway: gateway.name,
            section: listener.name,
            port: listener.port,
          })),
      ),
    ),
  );
}

function syncWindows(
  environments: readonly string[],
): fc.Arbitrary<NonNullable<Spec['syncWindows']>> {
  return distinct(
    fc
      .record({
        kind: fc.constantFrom('allow' as const, 'deny' as const),
        schedule: fc.constantFrom('0 22 * * 1-5', '*/15 8-18 1,15 * *'),
        duration: fc.constantFrom('1h', '90m', '1h30m'),
        rest: fc.record(
          {
            timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Etc/GMT+1'),
            manualSync: fc.boolean(),
            environments: fc.subarray([...environments], { minLength: 1 }),
          },
          { requiredKeys: [] },
        ),
      })
      .map(({ rest, ...window }) => ({ ...window, ...rest })),
    window => `${window.kind} ${window.schedule}`,
    { maxLength: 3 },
  );
}
