import type { KindDescriptor } from '@groundwork/engine';

/** What the portal can't tell where it may not read a kind, by kind ... */
const byKind: Readonly<Record<string, string>> = {
  '/Namespace':
    'Patterns and trusted labels find no namespaces, and policies that select namespaces by label are Unknown.',
  '/Pod': 'Workloads say neither how many pods are ready nor why not.',
  '/Service': 'Routes are Unknown from their Service on.',
  '/Event': 'Recent events are not told.',
  '/ResourceQuota': 'How much of a quota is used is not known.',
  '/LimitRange': 'Defaults of containers are not known.',
  '/PersistentVolumeClaim': 'Volumes that pods wait for are not told.',
  'apiextensions.k8s.io/CustomResourceDefinition':
    'A kind that is installed later is noticed later, and previews do not check against its schema.',
  'argoproj.io/Rollout': 'The Workloads card lacks objects of kind Rollout.',
  'discovery.k8s.io/EndpointSlice':
    'Whether a Service has ready endpoints is Unknown.',
  'networking.k8s.io/NetworkPolicy':
    'Isolation and the policy hop of routes are Unknown.',
};

/** ... and by API group. */
const byGroup: Readonly<Record<string, string>> = {
  'argoproj.io': 'The Sync card is Unknown.',
  'gateway.networking.k8s.io':
    'The Network card lacks routes, or their hops are Unknown.',
  'kustomize.toolkit.fluxcd.io':
    'The Sync card lacks what Kustomizations of Flux deliver.',
  'helm.toolkit.fluxcd.io':
    'The Sync card lacks what HelmReleases of Flux deliver.',
  'source.toolkit.fluxcd.io':
    'Why Flux sees nothing new in a source is not told.',
  'cilium.io':
    "Cilium's policies and addresses are Unknown on the Network card.",
  'external-secrets.io': 'The Secrets card lacks what External Secrets keeps.',
  'cert-manager.io': 'Certificates are missing on the Secrets card.',
  'acme.cert-manager.io': 'Why a certificate is not issued is not told.',
  'rbac.authorization.k8s.io': 'Who may do what is not shown.',
  autoscaling: 'Limits of autoscalers are not told.',
};

/** What the portal can't tell where it may not read a kind, in a sentence. */
export function costOf({
  group,
  kind,
  pods,
}: Pick<KindDescriptor, 'group' | 'kind' | 'pods'>): string {
  return (
    byKind[`${group}/${kind}`] ??
    byGroup[group] ??
    (pods
      ? `The Workloads card lacks objects of kind ${kind}.`
      : `What depends on ${kind} is Unknown.`)
  );
}
