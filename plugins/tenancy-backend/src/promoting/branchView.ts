import type { SetupBranchView } from '@groundwork/backstage-plugin-tenancy-common';
import type { EnvironmentBranch, PromotionStatus } from '@groundwork/engine';
import type { Pending } from './readPending';

/** Of more files and tenants only the number is told. */
const MOST = 20;

/** What waits for a branch of environments, for those who run the platform: files that are no tenant's, too. */
export function branchView(
  { name, branch }: EnvironmentBranch,
  pending: Pending | undefined,
  /** How far it is, where something waits. */
  status: PromotionStatus | undefined,
  /** Why it can't be read now: what was last seen of it says nothing of how it is. */
  problem?: string,
): SetupBranchView {
  const { files = [], held = new Map<string, string>() } = pending ?? {};
  const shared = files.filter(({ tenant }) => tenant === undefined);
  const ownHeld = held.get('');
  return {
    name,
    branch,
    ...verdictOf(branch, pending, status),
    ...(ownHeld === undefined ? {} : { state: 'held', why: ownHeld }),
    ...(problem === undefined
      ? {}
      : {
          state: 'unknown',
          why: `what branch ${branch} holds is not known: ${problem}`,
        }),
    waiting: files.length,
    shared: {
      paths: shared.slice(0, MOST).map(({ path }) => path),
      total: shared.length,
    },
    held: [...held]
      .filter(([tenant]) => tenant !== '')
      .slice(0, MOST)
      .map(([tenant, why]) => ({ tenant, why })),
  };
}

function verdictOf(
  branch: string,
  pending: Pending | undefined,
  status: PromotionStatus | undefined,
): Pick<SetupBranchView, 'state' | 'why' | 'url'> {
  return pending
    ? status ?? { state: 'done', why: '' }
    : { state: 'unknown', why: `what branch ${branch} holds is not known` };
}
