import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  describeQuota,
  kindsOf,
  type Platform,
  type Tier,
} from '@groundwork/engine';

/**
 * The platform as everybody who is signed in may see it: without credentials.
 *
 * @public
 */
export function platformView(platform: Platform): PlatformView {
  const { prefix, publish, repository, layout, tiers, environments } = platform;
  return {
    prefix,
    publish,
    repository: {
      platform: withoutCredential(repository.platform),
      tenants: withoutCredential(repository.tenants),
    },
    layout,
    tiers: Object.entries(tiers).map(([name, tier]) => ({
      name,
      description: tier.description,
      summary: summaryOf(tier),
    })),
    environments: environments.map(environment => ({
      name: environment.name,
      cluster: environment.cluster,
      ...(environment.argocd.url ? { argocdUrl: environment.argocd.url } : {}),
      domains: environment.domains,
      gateways: environment.gateways.map(gateway => ({
        name: gateway.name,
        namespace: gateway.namespace,
        title: gateway.title ?? gateway.name,
        visibility: gateway.visibility,
        listeners: gateway.listeners.map(({ name, protocol, port }) => ({
          name,
          protocol,
          port,
        })),
      })),
      secretStores: environment.secretStores.map(
        ({ name, provider, prefix: paths }) => ({
          name,
          provider,
          prefix: paths,
        }),
      ),
      endpoints: Object.entries(environment.scaling ?? {}).flatMap(
        ([type, offered]) => offered.map(({ name }) => ({ type, name })),
      ),
    })),
    kinds: kindsOf(platform).all.flatMap(({ group, kind, label }) =>
      label && label.one !== kind ? { group, kind, label: label.one } : [],
    ),
  };
}

function summaryOf({ quota }: Tier): string {
  const { requests, limits, pods, storage } = quota;
  return [
    describeQuota({
      requests: [requests.cpu, requests.memory],
      limits: [limits.cpu, limits.memory],
      pods,
    }),
    `${storage} storage`,
  ].join(', ');
}

function withoutCredential(tree: { url: string; branch: string }): {
  url: string;
  branch: string;
} {
  return { ...tree, url: tree.url.replace(/^(https?:\/\/)[^/@]*@/, '$1') };
}
