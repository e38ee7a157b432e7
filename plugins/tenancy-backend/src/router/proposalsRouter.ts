import { InputError, NotAllowedError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Tenancy } from '../Tenancy';
import { audited } from './audited';
import { kindSchema, nameSchema, requestNameSchema } from './names';
import { parseInput } from './parseInput';
import { viewerOf } from './viewerOf';

const proposalSchema = z.strictObject({
  tenant: nameSchema,
  kind: kindSchema,
  name: requestNameSchema,
  url: z.url({ protocol: /^https?$/ }).max(2000),
  branch: z.string().max(250).optional(),
});

/** `POST /proposals`: remembers the pull or merge request of a request. */
export function proposalsRouter(tenancy: Tenancy): Router {
  const { access, auditor, directory, proposals, book } = tenancy;
  const router = PromiseRouter();

  router.post('/proposals', async (req, res) => {
    await audited(auditor, req, 'proposal-create', async () => {
      const viewer = await viewerOf(tenancy, req);
      const proposal = parseInput(proposalSchema, req.body);
      const { user } = viewer;
      if (!user) {
        throw new NotAllowedError('A proposal needs a user who made it');
      }
      assertOwnHost(tenancy, proposal.url);
      if (isNewTenant(proposal) && !directory.get(proposal.tenant)) {
        await access.assertCreate(viewer);
      } else {
        await access.update(viewer, proposal.tenant);
      }
      const entry = book.find(proposal.tenant, proposal.kind, proposal.name);
      await proposals.put({
        ...proposal,
        proposedBy: user,
        at: Date.now(),
        ...(entry ? { requestOid: entry.oid } : {}),
      });
      const { tenant, kind, name, url } = proposal;
      return { tenant, kind, name, url };
    });
    res.status(204).end();
  });

  return router;
}

function isNewTenant(proposal: z.output<typeof proposalSchema>): boolean {
  const { kind, name, tenant } = proposal;
  return kind.toLowerCase() === 'tenant' && name === tenant;
}

/** The link is shown to a whole team, so it must lead to where the requests are. */
function assertOwnHost(
  { platform, git }: Pick<Tenancy, 'platform' | 'git'>,
  url: string,
): void {
  const { platform: one, tenants: other } = platform.repository;
  const hosts = [one, other].map(
    repository => new URL(git.fileUrl(repository, '')).host,
  );
  if (!hosts.includes(new URL(url).host)) {
    throw new InputError(
      `url: must lead to the host of the repository, ${hosts[0]}`,
    );
  }
}
