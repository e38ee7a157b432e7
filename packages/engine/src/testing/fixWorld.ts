/*
 * A tenant `payments` whose requests, files and clusters can be broken: what fixes are tested on.
 */
import { applyEdit } from '../edit';
import { Fix, FixOption, FixStatuses, fixesInSteps } from '../fixes';
import type { Finding, KubernetesObject } from '../model';
import { check } from '../check';
import { parsePlatform, PlatformInput } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { previewRequestInSteps, resolveAsk } from '../preview';
import { render, requestFile } from '../render/render';
import { unite } from '../render/renderAll';
import { defaultLayout, FindingsError, RequestEnvelope } from '../request';
import { arraySnapshot } from '../snapshot';
import { finish } from '../steps';
import {
  quotasStatus,
  secretsStatus,
  syncStatus,
  workloadsStatus,
} from '../status';
import { networkStatus } from '../status/network';
import { schemaSet } from '../validate';
import { offeringPlatform } from './offeringPlatform';
import { teamTenant } from './teamTenant';

export const now = Date.parse('2026-11-28T12:00:00Z');

const small = offeringPlatform();

/** The platform that offers everything, with a larger tier beside the small one. */
export const fixPlatform: PlatformInput = {
  ...small,
  tiers: {
    ...small.tiers,
    large: {
      ...small.tiers.small,
      quota: {
        ...small.tiers.small.quota,
        requests: { cpu: '40', memory: '80Gi', ephemeralStorage: '80Gi' },
        limits: { cpu: '80', memory: '160Gi', ephemeralStorage: '160Gi' },
        pods: 300,
      },
      container: {
        ...small.tiers.small.container,
        max: { cpu: '8', memory: '32Gi', ephemeralStorage: '32Gi' },
      },
    },
  },
};

export const image = 'registry.example.com/web:1.4.2';

/** A request of the tenant, as a team would write it. */
export const request = (
  kind: string,
  name: string,
  spec: object,
): RequestEnvelope =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, tenant: 'payments' },
    spec,
  });

/** What a tenant's world is made of. */
export interface FixWorld {
  requests: readonly RequestEnvelope[];
  tenant?: Parameters<typeof teamTenant>[0];
  platform?: PlatformInput;
  /** What the clusters hold beside what the requests render to, and in place of it, by cluster. */
  live?: Record<string, readonly KubernetesObject[]>;
  /** Files in Git beside those of the requests, and in place of them. */
  files?: Record<string, string>;
  /** What statuses tell, beside what is computed. */
  statuses?: Partial<FixStatuses>;
}

const namespaceOf = (environment: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'payments',
    labels: {
      'tenancy.groundwork.dev/tenant': 'payments',
      'tenancy.groundwork.dev/environment': environment,
      'tenancy.groundwork.dev/layer': 'tenant',
    },
  },
});

/** The gateways that the platform offers, as they stand in a cluster. */
const gatewaysOf = ({
  gateways,
}: Pick<
  ReturnType<typeof parsePlatform>['environments'][number],
  'gateways'
>): KubernetesObject[] =>
  gateways.map(({ name, namespace, listeners }) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      gatewayClassName: 'cilium',
      listeners: listeners.map(({ name: listener, port, protocol, tls }) => ({
        name: listener,
        port,
        protocol,
        ...(tls ? { tls: { mode: tls } } : {}),
        allowedRoutes: { namespaces: { from: 'All' } },
      })),
    },
  }));

const key = ({ kind, metadata }: KubernetesObject) =>
  `${kind}/${metadata.namespace}/${metadata.name}`;

/** Everything that is computed of a world: its files, clusters and statuses. */
export function worldOf(world: FixWorld) {
  const platform = parsePlatform(world.platform ?? fixPlatform);
  const tenant: RequestEnvelope & ReturnType<typeof teamTenant> = teamTenant(
    world.tenant,
  );
  const requests = [tenant, ...world.requests];
  const rendered = unite(
    requests.flatMap(each => {
      try {
        return render(each, platform, {
          tenant,
          requests: world.requests.filter(other => other !== each),
        });
      } catch (error) {
        if (error instanceof FindingsError) {
          return [];
        }
        throw error;
      }
    }),
  ).files;
  const tree = new Map(rendered.map(({ path, content }) => [path, content]));
  for (const each of requests) {
    const file = requestFile(each, defaultLayout);
    tree.set(file.path, file.content);
  }
  Object.entries(world.files ?? {}).forEach(([path, text]) =>
    tree.set(path, text),
  );
  const clusters = new Map<string, Map<string, KubernetesObject>>();
  for (const environment of platform.environments) {
    const { name, cluster, argocd } = environment;
    for (const each of [cluster, argocd.cluster]) {
      clusters.set(each, clusters.get(each) ?? new Map());
    }
    for (const object of [namespaceOf(name), ...gatewaysOf(environment)]) {
      clusters.get(cluster)?.set(key(object), object);
    }
  }
  for (const { target, objects } of rendered) {
    for (const object of target ? objects : []) {
      clusters.get(target?.cluster ?? '')?.set(key(object), object);
    }
  }
  for (const [cluster, objects] of Object.entries(world.live ?? {})) {
    objects.forEach(object => clusters.get(cluster)?.set(key(object), object));
  }
  const snapshot = arraySnapshot(
    [...clusters].map(([cluster, objects]) => ({
      cluster,
      objects: [...objects.values()],
      asOf: now,
    })),
  );
  const subject = {
    name: 'payments',
    environments: tenant.spec.environments,
  };
  const options = { platform, now };
  const findings: Finding[] = check(snapshot, {
    ...options,
    scope: { tenants: ['payments'] },
  });
  return {
    platform,
    requests,
    tree,
    snapshot,
    statuses: {
      snapshot,
      sync: syncStatus(subject, snapshot, options),
      network: networkStatus(subject, snapshot, options),
      workloads: workloadsStatus(subject, snapshot, options),
      secrets: secretsStatus(subject, snapshot, options),
      quotas: quotasStatus(subject, snapshot, options),
      findings,
      ...world.statuses,
    },
  };
}

function previewing(world: FixWorld) {
  const { platform, requests, tree, snapshot, statuses } = worldOf(world);
  const under = (start: string) =>
    new Map([...tree].filter(([path]) => path.startsWith(start)));
  return {
    platform,
    requests,
    statuses,
    files: { platform: under('platform/'), tenants: under('tenants/') },
    schemasOf: () => ({ schemas: schemaSet({}), isLive: true }),
    live: { snapshot, now },
    mayRead: () => true,
  };
}

/** The fixes that a world is offered. */
export function fixesOf(world: FixWorld): Fix[] {
  return finish(fixesInSteps({ ...previewing(world), tenant: 'payments' }));
}

/** What a preview says of an option, as `severity code`; what could not be checked is left out. */
export function previewOf(world: FixWorld, option: FixOption): string[] {
  const options = previewing(world);
  const ask = resolveAsk({ edit: option.edit }, ({ kind, name }) =>
    options.requests.find(
      each => each.kind === kind && each.metadata.name === name,
    ),
  );
  return finish(previewRequestInSteps({ ...options, ask }))
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ code, severity }) => `${severity} ${code}`);
}

/** The world after an option was merged. */
export function mended(world: FixWorld, option: FixOption): FixWorld {
  const { edit } = option;
  const changed = (each: RequestEnvelope): RequestEnvelope => {
    if (!edit || each.kind !== edit.kind || each.metadata.name !== edit.name) {
      return each;
    }
    const { document, findings } = applyEdit(edit, each);
    expect(findings).toEqual([]);
    return parseRequest(document);
  };
  const tenant: RequestEnvelope = teamTenant(world.tenant);
  return {
    ...world,
    tenant: changed(tenant).spec as FixWorld['tenant'],
    requests: world.requests.map(changed),
  };
}
