import { at, fieldsOf, listOf, textOf } from '../model/fields';
import type { KubernetesObject } from '../model';
import type { PlatformInput } from '../platform';
import { environmentSchema, gatewaySchema } from '../platform/environment';
import { secretStoreSchema } from '../platform/stores';
import {
  byCount,
  type DraftCluster,
  type Note,
  objectsOf,
  unreadOf,
} from './DraftCluster';

type Environment = PlatformInput['environments'][number];
type Gateway = NonNullable<Environment['gateways']>[number];
type Store = NonNullable<Environment['secretStores']>[number];

const GATEWAY = 'gateway.networking.k8s.io';
const ARGO = 'argoproj.io';
/** How an Argo CD calls the cluster that it runs in. */
const OWN = 'https://kubernetes.default.svc';
/** What has hostnames. */
const HOSTS = [
  `${GATEWAY}/Gateway`,
  `${GATEWAY}/GRPCRoute`,
  `${GATEWAY}/HTTPRoute`,
  `${GATEWAY}/TLSRoute`,
  'networking.k8s.io/Ingress',
  'route.openshift.io/Route',
];
const LEVEL = 'pod-security.kubernetes.io/enforce';

/** What a cluster offers and who deploys to it, as far as it shows. */
export function draftEnvironment(
  cluster: DraftCluster,
  all: readonly DraftCluster[],
  isTeams: (namespace: string) => boolean,
  take: Note,
): Environment {
  const gateways = gatewaysOf(cluster, take);
  const domains = domainsOf(cluster, isTeams);
  const unreadHosts = unreadOf(cluster, ...HOSTS);
  if (unreadHosts !== '') {
    take(
      'domains',
      `Hostnames of ${unreadHosts} could not be read. Name the domains that tenants get names under.`,
    );
  } else if (domains.length === 0) {
    take(
      'domains',
      'No hostname was found. Name the domains that tenants get names under.',
    );
  }
  if (
    unreadOf(cluster, 'apiextensions.k8s.io/CustomResourceDefinition') !== ''
  ) {
    take(
      'cni',
      'Which kinds the cluster defines could not be read. Set cni where it has Cilium, and dns where it is an OpenShift.',
    );
  }
  return {
    name: cluster.environment,
    cluster: cluster.cluster,
    argocd: argocdOf(cluster, all, take),
    ...(gateways.length > 0 ? { gateways } : {}),
    ...(domains.length > 0 ? { domains } : {}),
    ...storesOf(cluster, take),
    ...(has(cluster, /^ciliumnetworkpolicies\.cilium\.io$/)
      ? { cni: 'cilium' as const }
      : {}),
    ...(has(cluster, /^clusteroperators\.config\.openshift\.io$/)
      ? { dns: 'openshift' as const }
      : {}),
    podSecurity: { level: levelOf(cluster, isTeams, take) },
  };
}

function has({ definitions }: DraftCluster, name: RegExp): boolean {
  return definitions.some(each => name.test(each));
}

/** The Argo CD that has the most Applications for a cluster. */
function argocdOf(
  { cluster, server }: DraftCluster,
  all: readonly DraftCluster[],
  take: Note,
): Environment['argocd'] {
  const found = all.flatMap(home =>
    objectsOf(home, ARGO, 'Application').flatMap(application => {
      const destination = fieldsOf(at(application.spec, 'destination'));
      const to = textOf(destination.server)?.replace(/\/$/, '');
      const name = textOf(destination.name);
      const isHere =
        home.cluster === cluster && (to === OWN || name === 'in-cluster');
      const isNamed =
        name === cluster ||
        (to !== undefined && to === server?.replace(/\/$/, ''));
      return isHere || isNamed
        ? [
            {
              cluster: home.cluster,
              namespace: homeOf(home, application),
              destination:
                name === undefined ? { server: to ?? OWN } : { name },
            },
          ]
        : [];
    }),
  );
  const [first, ...others] = byCount(found, each => JSON.stringify(each)).map(
    ({ value }) => value,
  );
  if (first && environmentSchema.shape.argocd.safeParse(first).success) {
    // Its own cluster is known by both of its names.
    const otherDestinations = others
      .filter(
        ({ cluster: home, namespace, destination }) =>
          home === first.cluster &&
          namespace === first.namespace &&
          !isOwn(destination),
      )
      .map(({ destination }) => destination)
      .slice(0, 20);
    const argocd = {
      ...first,
      ...(otherDestinations.length > 0 ? { otherDestinations } : {}),
    };
    return environmentSchema.shape.argocd.safeParse(argocd).success
      ? argocd
      : first;
  }
  const [home] = all.filter(
    each => objectsOf(each, ARGO, 'Application', 'AppProject').length > 0,
  );
  take('argocd', whyGuessed(home, all));
  return home && home.cluster !== cluster
    ? { cluster: home.cluster, destination: { name: cluster } }
    : { cluster, destination: { server: OWN } };
}

function isOwn(destination: { server: string } | { name: string }): boolean {
  return 'server' in destination
    ? destination.server === OWN
    : destination.name === 'in-cluster';
}

/** Why it is not known which Argo CD deploys to a cluster. */
function whyGuessed(
  home: DraftCluster | undefined,
  all: readonly DraftCluster[],
): string {
  const unread = all
    .filter(each => unreadOf(each, `${ARGO}/Application`) !== '')
    .map(each => each.cluster);
  if (unread.length > 0) {
    return `Which Argo CD deploys to this cluster is not known: Applications of ${unread.join(
      ', ',
    )} could not be read. Set where it runs and what it calls this cluster.`;
  }
  return home
    ? `No Application goes to this cluster, so it is guessed that the Argo CD of ${home.cluster} deploys to it. Set destination to what that Argo CD calls it.`
    : 'No Argo CD was found. Set where it runs and what it calls this cluster.';
}

/** Argo CD keeps its projects where it runs; Applications may be elsewhere. */
function homeOf(home: DraftCluster, application: KubernetesObject): string {
  const project = textOf(at(application.spec, 'project')) ?? 'default';
  const [found] = byCount(
    objectsOf(home, ARGO, 'AppProject').filter(
      ({ metadata }) => metadata.name === project,
    ),
    ({ metadata }) => metadata.namespace ?? '',
  );
  return (
    found?.value.metadata.namespace ??
    application.metadata.namespace ??
    'argocd'
  );
}

/** Gateways that routes of other namespaces may use. */
function gatewaysOf(cluster: DraftCluster, take: Note): Gateway[] {
  const found = objectsOf(cluster, GATEWAY, 'Gateway').flatMap(
    ({ metadata, spec }) => {
      const listeners = listOf(at(spec, 'listeners'))
        .filter(listener => {
          const from = textOf(
            at(listener, 'allowedRoutes', 'namespaces', 'from'),
          );
          return from === 'All' || from === 'Selector';
        })
        .flatMap(({ name, port, protocol, tls }) => {
          const mode = textOf(at(tls, 'mode'));
          const listener = {
            ...{ name, port, protocol },
            ...(mode === undefined ? {} : { tls: mode }),
          };
          const parsed = gatewaySchema.shape.listeners.safeParse([listener]);
          return parsed.success ? parsed.data : [];
        });
      const gateway = {
        name: metadata.name,
        namespace: metadata.namespace ?? '',
        listeners,
      };
      return gatewaySchema.safeParse(gateway).success ? [gateway] : [];
    },
  );
  if (unreadOf(cluster, `${GATEWAY}/Gateway`) !== '') {
    take(
      'gateways',
      'Gateways could not be read. Name those that tenants may use.',
    );
  } else if (found.length > 0) {
    take(
      'gateways',
      'Set visibility: internal for those that are not on the internet, dataPlane where the proxies run in another namespace, and sourceRanges where load balancers outside of the cluster bring the traffic.',
    );
  }
  return found.slice(0, 20);
}

/** Domains of listeners with a wildcard, and those right above the hostnames of routes. */
function domainsOf(
  cluster: DraftCluster,
  isTeams: (namespace: string) => boolean,
): string[] {
  const offered = objectsOf(cluster, GATEWAY, 'Gateway').flatMap(({ spec }) =>
    listOf(at(spec, 'listeners')).flatMap(({ hostname }) => {
      const name = textOf(hostname) ?? '';
      return name.startsWith('*.') ? [name.slice(2)] : [];
    }),
  );
  const used = cluster.objects
    .filter(({ metadata }) => isTeams(metadata.namespace ?? ''))
    .flatMap(object => hostnamesOf(object))
    .map(name => name.replace(/^\*\./, ''))
    .flatMap(name => {
      const above = name.slice(name.indexOf('.') + 1);
      return [above.includes('.') ? above : name];
    });
  const counted = byCount(used, name => name).map(({ value }) => value);
  const domains: string[] = [];
  for (const name of [...offered, ...counted]) {
    const isValid = environmentSchema.shape.domains.safeParse([name]).success;
    const isHeld = domains.some(
      each => name === each || name.endsWith(`.${each}`),
    );
    if (isValid && !isHeld) {
      domains.push(name);
    }
  }
  return domains
    .filter(name => !domains.some(each => name.endsWith(`.${each}`)))
    .slice(0, 50);
}

function hostnamesOf(object: KubernetesObject): string[] {
  const { apiVersion, spec } = object;
  if (apiVersion.startsWith(`${GATEWAY}/`) && object.kind !== 'Gateway') {
    const names = at(spec, 'hostnames');
    return Array.isArray(names)
      ? names.flatMap(name => textOf(name) ?? [])
      : [];
  }
  if (
    object.kind === 'Ingress' &&
    apiVersion.startsWith('networking.k8s.io/')
  ) {
    return listOf(at(spec, 'rules')).flatMap(({ host }) => textOf(host) ?? []);
  }
  return object.kind === 'Route' && apiVersion.startsWith('route.openshift.io/')
    ? [textOf(at(spec, 'host')) ?? ''].filter(Boolean)
    : [];
}

/** Cluster-wide stores of providers that are known; a tenant gets a store of its own of it where its provider has roles. */
function storesOf(
  cluster: DraftCluster,
  take: Note,
): Pick<Environment, 'secretStores'> {
  const stores: Store[] = [];
  const unknown: string[] = [];
  for (const { metadata, spec } of objectsOf(
    cluster,
    'external-secrets.io',
    'ClusterSecretStore',
  )) {
    const store = storeOf(metadata.name, fieldsOf(at(spec, 'provider')));
    if (store && secretStoreSchema.safeParse(store).success) {
      stores.push(store);
    } else {
      unknown.push(metadata.name);
    }
  }
  if (unreadOf(cluster, 'external-secrets.io/ClusterSecretStore') !== '') {
    take(
      'secretStores',
      'ClusterSecretStores could not be read. Name those that tenants may use.',
    );
  }
  if (unknown.length > 0) {
    take(
      'secretStores',
      `Of ClusterSecretStore ${unknown.join(
        ', ',
      )} not all is known here. Add it, or leave it out.`,
    );
  }
  if (stores.length > 0) {
    take(
      'secretStores',
      'Set prefix to where the paths of a tenant begin in these stores.',
    );
  }
  return stores.length > 0 ? { secretStores: stores.slice(0, 20) } : {};
}

function storeOf(
  name: string,
  provider: Readonly<Record<string, unknown>>,
): Store | undefined {
  const { aws, azurekv, vault } = provider;
  if (vault !== undefined) {
    const version = textOf(at(vault, 'version'));
    const mount = textOf(at(vault, 'path'));
    return {
      ...{ name, provider: 'vault', scope: 'cluster' },
      server: textOf(at(vault, 'server')) ?? '',
      ...(version === undefined ? {} : { version }),
      ...(mount === undefined ? {} : { mount }),
    };
  }
  if (aws !== undefined) {
    const isParameters = textOf(at(aws, 'service')) === 'ParameterStore';
    return {
      name,
      provider: isParameters ? 'awsParameterStore' : 'awsSecretsManager',
      scope: 'cluster',
      region: textOf(at(aws, 'region')) ?? '',
    };
  }
  return azurekv === undefined
    ? undefined
    : {
        ...{ name, provider: 'azureKeyVault', scope: 'cluster' },
        vaultUrl: textOf(at(azurekv, 'vaultUrl')) ?? '',
      };
}

/** The level that most namespaces of teams are held to. */
function levelOf(
  cluster: DraftCluster,
  isTeams: (namespace: string) => boolean,
  take: Note,
): 'restricted' | 'baseline' {
  const levels = objectsOf(cluster, '', 'Namespace')
    .filter(({ metadata }) => isTeams(metadata.name))
    .map(({ metadata }) => metadata.labels?.[LEVEL] ?? 'none');
  const [most] = byCount(levels, level => level);
  if (most?.value !== 'restricted' && most?.value !== 'baseline') {
    take(
      'podSecurity',
      'Most namespaces are held to no level of Pod Security, or to none that keeps teams apart. While tenants are in reportOnly they stay as they are.',
    );
    return 'baseline';
  }
  return most.value;
}
