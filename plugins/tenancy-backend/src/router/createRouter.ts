import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Tenancy } from '../Tenancy';
import { accessRouter } from './accessRouter';
import { actingRouter } from './actingRouter';
import { adoptionRouter } from './adoptionRouter';
import { boundedBody } from './boundedBody';
import { changesRouter } from './changesRouter';
import { cardsRouter } from './cardsRouter';
import { deploymentsRouter } from './deploymentsRouter';
import { differencesRouter } from './differencesRouter';
import { driftRouter } from './driftRouter';
import { enforcementRouter } from './enforcementRouter';
import { entitiesRouter } from './entitiesRouter';
import { estateRouter } from './estateRouter';
import { filesRouter } from './filesRouter';
import { fixesRouter } from './fixesRouter';
import { hostnamesRouter } from './hostnamesRouter';
import { namespacesRouter } from './namespacesRouter';
import { pipelineRouter } from './pipelineRouter';
import { eventsRouter } from './eventsRouter';
import { platformRouter } from './platformRouter';
import { previewRouter } from './previewRouter';
import { proposalsRouter } from './proposalsRouter';
import { requestsRouter } from './requestsRouter';
import { revertsRouter } from './revertsRouter';
import { selfHealRouter } from './selfHealRouter';
import { setupRouter } from './setupRouter';
import { tenantsRouter } from './tenantsRouter';
import { unmanagedRouter } from './unmanagedRouter';

/**
 * The HTTP API of the plugin, one small router for each resource.
 */
export function createRouter(tenancy: Tenancy): Router {
  const router = PromiseRouter();
  // Before all bodies are read: who asks there is no user of Backstage.
  router.use(pipelineRouter(tenancy));
  router.use(boundedBody());
  router.use(
    platformRouter(tenancy),
    tenantsRouter(tenancy),
    estateRouter(tenancy),
    accessRouter(tenancy),
    enforcementRouter(tenancy),
    filesRouter(tenancy),
    driftRouter(tenancy),
    changesRouter(tenancy),
    requestsRouter(tenancy),
    differencesRouter(tenancy),
    fixesRouter(tenancy),
    entitiesRouter(tenancy),
    cardsRouter(tenancy),
    eventsRouter(tenancy),
    previewRouter(tenancy),
    proposalsRouter(tenancy),
    actingRouter(tenancy),
    deploymentsRouter(tenancy),
    revertsRouter(tenancy),
    selfHealRouter(tenancy),
    hostnamesRouter(tenancy),
    namespacesRouter(tenancy),
    setupRouter(tenancy, tenancy.setup),
    adoptionRouter(tenancy),
  );
  if (tenancy.unmanaged) {
    // After all that is a tenant's: tenants win.
    router.use(unmanagedRouter(tenancy, tenancy.unmanaged));
  }
  return router;
}
