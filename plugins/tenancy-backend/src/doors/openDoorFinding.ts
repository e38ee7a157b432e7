import type { Finding } from '@groundwork/engine';

const FIX =
  'Install @groundwork/backstage-plugin-permission-backend-module-tenancy, or let your own policy ask its tenancyDecisions first.';

const DOORS = {
  kubernetes: {
    code: 'KubernetesOpen',
    name: 'kubernetes.proxy',
    message:
      'The permission policy lets somebody who does not run the platform use the proxy of the Kubernetes plugin, and with it read all that its account may, of every team.',
  },
  scaffolder: {
    code: 'TasksOpen',
    name: 'scaffolder.task.read',
    message:
      'The permission policy lets somebody who does not run the platform read the parameters and logs of every scaffolder task.',
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
