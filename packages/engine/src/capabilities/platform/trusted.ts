import { Environment, Platform } from '../../platform';
import { celList, celString } from './cel';

/** The resource and verb of RBAC that let somebody write what the platform manages. Nothing serves them: they only carry the right. */
export const override = { resource: 'guardrails', verb: 'override' };

/**
 * Whether the user may write what the platform manages: cluster administrators and whoever was given the right to override,
 * the controllers of Kubernetes itself, and the users that the environment names.
 */
export function trustedUser(
  platform: Platform,
  environment: Environment,
): string {
  const prefixes = [
    'system:serviceaccount:kube-system:',
    ...(environment.dns === 'openshift'
      ? ['system:serviceaccount:openshift-']
      : []),
  ];
  const names = [
    'system:apiserver',
    'system:kube-controller-manager',
    ...environment.trustedUsers,
  ];
  return [
    `request.userInfo.username in ${celList([...new Set(names)])}`,
    ...prefixes.map(
      prefix => `request.userInfo.username.startsWith(${celString(prefix)})`,
    ),
    `authorizer.group(${celString(platform.prefix)}).resource(${celString(
      override.resource,
    )}).check(${celString(override.verb)}).allowed()`,
  ].join(' ||\n');
}
