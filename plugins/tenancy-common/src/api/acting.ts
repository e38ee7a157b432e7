import type {
  ActionOffer,
  ApplicationOffers,
  ObjectRef,
  OperationProgress,
} from '@groundwork/engine';

/**
 * Answer of `GET /tenants/:tenant/actions`: what the caller may do with what runs of a tenant, and what is being done. An
 * environment that has no credential to act with is not among them, so there are no buttons.
 *
 * @public
 */
export interface TenantActionsView {
  tenant: string;
  environments: EnvironmentActions[];
}

/**
 * What may be done in one environment.
 *
 * @public
 */
export interface EnvironmentActions {
  environment: string;
  applications: ActedApplicationView[];
  /** Workloads that can be restarted, and ExternalSecrets that can be read anew. */
  objects: ActedObjectView[];
}

/**
 * One Application with what may be done with it.
 *
 * @public
 */
export interface ActedApplicationView {
  name: string;
  layer: 'platform' | 'tenant';
  offers: ApplicationOffers;
  operation?: OperationProgress;
  /** What a sync may be limited to: the objects of the Application, at most 500. */
  resources: Array<
    Pick<ObjectRef, 'group' | 'kind' | 'namespace' | 'name'> & { sync?: string }
  >;
  /** Revisions that it had, newest first, which a sync may go back to where it does not sync by itself. */
  revisions: Array<{ revision: string; at?: number }>;
}

/**
 * One object that can be restarted or read anew.
 *
 * @public
 */
export interface ActedObjectView {
  kind: string;
  name: string;
  action: 'restart' | 'refresh-secret';
  offer: ActionOffer;
}

/**
 * Body of `POST /tenants/:tenant/environments/:environment/actions/sync`. A click that comes twice carries the same `key`.
 *
 * @public
 */
export interface SyncInput {
  application: string;
  key: string;
  /** One of the Application's revisions; what it follows, where it is left out. */
  revision?: string;
  prune?: boolean;
  dryRun?: boolean;
  force?: boolean;
  resources?: Array<Pick<ObjectRef, 'group' | 'kind' | 'namespace' | 'name'>>;
}

/**
 * Body of the other actions, by their name in the URL.
 *
 * @public
 */
export interface ActionInputs {
  sync: SyncInput;
  refresh: { application: string; hard?: boolean };
  terminate: { application: string };
  restart: { kind: string; name: string };
  'refresh-secret': { name: string; key: string };
}

/**
 * Answer of an action that was accepted: what happens now, in a sentence.
 *
 * @public
 */
export interface ActionAccepted {
  message: string;
}

/**
 * Answer of `GET /tenants/:tenant/environments/:environment/applications/:application/operation`.
 *
 * @public
 */
export interface OperationView {
  /** Absent where there never was one. */
  operation?: OperationProgress;
  /** When the cluster last said so, milliseconds since the epoch. */
  asOf?: number;
  /** Why it is not known how it is now. */
  problem?: string;
}
