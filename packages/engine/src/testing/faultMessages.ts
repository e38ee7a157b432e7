import { furtherMessages } from './furtherFaultMessages';

/** Messages as they were written by the component that is named first. */
export const faultMessages: ReadonlyArray<[string, string, string]> = [
  [
    'webhook away',
    'platform',
    'Internal error occurred: failed calling webhook "validate.externalsecret.external-secrets.io": failed to call webhook: Post "https://external-secrets-webhook.external-secrets.svc:443/validate?timeout=5s": dial tcp 10.96.14.3:443: connect: connection refused',
  ],
  [
    'conversion webhook',
    'platform',
    'conversion webhook for external-secrets.io/v1beta1, Kind=ExternalSecret failed: Post "https://external-secrets-webhook.external-secrets.svc:443/convert?timeout=30s": no endpoints available for service "external-secrets-webhook"',
  ],
  [
    'webhook denies',
    'layer',
    'admission webhook "validate.kyverno.svc-fail" denied the request: policy Deployment/pay/web for resource violation: require-labels',
  ],
  [
    'admission policy',
    'layer',
    `deployments.apps "web" is forbidden: ValidatingAdmissionPolicy 'tenancy-pod-places' with binding 'tenancy-pod-places' denied request: pods of tenants stay off platform nodes`,
  ],
  [
    'RBAC of the syncing account',
    'platform',
    'deployments.apps "web" is forbidden: User "system:serviceaccount:pay:argocd-deployer" cannot patch resource "deployments" in API group "apps" in the namespace "pay"',
  ],
  [
    'impersonation',
    'platform',
    'no matching service account found for destination server https://10.0.0.1 and namespace pay',
  ],
  [
    'impersonation by pattern',
    'platform',
    'failed to find a matching service account to impersonate: default service account contains invalid chars',
  ],
  [
    'quota',
    'layer',
    'pods "web-7d9c-x" is forbidden: exceeded quota: tenant, requested: limits.cpu=2, used: limits.cpu=7, limited: limits.cpu=8',
  ],
  [
    'quota without limits',
    'layer',
    'pods "web" is forbidden: failed quota: tenant: must specify limits.cpu for: app',
  ],
  [
    'pod security',
    'layer',
    'pods "web" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
  ],
  [
    'limit range',
    'layer',
    'pods "web" is forbidden: [maximum cpu usage per Container is 1, but limit is 2]',
  ],
  [
    'RBAC escalation',
    'layer',
    'roles.rbac.authorization.k8s.io "x" is forbidden: user "system:serviceaccount:pay:d" (groups=["system:serviceaccounts"]) is attempting to grant RBAC permissions not currently held:',
  ],
  [
    'namespace goes',
    'platform',
    'deployments.apps "web" is forbidden: unable to create new content in namespace pay because it is being terminated',
  ],
  ['no namespace', 'platform', 'namespaces "pay" not found'],
  [
    'CRD (server)',
    'platform',
    'the server could not find the requested resource',
  ],
  [
    'CRD (client)',
    'platform',
    'no matches for kind "HTTPRoute" in version "gateway.networking.k8s.io/v1"',
  ],
  [
    'CRD (Argo CD)',
    'platform',
    'The Kubernetes API could not find gateway.networking.k8s.io/HTTPRoute for requested resource pay/web. Make sure the "HTTPRoute" CRD is installed on the destination cluster.',
  ],
  [
    'CRD (kubectl)',
    'platform',
    'resource mapping not found for name: "web" namespace: "pay" from "/dev/shm/1": no matches for kind "Rollout" in version "argoproj.io/v1alpha1"',
  ],
  [
    'kind of the project',
    'layer',
    'resource :Namespace is not permitted in project pay-dev',
  ],
  [
    'namespace of the project',
    'layer',
    "namespace kube-system is not permitted in project 'pay-dev'",
  ],
  [
    'repository of the project',
    'platform',
    "application repo https://git.example.com/x.git is not permitted in project 'pay-dev'",
  ],
  [
    'destination of the project',
    'platform',
    "application destination server 'https://10.0.0.1' and namespace 'pay' do not match any of the allowed destinations in project 'pay-dev'",
  ],
  [
    'no project',
    'platform',
    'Application referencing project pay-dev which does not exist',
  ],
  [
    'source namespace',
    'platform',
    "application 'extra' in namespace 'team' is not permitted to use project 'pay-dev'",
  ],
  ['no cluster', 'platform', 'there are no clusters with this name: spoke'],
  [
    'no cluster by address',
    'platform',
    'error getting cluster by server "https://10.0.0.1": cluster "https://10.0.0.1" not found',
  ],
  [
    'destination cluster',
    'platform',
    'Failed to get destination cluster: rpc error: code = NotFound',
  ],
  [
    'shared',
    'platform',
    'Shared resource found: Deployment/web is part of applications argocd/a and b',
  ],
  [
    'immutable',
    'layer',
    'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"app":"x"}: field is immutable',
  ],
  [
    'immutable stateful set',
    'layer',
    "StatefulSet.apps \"db\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template' are forbidden",
  ],
  [
    'annotation',
    'layer',
    'CustomResourceDefinition "x" is invalid: metadata.annotations: Too long: must have at most 262144 bytes',
  ],
  ['too large', 'layer', 'etcdserver: request is too large'],
  [
    'conflict',
    'layer',
    'Apply failed with 1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas',
  ],
  [
    'invalid',
    'layer',
    'Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value',
  ],
  [
    'decoding',
    'layer',
    'failed to create typed patch object (pay/web; apps/v1, Kind=Deployment): .spec.replica: unknown field "replica"',
  ],
  [
    'validation',
    'layer',
    'error validating data: ValidationError(Deployment.spec): missing required field "selector"',
  ],
  [
    'node port',
    'layer',
    'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
  ],
  [
    'path',
    'layer',
    'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = tenants/pay/dev: app path does not exist',
  ],
  [
    'revision',
    'layer',
    "rpc error: code = Unknown desc = unable to resolve 'v2' to a commit SHA",
  ],
  [
    'repository credentials',
    'platform',
    'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = failed to list refs: authentication required',
  ],
  [
    'no repository',
    'platform',
    'rpc error: code = Unknown desc = failed to list refs: repository not found',
  ],
  [
    'SSH',
    'platform',
    'rpc error: code = Unknown desc = failed to list refs: ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain',
  ],
  [
    'Git over HTTPS',
    'platform',
    'rpc error: code = Unknown desc = failed to list refs: unexpected client error: unexpected requesting "https://git.example.com/x.git/info/refs?service=git-upload-pack" status code: 403',
  ],
  [
    'chart repository',
    'away',
    'Error: looks like "https://charts.example.com" is not a valid chart repository or cannot be reached: Get "https://charts.example.com/index.yaml": dial tcp: lookup charts.example.com: no such host',
  ],
  [
    'repository away',
    'away',
    'rpc error: code = Unknown desc = failed to list refs: dial tcp 10.0.0.9:443: connect: connection refused',
  ],
  [
    'cluster away',
    'away',
    'Failed to load live state: failed to get cluster info for "https://10.0.0.1": error synchronizing cache state : failed to get server version: Get "https://10.0.0.1/version?timeout=32s": dial tcp 10.0.0.1:443: i/o timeout',
  ],
  [
    'deadline',
    'away',
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ],
  [
    'repo-server away',
    'away',
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.96.1.1:8081: connect: connection refused"',
  ],
  [
    'certificate',
    'away',
    'Get "https://10.0.0.1/version": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  [
    'cluster token',
    'platform',
    'the server has asked for the client to provide credentials',
  ],
  ['etcd', 'platform', 'etcdserver: mvcc: database space exceeded'],
  [
    'slow server',
    'platform',
    'the server was unable to return a response in the time allotted, but may still be processing the request',
  ],
  [
    'disk',
    'platform',
    'rpc error: code = Unknown desc = failed to fetch: write /tmp/_argocd-repo/x: no space left on device',
  ],
  [
    'plugin',
    'platform',
    'rpc error: code = Unknown desc = plugin sidecar failed. could not find plugin supporting the given repository',
  ],
  [
    'kustomize',
    'layer',
    "Manifest generation error (cached): `kustomize build /tmp/x/tenants/pay/dev` failed exit status 1: Error: accumulating resources: accumulation err='accumulating resources from 'web.yaml': open web.yaml: no such file or directory'",
  ],
  [
    'helm',
    'layer',
    '`helm template . --name-template web` failed exit status 1: Error: execution error at (web/templates/x.yaml:3:4): image is required',
  ],
  [
    'YAML',
    'layer',
    'failed to unmarshal "web.yaml": error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context',
  ],
  [
    'empty',
    'layer',
    'Skipping sync attempt to [abc]: auto-sync will wipe out all resources',
  ],
  [
    'signature',
    'layer',
    'Target revision abc in Git is not signed, but a signature is required',
  ],
  [
    'hook',
    'layer',
    'one or more synchronization tasks completed unsuccessfully, reason: Job has reached the specified backoff limit',
  ],
  ...furtherMessages,
  ['unheard of', 'layer', 'something else'],
];
