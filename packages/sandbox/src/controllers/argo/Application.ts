import { KubeObject } from '../KubeObject';

type Texts<Keys extends string> = Partial<Record<Keys, string>>;

/** A cluster and namespace. */
export type Destination = Texts<'server' | 'name' | 'namespace'>;
/** Where manifests come from. */
export type Source = { repoURL: string } & Texts<
  'path' | 'targetRevision' | 'chart'
>;
/** Health in Argo CD's words. */
export type Health = { status: string; message?: string };
/** A condition of an Application, by Argo CD's types such as `ComparisonError`. */
export type Condition = {
  type: string;
  message: string;
  lastTransitionTime?: string;
};
type Backoff = { duration?: string; factor?: number; maxDuration?: string };
type Retry = { limit?: number; backoff?: Backoff };
type Automated = Partial<
  Record<'enabled' | 'prune' | 'selfHeal' | 'allowEmpty', boolean>
>;
type Selected = { group?: string; kind: string; name: string };

/** A request to sync, as people and the controller write it to `.operation`. */
export interface Operation {
  initiatedBy?: object;
  retry?: Retry;
  sync?: {
    revision?: string;
    prune?: boolean;
    dryRun?: boolean;
    resources?: Selected[];
    /** How often drift was put back since the revision was new. */
    autoHealAttemptsCount?: number;
  };
}
/** One object of an Application, as its status shows it. */
export interface ResourceStatus {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: string;
  requiresPruning?: boolean;
  syncWave?: number;
}
/** What happened to one object in a sync. */
export type SyncResource = ResourceStatus & { message: string };
/** The state of the last or running operation. */
export interface OperationState {
  operation: Operation;
  phase: string;
  message?: string;
  startedAt: string;
  finishedAt?: string;
  retryCount?: number;
  syncResult?: { revision: string; source: Source; resources?: SyncResource[] };
}

interface Spec {
  project: string;
  source?: Source;
  sources?: Source[];
  destination: Destination;
  syncPolicy?: { automated?: Automated; syncOptions?: string[]; retry?: Retry };
  revisionHistoryLimit?: number;
}
interface Status {
  sync?: { status: string; revision?: string };
  health?: Health & { lastTransitionTime?: string };
  operationState?: OperationState;
  history?: Array<{ id: number }>;
  conditions?: Condition[];
  resources?: ResourceStatus[];
  resourceHealthSource?: string;
  reconciledAt?: string;
}
/** An Application of Argo CD, as far as this controller goes. */
export interface Application extends KubeObject<Spec, Status> {
  operation?: Operation;
}
