import type { Finding } from '@groundwork/engine';

const FIX =
  'Install @groundwork/backstage-plugin-permission-backend-module-tenancy, or call its tenancyDecisions first in your own policy.';

const DOORS = {
  kubernetes: {
    code: 'KubernetesOpen',
    name: 'kubernetes.proxy',
    message:
      'The permission policy allows users who are not platform admins to use the proxy of the Kubernetes plugin, and so to read the clusters of all teams.',
  },
  scaffolder: {
    code: 'TasksOpen',
    name: 'scaffolder.task.read',
    message:
      'The permission policy allows users who are not platform admins to read the parameters and logs of all scaffolder tasks.',
  },
};

/**
 * The finding that a door beside ours stands open.
 */
export function openDoorFinding(door: keyof typeof DOORS): Finding {
  const { code, name, message } = DOORS[door];
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
