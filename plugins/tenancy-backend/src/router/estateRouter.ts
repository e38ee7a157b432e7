import type { EstateFindingsView } from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Viewer } from '../access/Viewer';
import type { OwnedFinding } from '../estate/EstateFindings';
import type { Tenancy } from '../Tenancy';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { estateFindings as findingsView } from '../views/estateFindings';
import { estateView, SEVERITIES } from '../views/estateView';
import { answer } from './answer';
import { answerList } from './answerList';
import { nameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const querySchema = z.object({
  code: z
    .string()
    .regex(/^[A-Za-z0-9]{1,80}$/)
    .optional(),
  severity: z.enum(SEVERITIES).optional(),
  tenant: nameSchema.optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});

/** `GET /estate` and `GET /estate/findings`: over the tenants that the caller may see, and no others count. */
export function estateRouter(tenancy: Tenancy): Router {
  const { access, directory, estate, estateFindings } = tenancy;
  const router = PromiseRouter();

  /** What belongs to no tenant is told to those who run the platform. */
  async function findingsFor(viewer: Viewer, tenants: readonly TenantEntry[]) {
    const last = await estateFindings.last();
    const readable = new Set(tenants.map(({ name }) => name));
    const findings: OwnedFinding[] = [];
    for (const each of last?.findings ?? []) {
      if (
        each.tenant === undefined ? viewer.isAdmin : readable.has(each.tenant)
      ) {
        findings.push(each);
      }
      await letOthers();
    }
    return last && { at: last.at, findings };
  }

  router.get('/estate', async (req, res) => {
    const viewer = await viewerOfRequest(tenancy, req);
    const tenants = await access.readable(viewer);
    estate.retain(new Set(directory.names()));
    const [rows, findings] = await Promise.all([
      estate.of(tenants),
      findingsFor(viewer, tenants),
    ]);
    const view = await estateView(tenancy, viewer, {
      tenants,
      rows,
      ...(findings ? { findings } : {}),
    });
    answer(req, res, view);
  });

  router.get('/estate/findings', async (req, res) => {
    const { code, severity, tenant, offset, limit } = parseInput(
      querySchema,
      req.query,
    );
    const viewer = await viewerOfRequest(tenancy, req);
    const tenants = await access.readable(viewer);
    const found = await findingsFor(viewer, tenants);
    const wanted = (found?.findings ?? [])
      .filter(
        ({ finding, ...each }) =>
          (code === undefined || finding.code === code) &&
          (severity === undefined || finding.severity === severity) &&
          (tenant === undefined || each.tenant === tenant),
      )
      .sort(
        (a, b) =>
          SEVERITIES.indexOf(a.finding.severity) -
          SEVERITIES.indexOf(b.finding.severity),
      );
    const page = wanted.slice(offset, offset + limit);
    const next = offset + page.length;
    const view: EstateFindingsView = {
      items: page.map(findingsView(tenancy, viewer, tenants)),
      total: wanted.length,
      ...(next < wanted.length ? { next } : {}),
      ...(found ? { findingsAt: found.at } : {}),
    };
    await answerList(req, res, view);
  });

  return router;
}
