import { NotFoundError } from '@backstage/errors';
import type {
  TenantFile,
  TenantFilesView,
  TenantFileView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { placeOf, plainLine } from '@groundwork/engine';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { TenantFileInGit } from '../git/deployedFiles';
import { tenantFiles } from '../git/tenantFiles';
import type { Tenancy } from '../Tenancy';
import { ownsTenant } from '../views/driftSummaries';
import { fileContent } from '../views/tenantFileView';
import { answer } from './answer';
import { answerList } from './answerList';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const MOST = 2_000;
const LONGEST_NAME = 100;

const pathSchema = z.string().min(1).max(1_000);

/** `GET /tenants/:tenant/files` and `/tenants/:tenant/files/content?path=`: what Git holds for a tenant, without secrets. */
export function filesRouter(tenancy: Tenancy): Router {
  const { access, git, platform, trees } = tenancy;
  const router = PromiseRouter();
  const environments = new Set(platform.environments.map(({ name }) => name));

  function view({ path, tree, from }: TenantFileInGit): TenantFile {
    const place = placeOf(path, platform.layout)?.environment;
    const environment =
      place !== undefined && environments.has(place) ? place : undefined;
    return {
      path,
      tree,
      ...(environment === undefined ? {} : { environment }),
      url: git.fileUrl(from, path),
    };
  }

  async function lastChange({
    path,
    from,
  }: TenantFileInGit): Promise<Pick<TenantFileView, 'lastChange'>> {
    const { commits, lastChanges } = await git.readHistory(from, {
      paths: [path],
      maxAge: Number.MAX_SAFE_INTEGER,
    });
    const last = commits.find(each => each.commit === lastChanges.get(path));
    return last
      ? {
          lastChange: {
            commit: last.commit,
            by: plainLine(last.author, LONGEST_NAME),
            at: last.at,
          },
        }
      : {};
  }

  router.get('/tenants/:tenant/files', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const tenant = await access.read(await viewerOfRequest(tenancy, req), name);
    const files = await tenantFiles({ git, trees, platform }, tenant);
    const answered: TenantFilesView = {
      tenant: name,
      items: files.slice(0, MOST).map(view),
      total: files.length,
      sources: trees.sources(name),
    };
    await answerList(req, res, answered);
  });

  router.get('/tenants/:tenant/files/content', async (req, res) => {
    const name = parseInput(nameSchema, req.params.tenant, 'tenant');
    const path = parseInput(pathSchema, req.query.path, 'path');
    const viewer = await viewerOfRequest(tenancy, req);
    const tenant = await access.read(viewer, name);
    const files = await tenantFiles({ git, trees, platform }, tenant);
    const found = files.find(each => each.path === path);
    if (!found) {
      throw new NotFoundError(`Git holds no such file for tenant ${name}`);
    }
    const answered: TenantFileView = {
      ...view(found),
      ...fileContent(found.path, found.file, {
        hidesConfig: !ownsTenant(viewer, tenant),
      }),
      ...(await lastChange(found)),
      mayChange: await access.mayUpdate(viewer, name),
    };
    answer(req, res, answered);
  });

  return router;
}
