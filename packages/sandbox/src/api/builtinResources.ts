import { Resource } from './Resource';

/**
 * The kinds that every cluster has. After group version and kind stand short
 * names, flags, and `word:values`: the fields for selectors, those that are
 * fixed, printed columns and subresources.
 */
const KINDS = `
v1 Namespace ns cluster label sub:status,finalize fields:status.phase print:Status=status.phase
v1 Pod po counted echoes all sub:status fields:spec.nodeName,spec.restartPolicy,spec.schedulerName,spec.serviceAccountName,status.phase,status.podIP print:Status=status.phase,IP=status.podIP
v1 Service svc label echoes all sub:status fields:spec.clusterIP,spec.type print:Type=spec.type,Cluster-IP=spec.clusterIP
v1 ServiceAccount sa echoes sub:token
v1 ConfigMap cm
v1 Secret - fields:type fixed:type print:Type=type
v1 Event ev fields:involvedObject.apiVersion,involvedObject.kind,involvedObject.name,involvedObject.namespace,involvedObject.uid,reason,reportingComponent,type print:Type=type,Reason=reason,Message=message
v1 Node no cluster sub:status fields:spec.unschedulable
v1 ResourceQuota quota echoes limit sub:status
v1 LimitRange limits limit
v1 PersistentVolumeClaim pvc echoes sub:status print:Status=status.phase,Volume=spec.volumeName
v1 Endpoints ep
apps/v1 Deployment deploy counted all sub:status,scale fixed:spec.selector print:Desired=spec.replicas,Ready=status.readyReplicas
apps/v1 ReplicaSet rs counted all sub:status,scale fields:status.replicas fixed:spec.selector print:Desired=spec.replicas,Ready=status.readyReplicas
apps/v1 StatefulSet sts counted all sub:status,scale fixed:spec.selector print:Desired=spec.replicas,Ready=status.readyReplicas
apps/v1 DaemonSet ds counted all sub:status fixed:spec.selector
batch/v1 Job - counted all sub:status fields:status.successful
batch/v1 CronJob cj counted all sub:status
networking.k8s.io/v1 NetworkPolicy netpol counted
networking.k8s.io/v1 Ingress ing counted sub:status
discovery.k8s.io/v1 EndpointSlice - counted
policy/v1 PodDisruptionBudget pdb counted careful sub:status
autoscaling/v2 HorizontalPodAutoscaler hpa all sub:status
rbac.authorization.k8s.io/v1 Role - path
rbac.authorization.k8s.io/v1 ClusterRole - path cluster
rbac.authorization.k8s.io/v1 RoleBinding - path fixed:roleRef
rbac.authorization.k8s.io/v1 ClusterRoleBinding - path cluster fixed:roleRef
coordination.k8s.io/v1 Lease - careful
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy - cluster counted policy sub:status
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding - cluster counted policy
scheduling.k8s.io/v1 PriorityClass pc cluster counted fixed:value
storage.k8s.io/v1 StorageClass sc cluster fixed:provisioner,parameters,reclaimPolicy print:Provisioner=provisioner
apiextensions.k8s.io/v1 CustomResourceDefinition crd,crds cluster counted careful sub:status
authentication.k8s.io/v1 SelfSubjectReview - cluster review
authentication.k8s.io/v1 TokenReview - cluster review
authorization.k8s.io/v1 LocalSubjectAccessReview - review
authorization.k8s.io/v1 SelfSubjectAccessReview - cluster review
authorization.k8s.io/v1 SelfSubjectRulesReview - cluster review
authorization.k8s.io/v1 SubjectAccessReview - cluster review
`;

function pluralOf(word: string): string {
  if (word === 'endpoints') {
    return word;
  }
  const plural = `${word}${word.endsWith('s') ? 'es' : 's'}`;
  return plural.replace(/ys$/, 'ies');
}

function parse(line: string): Resource {
  const [groupVersion, kind, short, ...words] = line.split(' ');
  const [version, group = ''] = groupVersion.split('/').reverse();
  const has = (flag: string) => words.includes(flag);
  const values = (word: string) => {
    const found = words.find(text => text.startsWith(`${word}:`));
    return found ? found.slice(word.length + 1).split(',') : [];
  };
  const singular = kind.toLowerCase();
  const printed = values('print').map(text => {
    const [name, path] = text.split('=');
    return { name, type: 'string', jsonPath: `.${path}` };
  });
  const jsonPath = '.metadata.creationTimestamp';
  const what = has('limit') ? 'quota and limits' : 'admission policies';
  return {
    group,
    version,
    kind,
    plural: pluralOf(singular),
    singular,
    listKind: `${kind}List`,
    shortNames: short === '-' ? [] : short.split(','),
    categories: has('all') ? ['all'] : [],
    namespaced: !has('cluster'),
    subresources: values('sub'),
    scale: {
      specReplicasPath: '.spec.replicas',
      statusReplicasPath: '.status.replicas',
      labelSelectorPath: '.spec.selector',
    },
    columns: [...printed, { name: 'Age', type: 'date', jsonPath }],
    fields: values('fields'),
    fixed: values('fixed'),
    names: (['label', 'path'] as const).find(has) ?? 'subdomain',
    review: has('review'),
    counted: has('counted'),
    careful: has('careful'),
    echoes: has('echoes'),
    unenforced:
      has('limit') || has('policy')
        ? `${what} are stored but not enforced by this server`
        : undefined,
    since: 0,
  };
}

export function builtinResources(): Resource[] {
  return KINDS.trim().split('\n').map(parse);
}
