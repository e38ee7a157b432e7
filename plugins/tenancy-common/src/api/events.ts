import type { ObjectEvents } from '@groundwork/engine';

/**
 * What happened to the objects of a tenant in an environment in the last hour. `problem` says why it is not known; with `isCut`
 * there were too many, and only warnings of some of them are told.
 *
 * @public
 */
export interface EnvironmentEvents {
  environment: string;
  objects: ObjectEvents[];
  isCut?: true;
  problem?: string;
  /** When the cluster was asked, milliseconds since the epoch. */
  asOf?: number;
}

/**
 * Answer of `GET /tenants/:tenant/events` and `GET /entities/:kind/:namespace/:name/events`: events of the clusters, listed when
 * asked for. `?environment=` leaves out the others.
 *
 * @public
 */
export interface TenantEventsView {
  tenant: string;
  environments: EnvironmentEvents[];
}
