import { FixableBy } from '../../model';

/** What keeps pods from running, in words, and whose turn it is. */
export interface PodCause {
  why: string;
  fixableBy: FixableBy;
}

type Causes = ReadonlyArray<readonly [RegExp, PodCause]>;

const find = (causes: Causes, text: string) =>
  causes.find(([pattern]) => pattern.test(text))?.[1];

/** Messages of the scheduler: `0/5 nodes are available: ...`. What most nodes lack may hold for few that would do else. */
const scheduling: Causes = [
  [
    /persistentvolumeclaim "[^"]*" (not found|is being deleted)/i,
    { why: 'a volume claim that it needs does not exist', fixableBy: 'tenant' },
  ],
  [
    /storageclass(\.storage\.k8s\.io)? "[^"]*" not found/i,
    { why: 'its storage class does not exist', fixableBy: 'tenant' },
  ],
  [
    /resourceclaim\S* .{0,300}not found/i,
    {
      why: 'a resource claim that it needs does not exist',
      fixableBy: 'tenant',
    },
  ],
  [
    /unbound immediate PersistentVolumeClaims|waiting for .{0,60}volume|volume node affinity conflict|didn't find available persistent volumes|did not have enough free storage|bound to non-existent persistentvolume/i,
    { why: 'its volume is not there yet', fixableBy: 'platform' },
  ],
  [
    /exceed max volume count/i,
    { why: 'no node takes one more volume', fixableBy: 'platform' },
  ],
  [
    /Insufficient (cpu|memory|ephemeral-storage|pods)|Too many pods/i,
    { why: 'no node has room for it', fixableBy: 'platform' },
  ],
  [
    /Insufficient [a-z0-9./-]+|cannot allocate all (claims|devices)/i,
    { why: 'no node has the device that it asks for', fixableBy: 'platform' },
  ],
  [
    /(didn't match|didn't satisfy existing) pods? ?(anti-)?affinity|existing pods anti-affinity|didn't match pod topology spread|topology spread constraints/i,
    {
      why: 'its rules of spreading leave no node for it',
      fixableBy: 'tenant',
    },
  ],
  [
    /taint \{node\.(cloudprovider\.)?kubernetes\.io\/|were unschedulable/i,
    {
      why: 'the nodes are not ready, or take no more pods',
      fixableBy: 'platform',
    },
  ],
  [
    /didn't match Pod's node affinity|node selector/i,
    { why: 'no node has the labels that it asks for', fixableBy: 'tenant' },
  ],
  [
    /untolerated taint|that the pod didn't tolerate/i,
    { why: 'all nodes are kept for others', fixableBy: 'platform' },
  ],
  [
    /didn't have free ports/i,
    { why: 'its host port is taken on all nodes', fixableBy: 'tenant' },
  ],
];

/** Messages of image pulls, of containerd, CRI-O and Docker, behind the kubelet's reason. */
const pulling: Causes = [
  [
    /toomanyrequests|429 Too Many|status code:? 429|rate limit/i,
    {
      why: 'the registry takes no more requests for now',
      fixableBy: 'platform',
    },
  ],
  [
    /no match for platform|no matching manifest for|no image found in (manifest list|image index)|exec format/i,
    { why: 'the image is not made for these nodes', fixableBy: 'tenant' },
  ],
  [
    /no space left on device/i,
    { why: 'the node has no room for the image', fixableBy: 'platform' },
  ],
  [
    /ErrImageNeverPull|pull policy of Never/i,
    {
      why: 'the image is not on the node, and its pull policy is Never',
      fixableBy: 'tenant',
    },
  ],
  [
    /SignatureValidationFailed|signature verification failed|signature was required/i,
    {
      why: 'the signature of the image is not accepted',
      fixableBy: 'tenant',
    },
  ],
  // A registry tells strangers of neither: "repository does not exist or may require authorization".
  [
    /pull access denied/i,
    {
      why: 'the image does not exist, or the registry does not let it pull the image',
      fixableBy: 'tenant',
    },
  ],
  [
    /not found|manifest unknown|does not exist|name unknown/i,
    { why: 'the image does not exist', fixableBy: 'tenant' },
  ],
  [
    /unauthorized|denied|no basic auth|authentication required|forbidden|status code:? 40[13]/i,
    {
      why: 'the registry does not let it pull the image',
      fixableBy: 'tenant',
    },
  ],
  [
    /dial tcp|i\/o timeout|no such host|connection re(fused|set)|deadline exceeded|x509:|TLS handshake|Client\.Timeout|request canceled|server gave HTTP response|: (unexpected )?EOF|RegistryUnavailable|\b5\d\d (Internal Server Error|Bad Gateway|Service Unavailable|Gateway)|status code:? 5\d\d/i,
    { why: 'the registry cannot be reached', fixableBy: 'platform' },
  ],
];

/** Messages of admission when a controller makes pods. */
const creating: Causes = [
  [
    /exceeded quota/i,
    { why: 'the quota has no room for another pod', fixableBy: 'tenant' },
  ],
  [
    /failed quota: .{0,300}must specify/i,
    {
      why: 'its containers name no requests or limits, which the quota wants',
      fixableBy: 'tenant',
    },
  ],
  [
    /(maximum|minimum) .{0,300}(usage|limit|ratio)|max limit to request ratio|must be less than or equal to \S+ limit/i,
    {
      why: 'its requests are outside of the limits of the namespace',
      fixableBy: 'tenant',
    },
  ],
  [
    /violates PodSecurity/i,
    {
      why: 'the pod security standard refuses its pods',
      fixableBy: 'tenant',
    },
  ],
  [
    /failed calling webhook/i,
    {
      why: 'an admission webhook of the cluster does not answer',
      fixableBy: 'platform',
    },
  ],
  [
    /denied (the )?request/i,
    { why: 'an admission policy refuses its pods', fixableBy: 'tenant' },
  ],
  [
    /serviceaccount "[^"]*" not found/i,
    { why: 'its service account does not exist', fixableBy: 'tenant' },
  ],
  [
    /no PriorityClass with name/i,
    { why: 'its priority class does not exist', fixableBy: 'tenant' },
  ],
  [
    /RuntimeClass "[^"]*" not found/i,
    { why: 'its runtime class does not exist', fixableBy: 'tenant' },
  ],
  [
    /validate against any security context constraint/i,
    {
      why: 'the security context constraints refuse its pods',
      fixableBy: 'tenant',
    },
  ],
  [
    /being terminated/i,
    { why: 'the namespace is being deleted', fixableBy: 'platform' },
  ],
];

/** All that is told of pods by a message. */
export const podCauses: readonly PodCause[] = [
  ...scheduling,
  ...pulling,
  ...creating,
].map(([, cause]) => cause);

/** Why the scheduler finds no node. */
export function schedulingCause(message: string): PodCause {
  return (
    find(scheduling, message) ?? {
      why: 'no node takes it',
      fixableBy: 'platform',
    }
  );
}

/** Why an image can't be pulled; what the image is called tells nothing. */
export function pullCause(message: string): PodCause {
  const said = message.replace(/\b(image|reference) "[^"]*"/g, '$1');
  return (
    find(pulling, said) ?? {
      why: 'its image cannot be pulled',
      fixableBy: 'tenant',
    }
  );
}

/** Why a controller can't make pods. */
export function createCause(message: string): PodCause {
  return (
    find(creating, message) ?? {
      why: 'its pods cannot be made',
      fixableBy: 'tenant',
    }
  );
}
