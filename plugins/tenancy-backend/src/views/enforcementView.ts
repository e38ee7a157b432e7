import type { EnforcementView } from '@groundwork/backstage-plugin-tenancy-common';
import { groupsOf, inTurns } from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Enforcement,
  enforcementInSteps,
  isReportOnly,
  type KubernetesObject,
  type ObjectRef,
  refKey,
  type WholeObject,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { ownNames } from './ownNames';
import { viewBase } from './viewBase';

/** Objects that one answer asks clusters for at most, of kinds that are watched as metadata alone. */
const MOST_ASKED = 50;

/** What would become of a tenant were it held to everything, for a caller who may read these tenants. */
export async function enforcementView(
  tenancy: Tenancy,
  tenant: TenantEntry,
  viewer: Viewer,
  readable: ReadonlySet<string>,
): Promise<EnforcementView> {
  const { platform, statuses } = tenancy;
  const enforcement = await enforcementOf(tenancy, tenant, viewer);
  const clean = viewer.isAdmin
    ? (text: string) => text
    : ownNames(tenancy, tenant, readable);
  return {
    ...viewBase(tenancy, tenant, await statuses.of(tenant)),
    reportOnly: isReportOnly({ platform, tenant: tenant.name }),
    enforcement: {
      environments: enforcement.environments.map(each => ({
        ...each,
        routes: each.routes.map(route => ({ ...route, why: clean(route.why) })),
        notKnown: each.notKnown.map(clean),
      })),
      problems: enforcement.problems.map(each => ({
        ...each,
        why: clean(each.why),
      })),
    },
  };
}

async function enforcementOf(
  { platform, catalog, requestIndex, snapshot, facts, wholeObjects }: Tenancy,
  tenant: TenantEntry,
  { credentials }: Viewer,
): Promise<Enforcement> {
  const groups = await groupsOf({
    platform,
    requests: [requestIndex.tenant(tenant.name)],
    catalog,
    credentials,
  });
  const requests = requestIndex
    .requestsOf(tenant.name)
    .flatMap(({ request }) => request ?? []);
  const missed = new Map<string, [ObjectRef, KubernetesObject]>();
  const read = new Map<string, WholeObject>();
  const look = () =>
    inTurns(
      enforcementInSteps(
        {
          name: tenant.name,
          environments: tenant.environments.map(({ name }) => name),
        },
        snapshot,
        {
          platform,
          facts: facts(),
          now: Date.now(),
          requests,
          groups,
          whole: (ref, live) => {
            const key = refKey(ref);
            const whole = read.get(key) ?? wholeObjects.known(ref, live);
            if (!whole && missed.size >= MOST_ASKED) {
              return { why: `there are more than ${MOST_ASKED} such objects` };
            }
            if (!whole) {
              missed.set(key, [ref, live]);
            }
            return whole;
          },
        },
      ),
    );
  const first = await look();
  if (missed.size === 0) {
    return first;
  }
  await Promise.all(
    [...missed].map(async ([key, [ref, live]]) =>
      read.set(key, await wholeObjects.ask(ref, live)),
    ),
  );
  return look();
}
