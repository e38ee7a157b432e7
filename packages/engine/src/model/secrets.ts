import { ObjectRef } from './object';
import { CardProblem, Verdict } from './status';

/**
 * What an ExternalSecret's store is: the object that it names, the provider behind it where that is known, and who can be asked.
 *
 * @public
 */
export interface SecretStoreRef {
  kind: string;
  name: string;
  /** As External Secrets calls it, such as `vault` or `aws`; absent where the store can't be read. */
  provider?: string;
}

/**
 * One place in a store that values are taken from. Never a value.
 *
 * @public
 */
export interface SecretPath {
  /** Key of the Secret; absent where all fields of the path become keys. */
  secretKey?: string;
  path: string;
  property?: string;
  version?: string;
}

/**
 * When values are fetched. Times are milliseconds since the epoch; `next` is absent where nothing is planned or known, and
 * `isLate` says that the controller should have come back long ago.
 *
 * @public
 */
export interface SecretRefresh {
  policy: 'Periodic' | 'CreatedOnce' | 'OnChange';
  /** Milliseconds; absent where it is not fetched again by time. */
  interval?: number;
  last?: number;
  next?: number;
  isLate?: true;
  /** Windows in time hold refreshes back, so that `next` is not known. */
  hasWindows?: true;
}

/**
 * Where a missing value belongs: the store's page, and the command that puts it there, with a placeholder for the value.
 * What it can't tell for a provider is absent.
 *
 * @public
 */
export interface SecretPut {
  link?: string;
  command?: string;
  /** What to mind, in one sentence. */
  note?: string;
}

/**
 * One ExternalSecret with the Secret that it makes.
 *
 * @public
 */
export interface SecretStatus extends Verdict {
  ref: ObjectRef;
  environment: string;
  /** The Secret that it makes. */
  secret: string;
  stores: SecretStoreRef[];
  paths: SecretPath[];
  /** Names of keys, as far as the ExternalSecret tells. */
  keys: string[];
  /** Whether there may be further keys, which only the store knows. */
  hasUnknownKeys: boolean;
  refresh: SecretRefresh;
  /** What keeps the ExternalSecret itself in step, as `ClusterExternalSecret/name`: then the team does not change it. */
  madeBy?: string;
  /** Workloads, Ingresses and Gateways that refer to the Secret. */
  usedBy: ObjectRef[];
  /** What the controller says, cleaned; absent where it says nothing worth reading. */
  message?: string;
  /** Present where a value is most likely missing. */
  put?: SecretPut;
}

/**
 * One step behind a certificate: its request, order or challenge, with the controller's word for it.
 *
 * @public
 */
export interface CertificateStep {
  ref: ObjectRef;
  /** Such as `Pending`, `pending` or `invalid`. */
  state: string;
  message?: string;
}

/**
 * One Certificate of cert-manager. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface CertificateStatus extends Verdict {
  ref: ObjectRef;
  environment: string;
  /** The Secret that it is kept in. */
  secret?: string;
  names: string[];
  /** Of cert-manager where no group is told. */
  issuer?: { group?: string; kind: string; name: string };
  expiresAt?: number;
  renewsAt?: number;
  /** What is on its way for it, outermost first. */
  steps: CertificateStep[];
  usedBy: ObjectRef[];
}

/**
 * A Secret that something refers to and that nothing known here makes. Secrets are not read, so whether it is there is not
 * known.
 *
 * @public
 */
export interface UnknownSecret {
  environment: string;
  name: string;
  usedBy: ObjectRef[];
}

/**
 * One value that is pushed, and where to: the key of the Secret, absent where all of it goes to one path. Never a value.
 *
 * @public
 */
export interface PushedValue {
  secretKey?: string;
  path: string;
  property?: string;
}

/**
 * One PushSecret, which writes values of the namespace into a store.
 *
 * @public
 */
export interface PushStatus extends Verdict {
  ref: ObjectRef;
  environment: string;
  /** The Secret that it takes values of; absent where labels or a generator decide. */
  secret?: string;
  generator?: string;
  stores: SecretStoreRef[];
  /** Further stores are picked by their labels. */
  hasFurtherStores?: true;
  values: PushedValue[];
  /** Further values are picked by patterns. */
  hasFurtherValues?: true;
  /** A value that the store already has stays as it is. */
  keepsPresent?: true;
  /** What it pushed is deleted from the store when it goes. */
  deletesRemoved?: true;
  refresh: SecretRefresh;
  /** What keeps the PushSecret itself in step, as `ClusterPushSecret/name`: then it is the platform's. */
  madeBy?: string;
  /** What the controller says, cleaned; absent where it says nothing worth reading. */
  message?: string;
}

/**
 * The secrets card's data. Secrets themselves are never read.
 *
 * @public
 */
export interface SecretsStatus extends Verdict {
  secrets: SecretStatus[];
  certificates: CertificateStatus[];
  pushes: PushStatus[];
  unknown: UnknownSecret[];
  /** What could not be read, one an environment and kind. */
  problems: CardProblem[];
}
