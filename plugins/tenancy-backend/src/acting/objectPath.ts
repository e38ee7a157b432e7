import type { ObjectRef } from '@groundwork/engine';

const PLURALS: Record<string, string> = {
  Application: 'applications',
  DaemonSet: 'daemonsets',
  Deployment: 'deployments',
  ExternalSecret: 'externalsecrets',
  Rollout: 'rollouts',
  StatefulSet: 'statefulsets',
};

/** The path of an object that can be acted on, of a kind that has one. */
export function objectPath(
  { group, kind, namespace = '', name }: ObjectRef,
  version: string,
): string {
  const parts = [namespace, PLURALS[kind], name].map(encodeURIComponent);
  return `/apis/${group}/${version}/namespaces/${parts.join('/')}`;
}
