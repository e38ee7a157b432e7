import { ApplicationStatus, Snapshot, Verdict, lastValue } from '../../model';
import { Environment } from '../../platform';
import { TenantSubject } from '../namespaces';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { troubleOf } from './applicationSet';
import { FoundApplication, expectedNames } from './findApplications';

/**
 * The verdict on an environment by its Applications: the worst decides. Whatever deploys to the tenant's namespace counts; an
 * Application of the name that a request renders to is missed only where a request made the tenant and nothing else
 * deploys for it.
 */
export function environmentVerdict(
  tenant: TenantSubject,
  environment: Environment,
  found: readonly FoundApplication[],
  applications: readonly ApplicationStatus[],
  snapshot: Snapshot,
): Verdict {
  const { tenant: name } = expectedNames(tenant.name, environment.name);
  // What only follows from another Application is told there.
  const worst = worstOf([
    ...applications.filter(({ cause }) => cause === undefined),
    ...applications.filter(({ cause }) => cause !== undefined),
  ]);
  if (worst && worst.state !== 'Healthy') {
    const single = applications.length === 1;
    return {
      ...verdictOf(worst),
      why: single ? worst.why : `${worst.ref.name}: ${worst.why}`,
    };
  }
  const names = found
    .filter(({ layer }) => layer === 'tenant')
    .map(({ object }) => object.metadata.name);
  const own = names.includes(name);
  const adopted = names.some(each => !each.startsWith(`${name}.`));
  const demanded = tenant.requested ?? tenant.environments !== undefined;
  if (tenant.draining?.includes(environment.name)) {
    return own
      ? verdict('Progressing', 'draining: its workloads are being removed')
      : verdict('Suspended', 'drained: its workloads were removed on purpose');
  }
  if (own || (adopted && tenant.requested !== true)) {
    return healthy('Synced', 'Healthy');
  }
  if (!demanded && worst) {
    return healthy('Synced', 'Healthy');
  }
  return verdict('Missing', missing(name, environment, demanded, snapshot), {
    fixableBy: 'platform',
  });
}

function missing(
  name: string,
  environment: Environment,
  demanded: boolean,
  snapshot: Snapshot,
): string {
  if (!demanded) {
    return "no Application of Argo CD deploys to the tenant's namespace";
  }
  const why = `Argo CD has not created Application ${name} yet`;
  const { cluster, namespace } = environment.argocd;
  const sets = ['cluster', 'argocd'].map(
    part => `platform-${environment.name}-${part}`,
  );
  const broken = (
    lastValue(
      snapshot.list({
        cluster,
        group: 'argoproj.io',
        kind: 'ApplicationSet',
        namespace,
      }),
    ) ?? []
  ).find(
    set => sets.includes(set.metadata.name) && troubleOf(set) !== undefined,
  );
  return broken
    ? `${why}: ApplicationSet ${broken.metadata.name} ${troubleOf(broken)?.why}`
    : why;
}
