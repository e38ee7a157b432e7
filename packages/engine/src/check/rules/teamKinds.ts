import { dangerOf } from '../../kinds/teamKinds';
import { CheckRun, Found } from '../checkRun';

/** Kinds that the configuration lets teams write, and whose controllers act past the guard rails. */
export function* teamKinds(run: CheckRun): Found {
  if (run.scope.tenants) {
    return;
  }
  for (const [index, kind] of run.platform.teamKinds.entries()) {
    yield undefined;
    const danger = dangerOf(kind);
    if (danger !== undefined) {
      yield {
        code: 'KindActsForTeams',
        severity: 'warning',
        subject: {
          cluster: 'config',
          group: '',
          kind: 'Platform',
          name: 'tenancy',
        },
        field: `teamKinds[${index}]`,
        message: `Teams may write ${kind.kind} of ${kind.group}, and the guard rails do not see what comes of it: ${danger}.`,
        fix: 'Take it out, or hold what its controller may do to a namespace with a policy of your own.',
        fixableBy: 'platform',
        evidence: [],
      };
    }
  }
}
