import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  type ActedApplication,
  actedApplicationOf,
  type ActionOffer,
  type ApplicationStatus,
  type Environment,
  type ObjectRef,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { ActingParts } from './ActingParts';
import { type ActedObject, actedObjects } from './actedObjects';
import type { Target } from './Actor';

/** An Application of a tenant, as its card shows it, with what may be done with it. */
export interface OwnApplication {
  status: ApplicationStatus;
  acted: ActedApplication;
}

type Parts = Pick<
  ActingParts,
  'directory' | 'platform' | 'snapshot' | 'statuses'
>;

/** The Applications of a tenant in an environment: those that its card shows. */
export function ownApplications(
  { snapshot, statuses }: Parts,
  tenant: TenantEntry,
  environment: Environment,
): OwnApplication[] {
  const applications =
    statuses
      .syncOf(tenant)
      .environments.find(each => each.environment === environment.name)
      ?.applications ?? [];
  const own = new Set(applications.map(({ ref }) => ref.name));
  return applications.flatMap(status => {
    const ahead = snapshot.clocks()[status.ref.cluster] ?? 0;
    const acted = actedApplicationOf(status.ref, {
      environment,
      snapshot,
      own,
      now: Date.now() + ahead,
    });
    return acted ? [{ status, acted }] : [];
  });
}

/**
 * The Application of a tenant in an environment that has this name.
 *
 * @throws NotFoundError; ConflictError where Argo CDs or namespaces have one each
 */
export function ownApplication(
  parts: Parts,
  tenant: TenantEntry,
  environment: Environment,
  name: string,
): OwnApplication {
  const [own, ...others] = ownApplications(parts, tenant, environment).filter(
    ({ status }) => status.ref.name === name,
  );
  if (!own) {
    throw new NotFoundError(
      `There is no Application ${name} of tenant ${tenant.name} in ${environment.name}`,
    );
  }
  if (others.length > 0) {
    throw new ConflictError(
      `There are ${others.length + 1} Applications ${name} of tenant ${
        tenant.name
      } in ${
        environment.name
      }, so it is not known which is meant. Give them names of their own`,
    );
  }
  return own;
}

/** What can be acted on in the tenant's namespace, which its labels say is the tenant's. */
export function ownObjects(
  { directory, platform, snapshot }: Parts,
  tenant: TenantEntry,
  environment: Environment,
): ActedObject[] {
  return tenant.environments
    .filter(
      ({ name, cluster, namespace }) =>
        name === environment.name &&
        directory.tenantOfNamespace(cluster, namespace) === tenant.name,
    )
    .flatMap(({ namespace }) =>
      actedObjects(snapshot, platform, environment, namespace),
    );
}

/** What the platform keeps for a tenant is looked at anew for owners too; the rest of it is the platform team's to do. */
export function offerOf(
  { status, acted }: OwnApplication,
  action: 'sync' | 'refresh' | 'terminate',
  { isAdmin }: Pick<Viewer, 'isAdmin'>,
): ActionOffer {
  const offer = acted.offers[action];
  return offer.allowed &&
    action !== 'refresh' &&
    status.layer === 'platform' &&
    !isAdmin
    ? {
        allowed: false,
        reason: 'The platform team syncs what it keeps for the tenant.',
      }
    : offer;
}

/** @throws ConflictError with the reason */
export function assertOffered(
  application: OwnApplication,
  action: 'sync' | 'refresh' | 'terminate',
  viewer: Viewer,
): void {
  const offer = offerOf(application, action, viewer);
  if (!offer.allowed) {
    throw new ConflictError(offer.reason);
  }
}

/** The Application that lists an object among its own. */
export function managingApplication(
  applications: readonly OwnApplication[],
  { group, kind, namespace, name }: ObjectRef,
): Target | undefined {
  const found = applications.find(({ acted }) =>
    resourcesOf(acted).some(
      each =>
        (each.group ?? '') === group &&
        each.kind === kind &&
        each.namespace === namespace &&
        each.name === name,
    ),
  );
  return found && { ref: found.status.ref, object: found.acted.object };
}

/** What an Application says of its objects. */
export function resourcesOf({ object }: ActedApplication): Array<{
  group?: string;
  kind?: string;
  namespace?: string;
  name?: string;
  status?: string;
}> {
  const { resources } = Object(object.status) as { resources?: unknown };
  return (Array.isArray(resources) ? resources : []).map(Object);
}
