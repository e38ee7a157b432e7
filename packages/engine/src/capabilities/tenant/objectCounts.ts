import { Tier } from '../../platform';

/**
 * How many objects of each kind a tenant may have that no other quota counts: each costs the API server, a controller
 * or, as certificates and secrets of a store do, a limit that all tenants share.
 */
const counts: Readonly<Record<string, number>> = {
  'analysistemplates.argoproj.io': 50,
  'backendtlspolicies.gateway.networking.k8s.io': 50,
  'certificates.cert-manager.io': 20,
  'cronjobs.batch': 50,
  'deployments.apps': 50,
  'externalsecrets.external-secrets.io': 100,
  'horizontalpodautoscalers.autoscaling': 50,
  'jobs.batch': 200,
  'poddisruptionbudgets.policy': 50,
  'referencegrants.gateway.networking.k8s.io': 50,
  'rollouts.argoproj.io': 50,
  serviceaccounts: 50,
  'statefulsets.apps': 50,
  'xbackends.gateway.networking.x-k8s.io': 50,
};

/**
 * The quota of numbers of objects, where a tier says nothing else.
 */
export function objectCounts(tier: Tier): Record<string, string> {
  const all: Record<string, number> = { ...counts, ...tier.quota.counts };
  return Object.fromEntries(
    Object.keys(all)
      .sort()
      .map(name => [`count/${name}`, String(all[name])]),
  );
}
