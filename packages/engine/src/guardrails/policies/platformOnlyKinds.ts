import { Environment, Platform } from '../../platform';
import { platformKinds } from '../../capabilities/tenant/tenantKinds';
import { AdmissionRule, MatchedResources } from '../AdmissionRule';
import { operatorNotes, operatorVariables, trustedUser } from '../trusted';

/** Kinds that take names or traffic without saying so where the other rules look, or that reach beyond the namespace. */
const further: MatchedResources[] = [
  // Endpoints of a team's choice would lead its gateway's traffic to the pods of others, past what they admit.
  { groups: [''], resources: ['endpoints'] },
  { groups: ['discovery.k8s.io'], resources: ['endpointslices'] },
  {
    groups: ['argoproj.io'],
    resources: ['applications', 'applicationsets', 'appprojects'],
  },
  { groups: ['external-secrets.io'], resources: ['pushsecrets'] },
  { groups: ['externaldns.k8s.io'], resources: ['dnsendpoints'] },
  // They send the traffic of Services elsewhere, or add to what policies admit.
  {
    groups: ['cilium.io'],
    resources: ['ciliumenvoyconfigs', 'ciliumlocalredirectpolicies'],
  },
  {
    groups: ['crd.projectcalico.org', 'projectcalico.org'],
    resources: ['networkpolicies'],
  },
  // Names on the proxies of controllers with kinds of their own.
  {
    groups: ['traefik.io', 'traefik.containo.us'],
    resources: ['ingressroutes', 'ingressroutetcps', 'ingressrouteudps'],
  },
  { groups: ['projectcontour.io'], resources: ['httpproxies'] },
  {
    groups: ['k8s.nginx.org'],
    resources: ['transportservers', 'virtualserverroutes', 'virtualservers'],
  },
  {
    groups: ['configuration.konghq.com'],
    resources: ['tcpingresses', 'udpingresses'],
  },
  {
    groups: ['getambassador.io'],
    resources: ['hosts', 'listeners', 'mappings', 'tcpmappings'],
  },
  { groups: ['zalando.org'], resources: ['routegroups'] },
  { groups: ['extensions.istio.io'], resources: ['wasmplugins'] },
  {
    groups: ['networking.istio.io'],
    resources: ['envoyfilters', 'serviceentries', 'workloadentries'],
  },
];

/**
 * Kinds that only the platform writes in a tenant's namespace, labelled or not: NetworkPolicies add up,
 * so one more of a tenant's own would open what the platform's closes.
 */
export function platformOnlyKinds(
  platform: Platform,
  environment: Environment,
): AdmissionRule {
  const groups = [...new Set(platformKinds.map(kind => kind.group))];
  return {
    name: 'platform-kinds',
    matches: [
      ...groups.map(group => ({
        groups: [group],
        resources: platformKinds
          .filter(kind => kind.group === group)
          .map(kind => kind.resource),
      })),
      ...further,
    ],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'tenants',
    variables: {
      trusted: trustedUser(platform, environment),
      ...operatorVariables,
    },
    validations: [
      {
        // Operators of the cluster set finalizers on what they look after.
        expression: `variables.trusted || ${operatorNotes}`,
        message:
          'Only the platform writes this kind in the namespace of a tenant. What the tenant needs goes into its request.',
      },
    ],
  };
}
