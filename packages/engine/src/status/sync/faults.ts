import { FixableBy } from '../../model';

/**
 * What a message of Argo CD, of an API server or of a repository is about: whose turn it is, and whether it means that
 * something could not be reached, so that nothing is known.
 */
export interface Fault {
  /** `layer`: whoever writes the manifests, the team or the platform. */
  fixableBy: 'platform' | 'layer';
  unreachable?: true;
}

const platform: Fault = { fixableBy: 'platform' };
const away: Fault = { fixableBy: 'platform', unreachable: true };
const layer: Fault = { fixableBy: 'layer' };

/**
 * The common messages, the first that matches decides: what is told inside of another message comes before it.
 * Sources: kube-apiserver and apimachinery errors, Argo CD's controller and repo-server, Kustomize, Helm, Git.
 */
const faults: ReadonlyArray<readonly [RegExp, Fault]> = [
  // Admission: a webhook that does not answer is nobody's manifest, one that denies is.
  [/failed calling webhook|conversion webhook for .{0,500} failed/i, platform],
  // What a webhook itself may not do is no fault of what it judged.
  [
    /denied the request: .{0,500}is forbidden: User "system:serviceaccount:[^"]+" cannot /i,
    platform,
  ],
  [/admission webhook .{0,500} denied the request/i, layer],
  [/ValidatingAdmissionPolicy .{0,500} denied request/i, layer],
  [/unable to validate against any security context constraint/i, layer],
  // Images: a registry that can't be reached, or that has had enough, is the platform's; a name or a secret is the team's.
  [
    /\b(?:pull|pulling) (?:and unpack )?image .{0,500}(?:dial tcp|no such host|i\/o timeout|TLS handshake timeout|x509:|toomanyrequests|status code: 5\d\d)/i,
    platform,
  ],
  [
    /\b(?:pull|pulling) (?:and unpack )?image|ErrImagePull|ImagePullBackOff|InvalidImageName|couldn't parse image|manifest unknown/i,
    layer,
  ],
  // Pods: what they say of themselves quotes all kinds of errors.
  [/(?:readiness|liveness|startup) probe (?:failed|errored)/i, layer],
  [
    /restarting failed container|CrashLoopBackOff|OOMKilled|CreateContainerConfigError|runAsNonRoot|exec format error|couldn't find key \S+ in (?:Secret|ConfigMap)/i,
    layer,
  ],
  [
    /^(?:secret|configmap|persistentvolumeclaim|serviceaccount) "[^"]+" not found/i,
    layer,
  ],
  [
    /didn't match (?:Pod's )?(?:node )?(?:affinity|anti-affinity|topology)/i,
    layer,
  ],
  [/nodes? (?:is|are) available: /i, platform],
  [
    /failed to provision volume|FailedAttachVolume|FailedMount|Multi-Attach error/i,
    platform,
  ],
  // External Secrets.
  [
    /could not get (?:Cluster)?SecretStore|SecretStore "[^"]+" (?:is not ready|not found)/i,
    platform,
  ],
  [/Secret does not exist|could not get secret data from provider/i, layer],
  // RBAC of the account that syncs, before other kinds of "is forbidden".
  [/is forbidden: User .{0,500} cannot /i, platform],
  [
    /service account .{0,500}to impersonate|no matching service account/i,
    platform,
  ],
  [/exceeded quota|failed quota|violates PodSecurity/i, layer],
  [/attempting to grant RBAC permissions not currently held/i, layer],
  [/is forbidden: \[?(maximum|minimum) .{0,500} usage per/i, layer],
  // The namespace.
  [/because it is being terminated/i, platform],
  [/namespaces? "[^"]+" not found/i, platform],
  // Kinds that the cluster does not serve.
  [
    /could not find the requested resource|could not find \S+ for requested resource|no matches for kind|resource mapping not found|unavailable resource types/i,
    platform,
  ],
  [
    /failed to get API (?:group resources|resource info)|unable to retrieve the complete list of server APIs/i,
    platform,
  ],
  // Argo CD that serves some namespaces only.
  [/is not managed$|can not be managed when in namespaced mode/i, platform],
  // The branch of a hydrator.
  [/hydrator uses the same destination|hydrate to the repository root/i, layer],
  [
    /failed to (?:push|get hydrator credentials|commit hydrated manifests|create commit service)/i,
    platform,
  ],
  // The project and the cluster as Argo CD knows them.
  [/resource \S* ?is not permitted in project/i, layer],
  [/namespace \S+ is not permitted in project/i, layer],
  [/cluster-scoped resource .{0,500} not permitted/i, layer],
  [
    /not permitted in project|not permitted to use project|do(es)? not match any of the allowed destinations|referencing project .{0,500} (which )?does not exist/i,
    platform,
  ],
  [
    /there are no clusters with this name|there are \d+ clusters with the same name|cluster "[^"]*" not found|destination cluster/i,
    platform,
  ],
  [/shared resource found/i, platform],
  // What the API server says of an object.
  [/field is immutable|updates to \w+ spec for fields other than/i, layer],
  [
    /too long: (must have|may not be)|request (entity )?is too large|Request entity too large/i,
    layer,
  ],
  [/Apply failed with \d+ conflict|the object has been modified/i, layer],
  [
    /is invalid:|error validating data|strict decoding error|unknown field/i,
    layer,
  ],
  [
    /provided port is already allocated|provided IP is already allocated/i,
    layer,
  ],
  // Manifests that can't be made. A chart or base that can't be fetched comes first: nothing is wrong with the manifests.
  [/is not a valid chart repository or cannot be reached/i, away],
  [
    /out-of-bounds symlinks|cannot reference (?:multiple revisions|a different revision)|source referenced "[^"]*"/i,
    layer,
  ],
  [/destination can't have both name and server/i, platform],
  [
    /app path does not exist|unable to resolve '[^']*' to a commit SHA|not found in .{0,500} (repository|index)|no chart version found/i,
    layer,
  ],
  // Credentials.
  [
    /authentication required|authorization failed|invalid (username|credentials)|unable to authenticate|permission denied \(publickey|handshake failed: (ssh|knownhosts)|knownhosts: key|could not read from remote repository|repository not found|repository not accessible|status code:? (401|403)|error: 40[13]\b|\b40[13] (Unauthorized|Forbidden)|Code: 40[13]\b|code = (Unauthenticated|PermissionDenied)/i,
    platform,
  ],
  [
    /terminal prompts disabled|could not read (Username|Password) for|error creating SSH agent|pull access denied|installation id \d+/i,
    platform,
  ],
  [/asked for the client to provide credentials|\bUnauthorized\b/i, platform],
  // Ways that are broken.
  [
    /failed to get cluster info|dial tcp|dial unix|connection refused|connection reset|no route to host|network is unreachable|Internal API unreachable|no such host|i\/o timeout|TLS handshake timeout|deadline ?exceeded|Client\.Timeout|client connection lost|unexpected EOF|code = (Unavailable|Canceled)|server is currently unable to handle the request|status code:? 5\d\d|error: 5\d\d\b/i,
    away,
  ],
  // Git's own words for the same.
  [
    /unable to access '[^']{0,500}': (?!The requested URL)|remote end hung up/i,
    away,
  ],
  [/x509:|certificate (has expired|signed by unknown authority)/i, away],
  // Parts of Argo CD that are of different releases, too busy, or older than the cluster.
  [
    /code = Unimplemented|failed timeout after|redis: connection pool|typed ?(value from )?live.{0,500}field not declared in schema/i,
    platform,
  ],
  [
    /etcdserver:|unable to return a response in the time allotted|Internal error occurred|too many requests|rate limit|would exceed context deadline/i,
    platform,
  ],
  [
    /no space left on device|code = ResourceExhausted|signal: killed/i,
    platform,
  ],
  [
    /could not find (a )?(config management )?plugin|couldn't find cmp-server plugin/i,
    platform,
  ],
  [/failed to load open ?api schema/i, platform],
  // Everything else of making manifests.
  [
    /kustomize build|accumulating resources|helm template|helm dependency|failed to unmarshal|error converting YAML|manifest generation error|failed to generate manifest|plugin sidecar failed|jsonnet/i,
    layer,
  ],
  [/auto-sync will wipe out all resources/i, layer],
  [/is not signed|gnupg|signature verification/i, layer],
  [
    /specified backoff limit|completed unsuccessfully|operation terminated/i,
    layer,
  ],
];

/** What a message is about; of an unknown one whoever writes the manifests looks first. */
export function faultOf(message: string): Fault {
  return faults.find(([pattern]) => pattern.test(message))?.[1] ?? layer;
}

/** Who can fix it, where `layer` writes the manifests. */
export function fixableByOf(message: string, writer: FixableBy): FixableBy {
  const { fixableBy } = faultOf(message);
  return fixableBy === 'layer' ? writer : fixableBy;
}
