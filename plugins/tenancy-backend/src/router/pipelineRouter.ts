import { NotFoundError } from '@backstage/errors';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Deployer } from '../deploying/Deployer';
import { deploymentAudited } from '../deploying/deploymentAudited';
import {
  deploymentQuerySchema,
  pipelineDeploymentSchema,
} from '../deploying/inputs';
import { RateLimit } from '../deploying/RateLimit';
import type { Tenancy } from '../Tenancy';
import { boundedBody } from './boundedBody';
import { nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';

/** Where pipelines ask, with credentials of their own instead of Backstage's. */
export const PIPELINE_PATH = '/ci';

class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';

  readonly status = 429;
}

/**
 * `POST` and `GET /ci/tenants/:tenant/workloads/:workload/deployments`, for pipelines: nothing else is here, and no credential of
 * `tenancy.deployers` is known elsewhere. Who asks is looked at before any of the body is read.
 */
export function pipelineRouter(tenancy: Tenancy): Router {
  const { auditor, deployers, deployments } = tenancy;
  const router = PromiseRouter();
  const edits = new RateLimit({ burst: 20, perSecond: 0.2 });
  const looks = new RateLimit({ burst: 120, perSecond: 4 });
  const path = `${PIPELINE_PATH}/tenants/:tenant/workloads/:workload/deployments`;
  const asked = new WeakMap<Request, Awaited<ReturnType<typeof callerOf>>>();

  async function callerOf(req: Request, res: Response, limit: RateLimit) {
    const presented = await deployers.of(req.get('authorization'));
    const key = presented.deployers.map(({ name }) => name).join(' ');
    const wait = limit.take(key);
    if (wait !== undefined) {
      res.set('Retry-After', String(wait));
      throw new TooManyRequestsError(
        `Too many requests with this credential. Try again in ${wait} s`,
      );
    }
    const tenant = parseInput(nameSchema, req.params.tenant, 'tenant');
    const workload = parseInput(
      requestNameSchema,
      req.params.workload,
      'workload',
    );
    const deployer = mergedOf(
      presented.deployers.filter(
        each => each.tenant === tenant && each.workload === workload,
      ),
    );
    if (!deployer) {
      throw new NotFoundError(
        `There is no workload ${workload} of tenant ${tenant} that you may deploy there`,
      );
    }
    const { tokenId } = presented;
    return {
      tenant,
      workload,
      caller: { deployer, ...(tokenId ? { tokenId } : {}) },
    };
  }

  router.post(
    path,
    async (req, res, next) => {
      asked.set(req, await callerOf(req, res, edits));
      next();
    },
    boundedBody(),
    async (req, res) => {
      const ask = asked.get(req);
      if (!ask) {
        throw new NotFoundError();
      }
      const input = parseInput(pipelineDeploymentSchema, req.body);
      const view = await deploymentAudited(
        auditor,
        { ask, input, request: req },
        () => deployments.start(ask, input),
      );
      res.status(view.changed ? 202 : 200).json(view);
    },
  );

  router.get(path, async (req, res) => {
    const ask = await callerOf(req, res, looks);
    const input = parseInput(deploymentQuerySchema, req.query);
    res.json(await deployments.progress(ask, input));
  });

  return router;
}

/** Several bindings of one workload, as of one for each environment, are one. */
function mergedOf(deployers: readonly Deployer[]): Deployer | undefined {
  const [first, ...others] = deployers;
  return (
    first && {
      ...first,
      environments: [first, ...others].flatMap(each => each.environments),
      // A repository that one binding allows is not allowed where another one lets in.
      repositories:
        others.length === 0
          ? first.repositories
          : first.repositories.filter(each =>
              others.every(({ repositories }) => repositories.includes(each)),
            ),
    }
  );
}
