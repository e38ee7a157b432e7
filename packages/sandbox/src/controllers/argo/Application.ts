import { KubeObject } from '../KubeObject';

/** Where manifests come from. */
export interface Source {
  repoURL: string;
  path?: string;
  targetRevision?: string;
  chart?: string;
}
/** A cluster and namespace. */
export interface Destination {
  server?: string;
  name?: string;
  namespace?: string;
}
/** A request to sync, as people and the controller write it to `.operation`. */
export interface Operation {
  initiatedBy?: { username?: string; automated?: boolean };
  retry?: Retry;
  sync?: {
    revision?: string;
    prune?: boolean;
    dryRun?: boolean;
    resources?: Array<{
      group?: string;
      kind: string;
      name: string;
      namespace?: string;
    }>;
  };
}
interface Retry {
  limit?: number;
  backoff?: { duration?: string; factor?: number; maxDuration?: string };
}
/** One object of an Application, as its status shows it. */
export interface ResourceStatus {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: string;
  health?: Health;
  requiresPruning?: boolean;
  syncWave?: number;
}
/** Health in Argo CD's words. */
export interface Health {
  status: string;
  message?: string;
}
/** What happened to one object in a sync. */
export interface SyncResource extends Omit<ResourceStatus, 'health'> {
  message: string;
  syncPhase: 'Sync';
  hookPhase?: string;
}
/** The state of the last or running operation. */
export interface OperationState {
  operation: Operation;
  phase: string;
  message?: string;
  startedAt: string;
  finishedAt?: string;
  retryCount?: number;
  syncResult?: {
    revision: string;
    source: Source;
    resources?: SyncResource[];
  };
}
/** A condition of an Application, by Argo CD's types such as `ComparisonError`. */
export interface Condition {
  type: string;
  message: string;
  lastTransitionTime?: string;
}
/** An Application of Argo CD, as far as this controller goes. */
export interface Application extends KubeObject {
  spec: {
    project: string;
    source?: Source;
    sources?: Source[];
    destination: Destination;
    syncPolicy?: {
      automated?: {
        enabled?: boolean;
        prune?: boolean;
        selfHeal?: boolean;
        allowEmpty?: boolean;
      };
      syncOptions?: string[];
      retry?: Retry;
    };
    revisionHistoryLimit?: number;
  };
  operation?: Operation;
  status?: {
    sync?: { status: string; revision?: string };
    health?: Health & { lastTransitionTime?: string };
    operationState?: OperationState;
    history?: Array<{ id: number }>;
    conditions?: Condition[];
    resources?: ResourceStatus[];
    reconciledAt?: string;
  };
}
