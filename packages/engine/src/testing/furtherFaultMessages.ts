/** Of objects that are unwell, of Argo CD's own limits, and messages that quote messages of another kind. */
export const furtherMessages: ReadonlyArray<[string, string, string]> = [
  [
    'rights of a webhook',
    'platform',
    'one or more objects failed to apply, reason: admission webhook "patch-operator-inject.redhatcop.redhat.io" denied the request: template: spec: x :2:18: executing "spec" at <lookup>: error calling lookup: userextras.authentication.k8s.io "d35c" is forbidden: User "system:serviceaccount:patch-operator:controller-manager" cannot impersonate resource "userextras/authentication.kubernetes.io/pod-uid" in API group "authentication.k8s.io" at the cluster scope',
  ],
  [
    'impersonation that the controller may not do',
    'platform',
    'serviceaccounts "deployer" is forbidden: User "system:serviceaccount:argocd:argocd-application-controller" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "pay"',
  ],
  [
    'OpenShift constraint',
    'layer',
    'pods "web-" is forbidden: unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount]',
  ],
  [
    'image that is not there',
    'layer',
    'Failed to pull image "registry.example.com/web:9": rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.com/web:9": failed to resolve reference "registry.example.com/web:9": registry.example.com/web:9: not found',
  ],
  [
    'image that may not be pulled',
    'layer',
    'Failed to pull image "acme/x:latest": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/acme/x:latest": failed to resolve reference "docker.io/acme/x:latest": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ],
  ['image, again and again', 'layer', 'Back-off pulling image "web:9"'],
  [
    'registry away',
    'platform',
    'Failed to pull image "registry.example.com/web:1": rpc error: code = Unknown desc = failed to pull and unpack image "registry.example.com/web:1": failed to do request: Head "https://registry.example.com/v2/web/manifests/1": dial tcp: lookup registry.example.com: no such host',
  ],
  [
    'registry that has had enough',
    'platform',
    'Failed to pull image "nginx:1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/nginx:1": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/sha256:1: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
  ],
  [
    'chart that may not be pulled',
    'platform',
    'rpc error: code = Unknown desc = Manifest generation error (cached): `helm dependency build` failed exit status 1: Error: could not download oci://registry.gitlab.com/x: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ],
  [
    'probe',
    'layer',
    'Readiness probe failed: Get "http://10.1.2.3:8080/health": dial tcp 10.1.2.3:8080: connect: connection refused',
  ],
  [
    'crash',
    'layer',
    'back-off 5m0s restarting failed container=web pod=web-7d9c_pay(1)',
  ],
  [
    'key of a Secret',
    'layer',
    "couldn't find key password in Secret pay/database",
  ],
  ['no Secret', 'layer', 'secret "database" not found'],
  [
    'full nodes',
    'platform',
    '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
  ],
  [
    'nodes that fit nothing',
    'layer',
    "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
  ],
  [
    'volume',
    'platform',
    'failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = out of space',
  ],
  [
    'store',
    'platform',
    'could not get ClusterSecretStore "vault", ClusterSecretStore.external-secrets.io "vault" not found',
  ],
  [
    'secret value',
    'layer',
    'error processing spec.data[0] (key: pay/db), err: Secret does not exist',
  ],
  [
    'discovery',
    'platform',
    'unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
  ],
  [
    'Argo CD of some namespaces',
    'platform',
    'Failed to load live state: Namespace "guestbook" for Deployment "guestbook-ui" is not managed',
  ],
  [
    'two hydrators',
    'layer',
    'Failed to hydrate: app argocd/web hydrator uses the same destination: repo=https://git.example.com/x.git, path=web',
  ],
  [
    'hydrator that may not push',
    'platform',
    'Failed to hydrate: failed to commit hydrated manifests: rpc error: code = Unknown desc = failed to push: remote: Permission to acme/estate.git denied',
  ],
  [
    'sources that contradict each other',
    'layer',
    'cannot reference multiple revisions for the same repository ($values references "main" while source references "v1")',
  ],
  [
    'destination twice',
    'platform',
    "application destination can't have both name and server defined: spoke https://10.0.0.1",
  ],
  // What quotes another kind of message is still its own kind.
  [
    'webhook away that quotes a denial',
    'platform',
    'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: admission webhook "x" denied the request: exceeded quota',
  ],
  [
    'denial that quotes a broken way',
    'layer',
    'admission webhook "validation.gatekeeper.sh" denied the request: [registry] image "x" is not allowed: dial tcp 10.0.0.1:443: i/o timeout is no reason',
  ],
  [
    'invalid value that quotes a broken way',
    'layer',
    'ConfigMap "web" is invalid: data[a]: Invalid value: "dial tcp 10.0.0.1: connection refused": a valid config key must consist of alphanumeric characters',
  ],
  [
    'base that cannot be fetched',
    'away',
    "`kustomize build /tmp/x` failed exit status 1: Error: accumulating resources: accumulation err='accumulating resources from 'https://git.example.com/base': Get \"https://git.example.com/base\": dial tcp: lookup git.example.com: no such host'",
  ],
  [
    'Git without a password',
    'platform',
    "rpc error: code = Unknown desc = `git fetch origin --tags --force --prune` failed exit status 128: fatal: could not read Username for 'https://git.example.com': terminal prompts disabled",
  ],
  [
    'Git host that does not resolve',
    'away',
    "`git fetch origin` failed exit status 128: fatal: unable to access 'https://git.example.com/x/': Could not resolve host: git.example.com",
  ],
  [
    'Git host that does not answer',
    'away',
    "fatal: unable to access 'https://git.example.com/x/': Failed to connect to git.example.com port 443 after 129 ms: Couldn't connect to server",
  ],
  [
    'Git host of an unknown authority',
    'away',
    "fatal: unable to access 'https://git.example.com/x/': SSL certificate problem: unable to get local issuer certificate",
  ],
  [
    'Git that refuses',
    'platform',
    "fatal: unable to access 'https://git.example.com/x/': The requested URL returned error: 403",
  ],
  [
    'Git that is at its end',
    'away',
    'failed to list refs: unknown error: remote: Internal API unreachable',
  ],
  [
    'Git that takes too long',
    'platform',
    'rpc error: code = Internal desc = Failed to fetch default: `git fetch origin --tags --force --prune` failed timeout after 1m30s',
  ],
  [
    'SSH agent',
    'platform',
    'failed to list refs: error creating SSH agent: "SSH agent requested but SSH_AUTH_SOCK not-specified"',
  ],
  [
    'OCI source that may not be pulled',
    'platform',
    'failed to resolve revision "1.0.0" from oci: GET "https://r.example.com/v2/x/manifests/1.0.0": response status code 403: denied: denied',
  ],
  [
    'OCI source that is not there',
    'layer',
    'failed to get digest for revision "latest" from repo oci://r.example.com/x: r.example.com/x:latest: not found',
  ],
  [
    'releases of Argo CD that do not fit',
    'platform',
    'Failed to load target state: failed to compare revisions for source 1 of 1: rpc error: code = Unimplemented desc = unknown method UpdateRevisionForPaths for service repository.RepoServerService',
  ],
  [
    'Argo CD older than the cluster',
    'platform',
    'Failed to compare desired state to live state: failed to perform pre-diff normalization: error building typed results: error creating typedLive: .status: field not declared in schema',
  ],
  [
    'field that does not exist',
    'layer',
    'failed to calculate diff: error building typed value from config resource: .spec.replica: field not declared in schema',
  ],
  [
    'repo-server that gave up',
    'away',
    'rpc error: code = Canceled desc = context canceled',
  ],
  ['Redis', 'platform', 'redis: connection pool timeout'],
  [
    'plugin that runs and fails',
    'layer',
    'plugin sidecar failed. error generating manifests in cmp: rpc error: code = Unknown desc = error generating manifests: `sh -c ./gen.sh` failed exit status 1: ./gen.sh: line 3: syntax error',
  ],
  [
    'plugin that may not read Vault',
    'platform',
    'plugin sidecar failed. error generating manifests in cmp: `argocd-vault-plugin generate .` failed exit status 1: Error making API request. Code: 403. Errors: * permission denied',
  ],
  [
    'program of a hook that finds no database',
    'layer',
    'failed to connect to `host=db`: server closed the connection',
  ],
];
