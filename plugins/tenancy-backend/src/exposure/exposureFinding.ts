import type { Finding } from '@groundwork/engine';

const FIX =
  'Install @groundwork/backstage-plugin-permission-backend-module-tenancy, or call its tenancyDecisions first in your own policy.';

const EXPOSURES = {
  kubernetes: {
    code: 'KubernetesProxyUnrestricted',
    name: 'kubernetes.proxy',
    message:
      'The permission policy allows users who are not platform admins to use the proxy of the Kubernetes plugin, and so to read the clusters of all teams.',
  },
  scaffolder: {
    code: 'TasksUnrestricted',
    name: 'scaffolder.task.read',
    message:
      'The permission policy allows users who are not platform admins to read the parameters and logs of all scaffolder tasks.',
  },
};

/**
 * The finding that the permission policy exposes data of tenants through another plugin.
 */
export function exposureFinding(exposure: keyof typeof EXPOSURES): Finding {
  const { code, name, message } = EXPOSURES[exposure];
  return {
    code,
    severity: 'warning',
    subject: { cluster: 'portal', group: '', kind: 'Permission', name },
    message,
    fix: FIX,
    fixableBy: 'platform',
    evidence: [],
  };
}
