import { InputError, NotAllowedError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';
import { readBase } from '../preview/readBase';
import { isProposalUrl } from '../requests/isProposalUrl';
import { audited } from './audited';
import {
  branchSchema,
  kindSchema,
  nameSchema,
  requestNameSchema,
} from './names';
import { parseInput } from './parseInput';
import { viewerOfRequest } from './viewerOfRequest';

const proposalSchema = z.strictObject({
  tenant: nameSchema,
  kind: kindSchema,
  name: requestNameSchema,
  url: z.url({ protocol: /^https?$/ }).max(2000),
  branch: branchSchema.optional(),
});

/** `POST /proposals`: remembers the pull or merge request of a request, in the name of who asks. */
export function proposalsRouter(tenancy: Tenancy): Router {
  const { access, auditor, directory, proposals, timeline } = tenancy;
  const router = PromiseRouter();

  router.post('/proposals', async (req, res) => {
    await audited(auditor, req, 'proposal-create', async () => {
      const viewer = await viewerOfRequest(tenancy, req);
      const proposal = parseInput(proposalSchema, req.body);
      const { user } = viewer;
      if (!user) {
        throw new NotAllowedError('A proposal must be made by a user');
      }
      assertOwnRepository(tenancy, proposal.url);
      // As of now: by an older file a change would later be taken for merged.
      const { requestIndex } = await readBase({ ...tenancy, fresh: true });
      const tenants = directory.at(requestIndex);
      const { tenant, kind, name, url } = proposal;
      const present = tenants.get(tenant);
      if (isNewTenant(proposal) && !present) {
        await access.assertCreate(viewer);
        if (!viewer.isAdmin) {
          access.assertAllRead(tenants);
          assertInGroup(viewer);
        }
      } else {
        await access.update(viewer, tenant, tenants);
      }
      const entry = requestIndex.find(tenant, kind, name);
      const kept = {
        ...proposal,
        proposedBy: user,
        at: Date.now(),
        ...(present?.owner ? { tenantOwner: present.owner } : {}),
        ...(entry ? { requestOid: entry.oid } : {}),
      };
      await proposals.put(kept);
      await timeline.noteProposal(kept, 'proposed', present?.owner);
      return { tenant, kind, name, url };
    });
    res.status(204).end();
  });

  return router;
}

/** Somebody without a team can ask for no tenant, so there is none that they could have proposed. */
function assertInGroup({ claims }: Viewer): void {
  if (![...claims].some(ref => ref.startsWith('group:'))) {
    throw new NotAllowedError(
      'A tenant belongs to a group, and you are in none; the platform team or your catalog can change that',
    );
  }
}

function isNewTenant(proposal: z.output<typeof proposalSchema>): boolean {
  const { kind, name, tenant } = proposal;
  return kind.toLowerCase() === 'tenant' && name === tenant;
}

/** The link is shown to a whole team, so it must lead to where the requests are. */
function assertOwnRepository(
  {
    platform,
    git,
    integrations,
  }: Pick<Tenancy, 'platform' | 'git' | 'integrations'>,
  url: string,
): void {
  const { platform: one, tenants: other } = platform.repository;
  if (
    !isProposalUrl(url, [one, other], {
      integrations,
      pageUrl: git.pageUrl,
    })
  ) {
    throw new InputError(
      `url: must be the address of a pull or merge request of ${git.pageUrl(
        one,
      )}, and nothing more`,
    );
  }
}
