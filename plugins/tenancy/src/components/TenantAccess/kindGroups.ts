/** What people call kinds together, by the names of their resources. What stands in none of these is told by its name. */
const GROUPS = {
  workloads: [
    ...['analysisruns', 'analysistemplates', 'cronjobs', 'daemonsets'],
    ...['deployments', 'experiments', 'horizontalpodautoscalers', 'jobs'],
    ...['poddisruptionbudgets', 'pods', 'podtemplates', 'replicasets'],
    ...['replicationcontrollers', 'rollouts', 'scaledjobs', 'scaledobjects'],
    ...['statefulsets', 'triggerauthentications', 'verticalpodautoscalers'],
  ],
  routes: [
    ...['backendtlspolicies', 'backendtrafficpolicies', 'endpoints'],
    ...['clienttrafficpolicies', 'endpointslices', 'gatewayclasses'],
    ...['gateways', 'grpcroutes', 'httproutes', 'ingressclasses', 'ingresses'],
    ...['listenersets', 'referencegrants', 'securitypolicies', 'services'],
    ...['tcproutes', 'tlsroutes', 'udproutes'],
  ],
  networkRules: [
    ...['adminnetworkpolicies', 'authorizationpolicies'],
    ...['baselineadminnetworkpolicies', 'ciliumclusterwidenetworkpolicies'],
    ...['ciliumnetworkpolicies', 'globalnetworkpolicies', 'networkpolicies'],
    ...['peerauthentications', 'serviceentries', 'sidecars'],
  ],
  configuration: ['configmaps'],
  // Not together with what asks for them: who sees an ExternalSecret sees no value.
  secrets: ['secrets'],
  externalSecrets: [
    ...['clusterexternalsecrets', 'clustersecretstores', 'externalsecrets'],
    ...['pushsecrets', 'secretstores'],
  ],
  certificates: [
    ...['certificaterequests', 'certificates', 'challenges'],
    ...['clusterissuers', 'issuers', 'orders', 'certificatesigningrequests'],
  ],
  storage: [
    ...['persistentvolumeclaims', 'persistentvolumes', 'storageclasses'],
    ...['volumesnapshots', 'volumesnapshotclasses', 'volumesnapshotcontents'],
  ],
  limits: ['limitranges', 'priorityclasses', 'resourcequotas'],
  delivery: [
    ...['applications', 'applicationsets', 'appprojects', 'gitrepositories'],
    ...['helmreleases', 'kustomizations', 'ocirepositories'],
  ],
  access: [
    ...['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
    ...['serviceaccounts'],
  ],
  namespaces: ['namespaces'],
  nodes: ['nodes'],
  events: ['events'],
  guardRails: [
    ...['clusterpolicies', 'mutatingwebhookconfigurations', 'policies'],
    ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
    ...['validatingwebhookconfigurations'],
  ],
} as const;

/** A group of kinds that has a name among the texts. */
export type KindGroup = keyof typeof GROUPS;

const GROUP_OF = new Map<string, KindGroup>(
  Object.entries(GROUPS).flatMap(([group, kinds]) =>
    kinds.map(kind => [kind, group as KindGroup] as const),
  ),
);

const ORDER = Object.keys(GROUPS) as KindGroup[];

/** What somebody may change or see: groups in the order of what matters most, kinds of none, and all of an API group. */
export interface GroupedKinds {
  groups: KindGroup[];
  /** Of these single objects alone. */
  some: KindGroup[];
  /** Names of resources that are in no group. */
  others: string[];
  /** API groups of which it is everything. */
  everythingOf: string[];
}

/** Sorts the kinds of a grant into what people call them. */
export function groupKinds(kinds: readonly string[]): GroupedKinds {
  const whole = new Map<KindGroup, string[]>();
  const single = new Map<KindGroup, string[]>();
  const others: string[] = [];
  const everythingOf: string[] = [];
  for (const kind of kinds) {
    const [, all] = /^everything of (.+)$/.exec(kind) ?? [];
    const name = kind.replace(/^some /, '');
    const group = GROUP_OF.get(name);
    if (all !== undefined) {
      everythingOf.push(all);
    } else if (group === undefined) {
      others.push(kind);
    } else {
      const found = name === kind ? whole : single;
      found.set(group, [...(found.get(group) ?? []), kind]);
    }
  }
  // One kind of many is told by its name: the group would promise more.
  for (const found of [whole, single]) {
    for (const [group, [first, second]] of [...found]) {
      if (second === undefined && GROUPS[group].length > 1) {
        found.delete(group);
        others.push(first);
      }
    }
  }
  return {
    groups: ORDER.filter(each => whole.has(each)),
    some: ORDER.filter(each => single.has(each) && !whole.has(each)),
    others: others.sort(),
    everythingOf,
  };
}
