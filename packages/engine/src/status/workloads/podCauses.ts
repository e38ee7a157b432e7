import { FixableBy } from '../../model';

/** What keeps pods from running, in words, and whose turn it is. */
export interface PodCause {
  why: string;
  fixableBy: FixableBy;
}

type Causes = ReadonlyArray<readonly [RegExp, PodCause]>;

const find = (causes: Causes, text: string) =>
  causes.find(([pattern]) => pattern.test(text))?.[1];

/** Messages of the scheduler: `0/5 nodes are available: ...`. */
const scheduling: Causes = [
  [
    /persistentvolumeclaim "[^"]*" not found/i,
    { why: 'a volume claim that it needs does not exist', fixableBy: 'tenant' },
  ],
  [
    /unbound immediate PersistentVolumeClaims|waiting for .{0,60}volume|volume node affinity conflict|didn't find available persistent volumes/i,
    { why: 'its volume is not there yet', fixableBy: 'platform' },
  ],
  [
    /Insufficient (cpu|memory|ephemeral-storage|pods)|Too many pods/i,
    { why: 'no node has room for it', fixableBy: 'platform' },
  ],
  [
    /Insufficient [a-z0-9./-]+/i,
    { why: 'no node has the device that it asks for', fixableBy: 'platform' },
  ],
  [
    /didn't match pod (anti-)?affinity|didn't match pod topology spread|topology spread constraints/i,
    {
      why: 'its rules of spreading leave no node for it',
      fixableBy: 'tenant',
    },
  ],
  [
    /didn't match Pod's node affinity|node selector/i,
    { why: 'no node has the labels that it asks for', fixableBy: 'tenant' },
  ],
  [
    /untolerated taint/i,
    { why: 'all nodes are kept for others', fixableBy: 'platform' },
  ],
  [
    /didn't have free ports/i,
    { why: 'its host port is taken on all nodes', fixableBy: 'tenant' },
  ],
];

/** Messages of image pulls, of containerd and CRI-O. */
const pulling: Causes = [
  [
    /toomanyrequests|429|rate limit/i,
    {
      why: 'the registry takes no more requests for now',
      fixableBy: 'platform',
    },
  ],
  [
    /not found|manifest unknown|does not exist|name unknown/i,
    { why: 'the image does not exist', fixableBy: 'tenant' },
  ],
  [
    /unauthorized|denied|no basic auth|authentication required|forbidden|403/i,
    {
      why: 'the registry does not let it pull the image',
      fixableBy: 'tenant',
    },
  ],
  [
    /dial tcp|i\/o timeout|no such host|connection refused|deadline exceeded|x509:|TLS handshake/i,
    { why: 'the registry cannot be reached', fixableBy: 'platform' },
  ],
  [
    /no match for platform|exec format/i,
    { why: 'the image is not made for these nodes', fixableBy: 'tenant' },
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
    /(maximum|minimum) .{0,300}(usage|limit|ratio)/i,
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

/** Why an image can't be pulled. */
export function pullCause(message: string): PodCause {
  return (
    find(pulling, message) ?? {
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
