import { NotFoundError } from '@backstage/errors';
import type {
  DeploymentInput,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { deploymentAudited } from '../deploying/deploymentAudited';
import { deploymentQuerySchema, deploymentSchema } from '../deploying/inputs';
import { workloadVersionsView } from '../views/workloadVersionsView';
import type { Tenancy } from '../Tenancy';
import { answer } from './answer';
import { nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

/** `POST` and `GET /tenants/:tenant/workloads/:workload/deployments`, and `GET .../versions`. */
export function deploymentsRouter(tenancy: Tenancy): Router {
  const { auditor, deployments } = tenancy;
  const router = PromiseRouter();
  const base = '/tenants/:tenant/workloads/:workload';

  const named = (params: Record<string, string>) => ({
    tenant: parseInput(nameSchema, params.tenant, 'tenant'),
    workload: parseInput(requestNameSchema, params.workload, 'workload'),
  });

  router.post(`${base}/deployments`, async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const ask = { ...named(req.params), caller: { viewer } };
    const input: DeploymentInput = parseInput(deploymentSchema, req.body);
    const view: DeploymentView = await deploymentAudited(
      auditor,
      { ask, input, request: req },
      () => deployments.start(ask, input),
    );
    res.status(view.changed ? 202 : 200).json(view);
  });

  router.get(`${base}/deployments`, async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const ask = { ...named(req.params), caller: { viewer } };
    const input = parseInput(deploymentQuerySchema, req.query);
    answer(req, res, await deployments.progress(ask, input));
  });

  router.get(`${base}/versions`, async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const { tenant: name, workload } = named(req.params);
    const tenant = await tenancy.access.read(viewer, name);
    const view = await workloadVersionsView(tenancy, viewer, tenant, workload);
    if (!view) {
      throw new NotFoundError(
        `There is no request of tenant ${name} that deploys ${workload}`,
      );
    }
    answer(req, res, view);
  });

  return router;
}
