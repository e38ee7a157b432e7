import { Finding } from '../../model';
import { Environment, usesArgoCd } from '../../platform';
import { CheckRun } from '../checkRun';

/** Where Argo CD syncs tenants with its own account, admission cannot tell the platform from a tenant. */
export function* impersonation(run: CheckRun): Iterable<Finding> {
  if (run.scope.tenants) {
    return;
  }
  const instances = new Map<string, Environment[]>();
  for (const environment of run.environments) {
    const { cluster, namespace, impersonation: isOn } = environment.argocd;
    if (!isOn && usesArgoCd(environment)) {
      const key = `${cluster}/${namespace}`;
      instances.set(key, [...(instances.get(key) ?? []), environment]);
    }
  }
  for (const environments of instances.values()) {
    const [{ argocd }] = environments;
    const names = environments.map(({ name }) => name).join(', ');
    yield {
      code: 'SyncNotImpersonated',
      severity: 'warning',
      subject: {
        cluster: argocd.cluster,
        group: '',
        kind: 'ConfigMap',
        namespace: argocd.namespace,
        name: 'argocd-cm',
      },
      message: `Tenant syncs in ${names} run with Argo CD's own account, so admission policies cannot tell the platform from a tenant.`,
      fix: 'Set application.sync.impersonation.enabled in argocd-cm, then argocd.impersonation of these environments.',
      fixableBy: 'platform',
      evidence: [],
    };
  }
}
