import type {
  ActedApplicationView,
  ActedObjectView,
  EnvironmentActions,
  TenantActionsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type {
  ActionOffer,
  ApplicationOffers,
  Environment,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { ActedObject } from '../acting/actedObjects';
import {
  offerOf,
  type OwnApplication,
  ownApplications,
  ownObjects,
  resourcesOf,
} from '../acting/own';
import { earlierRevisions } from '../acting/revisions';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { Tenancy } from '../Tenancy';

const MOST_RESOURCES = 500;

const NO_CREDENTIAL =
  'The portal has no credential for this. The platform team can configure one (environments.actions.credential).';

/** What somebody who sees a tenant may do with it now, and why not what they may not. */
export async function tenantActionsView(
  tenancy: Pick<
    Tenancy,
    'access' | 'actors' | 'directory' | 'platform' | 'snapshot' | 'statuses'
  >,
  viewer: Viewer,
  tenant: TenantEntry,
): Promise<TenantActionsView> {
  const { access, actors, platform } = tenancy;
  const there = platform.environments.filter(
    ({ name }) =>
      actors.of(name) !== undefined &&
      tenant.environments.some(each => each.name === name),
  );
  const reason =
    there.length > 0 ? await access.whyNotAct(viewer, tenant) : undefined;
  const offered = (offer: ActionOffer): ActionOffer =>
    reason ? { allowed: false, reason } : offer;

  function applicationView(
    application: OwnApplication,
    hasActor: boolean,
  ): ActedApplicationView {
    const { status, acted } = application;
    const offers = (action: 'sync' | 'refresh' | 'terminate'): ActionOffer =>
      hasActor
        ? offered(offerOf(application, action, viewer))
        : { allowed: false, reason: NO_CREDENTIAL };
    const all: ApplicationOffers = {
      automated: acted.offers.automated,
      sync: offers('sync'),
      refresh: offers('refresh'),
      terminate: offers('terminate'),
    };
    return {
      name: status.ref.name,
      layer: status.layer,
      offers: all,
      ...(acted.operation ? { operation: acted.operation } : {}),
      resources: resourcesOf(acted)
        .slice(0, MOST_RESOURCES)
        .flatMap(({ group = '', kind, namespace, name, status: sync }) =>
          kind && name
            ? [
                {
                  group,
                  kind,
                  name,
                  ...(namespace ? { namespace } : {}),
                  ...(sync ? { sync } : {}),
                },
              ]
            : [],
        ),
      revisions: earlierRevisions(acted.object),
    };
  }

  function objectView(object: ActedObject, hasActor: boolean): ActedObjectView {
    const { ref, action } = object;
    return {
      kind: ref.kind,
      name: ref.name,
      action,
      offer: hasActor
        ? offered(objectOffer(object, viewer))
        : { allowed: false, reason: NO_CREDENTIAL },
    };
  }

  return {
    tenant: tenant.name,
    environments: there.map((environment: Environment): EnvironmentActions => {
      const { applications, objects } = actors.of(environment.name) ?? {};
      return {
        environment: environment.name,
        applications: ownApplications(tenancy, tenant, environment).map(each =>
          applicationView(each, applications !== undefined),
        ),
        objects: ownObjects(tenancy, tenant, environment).map(each =>
          objectView(each, objects !== undefined),
        ),
      };
    }),
  };
}

function objectOffer(
  { isKnown, isPlatforms, ref }: ActedObject,
  { isAdmin }: Viewer,
): ActionOffer {
  if (!isKnown) {
    return {
      allowed: false,
      reason: `Cluster ${ref.cluster} does not answer.`,
    };
  }
  return isPlatforms && !isAdmin
    ? { allowed: false, reason: "It is the platform's." }
    : { allowed: true };
}
