import { Environment, Platform } from '../platform';
import { AdmissionRule } from './AdmissionRule';
import { acting } from './policies/acting';
import { certificateNames } from './policies/certificateNames';
import { claimTemplates } from './policies/claimTemplates';
import { disruptionBudgets } from './policies/disruptionBudgets';
import { dnsAnnotations } from './policies/dnsAnnotations';
import { externalBackends } from './policies/externalBackends';
import { gatewayListeners } from './policies/gatewayListeners';
import { heldObjects } from './policies/heldObjects';
import { imageRegistries } from './policies/imageRegistries';
import { ingressHosts } from './policies/ingressHosts';
import { istioHosts } from './policies/istioHosts';
import { loadedLabels } from './policies/loadedLabels';
import { namespaces } from './policies/namespaces';
import { platformObjects } from './policies/platformObjects';
import { platformOnlyKinds } from './policies/platformOnlyKinds';
import { podAccess } from './policies/podAccess';
import { podPlaces } from './policies/podPlaces';
import { podTemplates } from './policies/podTemplates';
import { reachingAnnotations } from './policies/reachingAnnotations';
import { rolloutReach } from './policies/rolloutReach';
import { routeHostnames } from './policies/routeHostnames';
import { routePorts } from './policies/routePorts';
import { scaleTargets } from './policies/scaleTargets';
import { scaling } from './policies/scaling';
import { secretPaths } from './policies/secretPaths';
import { serviceNames } from './policies/serviceNames';
import { tenantWrites } from './policies/tenantWrites';
import { tokenSecrets } from './policies/tokenSecrets';
import { volumeClaims } from './policies/volumeClaims';

/**
 * Every rule that the API server of an environment holds tenants to, whatever way an object comes in.
 */
export function guardRails(
  platform: Platform,
  environment: Environment,
): AdmissionRule[] {
  return [
    namespaces(platform, environment),
    platformObjects(platform, environment),
    platformOnlyKinds(platform, environment),
    tenantWrites(platform, environment),
    heldObjects(platform, environment),
    routeHostnames(platform, environment),
    routePorts(platform, environment),
    dnsAnnotations(platform),
    reachingAnnotations(platform, environment),
    ...ingressHosts(platform),
    gatewayListeners(platform, environment),
    certificateNames(platform),
    serviceNames(),
    externalBackends(environment),
    ...istioHosts(platform),
    secretPaths(platform, environment),
    tokenSecrets(),
    podPlaces(environment),
    ...podTemplates(platform, environment),
    podAccess(platform, environment),
    volumeClaims(platform, environment),
    claimTemplates(platform, environment),
    disruptionBudgets(),
    scaleTargets(platform, environment),
    loadedLabels(platform, environment),
    ...rolloutReach(platform),
    ...scaling(platform, environment),
    ...imageRegistries(environment),
    ...acting(platform, environment),
  ];
}
