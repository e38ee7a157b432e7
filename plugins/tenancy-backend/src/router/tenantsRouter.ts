import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  type TenantListView,
  tenantReadPermission,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenancy } from '../Tenancy';
import { tenantPlacesView } from '../views/tenantPlacesView';
import { tenantStatusView } from '../views/tenantStatusView';
import { clustersOf } from '../views/viewBase';
import { answer } from './answer';
import { answerList } from './answerList';
import { environmentAsked } from './environmentAsked';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** Milliseconds that a list waits for what changed: of thousands of tenants it takes longer, and who asks sees what is known. */
const PATIENCE = 2_000;

/** `GET /tenants`, `/tenants/:tenant` and `/tenants/:tenant/status`, which takes `?environment=`. */
export function tenantsRouter(tenancy: Tenancy): Router {
  const { access, platform, snapshot, summaries, trees } = tenancy;
  const router = PromiseRouter();

  router.get('/tenants', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const tenants = await access.readable(viewer);
    if (req.query.view === 'places') {
      await answerList(req, res, tenantPlacesView(tenants, snapshot));
      return;
    }
    const { items, pending } = await summaries.soon(tenants, PATIENCE);
    const view: TenantListView = {
      items,
      ...(pending > 0 ? { pending } : {}),
      ...((await access.isDeniedRead(viewer))
        ? { denied: tenantReadPermission.name }
        : {}),
      sources: [
        // Who has no tenant may have one where nothing could be read.
        ...(viewer.isAdmin || tenants.length === 0
          ? snapshot.sources()
          : snapshot.sources(clustersOf(platform, tenants))),
        ...trees.sources(),
      ],
    };
    await answerList(req, res, view);
  });

  router.get('/tenants/:tenant', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const tenant = await access.read(await viewerOfRequest(tenancy, req), name);
    answer(req, res, await summaries.of(tenant));
  });

  router.get('/tenants/:tenant/status', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    const only = environmentAsked(req, tenant);
    answer(req, res, await tenantStatusView(tenancy, tenant, viewer, only));
  });

  return router;
}
