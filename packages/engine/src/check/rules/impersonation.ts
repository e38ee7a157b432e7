import { Finding } from '../../model';
import { CheckRun } from '../checkRun';

/** Where Argo CD syncs tenants with its own account, admission can not tell the platform from a tenant. */
export function* impersonation(run: CheckRun): Iterable<Finding> {
  if (run.scope.tenants) {
    return;
  }
  for (const { name, argocd } of run.environments) {
    if (!argocd.impersonation) {
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
        message: `Tenant syncs in ${name} run with Argo CD's own account, so admission policies can not tell the platform from a tenant.`,
        fix: 'Set application.sync.impersonation.enabled in argocd-cm, then argocd.impersonation of this environment.',
        mender: 'platform',
        evidence: [],
      };
    }
  }
}
