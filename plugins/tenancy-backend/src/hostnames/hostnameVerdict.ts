import type { HostnameView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  check,
  isInDomains,
  isKnown,
  kindsOf,
  type KubernetesObject,
  lastValue,
  overlaySnapshot,
  type Platform,
  type Snapshot,
  tenantDomains,
} from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';

type Context = { platform: Platform; snapshot: Snapshot };

const HOSTNAME =
  /^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const GROUP = 'gateway.networking.k8s.io';
const PROBE = 'hostname-that-is-asked-for';

/**
 * Whether a tenant may take a hostname in an environment.
 */
export function hostnameVerdict(
  context: Context,
  tenant: TenantEntry,
  environmentName: string,
  given: string,
): HostnameView {
  const hostname = given.trim().toLowerCase();
  if (!HOSTNAME.test(hostname) || hostname.length > 253) {
    return {
      verdict: 'invalid',
      message:
        'This is not a hostname. Use lower case letters, digits, "-" and dots, as in shop.example.com.',
    };
  }
  const environment = context.platform.environments.find(
    ({ name }) => name === environmentName,
  );
  const place = tenant.environments.find(
    ({ name }) => name === environmentName,
  );
  if (!environment || !place) {
    return {
      verdict: 'notOffered',
      message: `The tenant does not have the environment ${environmentName}.`,
    };
  }
  const domains = tenant.request
    ? tenantDomains(tenant.request, environment)
    : environment.domains.map(domain => `${tenant.name}.${domain}`);
  if (!isInDomains(hostname, domains)) {
    return {
      verdict: 'notOffered',
      message:
        domains.length > 0
          ? `Hostnames of this tenant must end in ${domains.join(' or ')}.`
          : 'This environment has no domains. Ask the platform team.',
    };
  }
  if (isOwn(context, place, hostname)) {
    return {
      verdict: 'yours',
      message: 'Already used by a route of this tenant.',
    };
  }
  if (isTaken(context, tenant.name, place, hostname)) {
    return {
      verdict: 'taken',
      message:
        'This hostname is taken by another tenant. Choose another one, or ask the platform team.',
    };
  }
  const silent = silentClusters(context);
  return silent.length === 0
    ? { verdict: 'free', message: 'This hostname is available.' }
    : {
        verdict: 'unknown',
        message: `Cluster ${silent.join(
          ' and ',
        )} does not answer, so it is not known whether the hostname is available.`,
      };
}

function isOwn(
  { platform, snapshot }: Context,
  { cluster, namespace }: { cluster: string; namespace: string },
  hostname: string,
): boolean {
  return kindsOf(platform).ofTeams.some(({ group, kind, hostnames }) =>
    hostnames
      ? (
          lastValue(snapshot.list({ cluster, group, kind, namespace })) ?? []
        ).some(object =>
          hostnames(object).some(({ name }) => name === hostname),
        )
      : false,
  );
}

/** By the same rule that judges a proposal: as if the tenant had a route with that name. */
function isTaken(
  { platform, snapshot }: Context,
  tenant: string,
  { cluster, namespace }: { cluster: string; namespace: string },
  hostname: string,
): boolean {
  const probe: KubernetesObject = {
    apiVersion: `${GROUP}/v1`,
    kind: 'HTTPRoute',
    metadata: { name: PROBE, namespace },
    spec: { hostnames: [hostname], rules: [] },
  };
  const findings = check(
    overlaySnapshot(snapshot, [{ cluster, objects: [probe] }]),
    { platform, now: Date.now(), scope: { tenants: [tenant] } },
  );
  return findings.some(
    ({ code, subject }) => code === 'HostnameTaken' && subject.name === PROBE,
  );
}

/** A name is taken wherever on the platform somebody has it, so every cluster counts. */
function silentClusters({ platform, snapshot }: Context): string[] {
  const clusters = new Set(platform.environments.map(each => each.cluster));
  return [...clusters].filter(cluster =>
    deciding(platform).some(({ group, kind }) => {
      const known = snapshot.list({ cluster, group, kind });
      return !isKnown(known) && known.unknown !== 'notServed';
    }),
  );
}

/** Whose names count, and the namespaces that say whose they are. */
function deciding(platform: Platform) {
  return [
    { group: '', kind: 'Namespace' },
    ...kindsOf(platform).watched.filter(({ hostnames }) => hostnames),
  ];
}
