import { KindRegistry } from './KindRegistry';
import { admissionRegistration } from './admissionRegistration';
import { antrea } from './antrea';
import { customResourceDefinitions } from './apiExtensions';
import { apiRegistration } from './apiRegistration';
import { apps } from './apps';
import { argoproj } from './argoproj';
import { autoscaling } from './autoscaling';
import { batch } from './batch';
import { calico } from './calico';
import { certManager } from './certManager';
import { cilium } from './cilium';
import { cloudPolicies } from './cloudPolicies';
import { core } from './core';
import { discovery } from './discovery';
import { events } from './events';
import { externalDns } from './externalDns';
import { externalSecrets } from './externalSecrets';
import { flux } from './flux';
import { gatewayApi } from './gatewayApi';
import { istio } from './istio';
import { keda } from './keda';
import { kyverno } from './kyverno';
import { linkerd } from './linkerd';
import { metrics } from './metrics';
import { networking } from './networking';
import { networkPolicyApi } from './networkPolicyApi';
import { ovn } from './ovn';
import { policy } from './policy';
import { proxies } from './proxies';
import { rbac } from './rbac';
import { scheduling } from './scheduling';
import { sealedSecrets } from './sealedSecrets';

/**
 * The kinds that Groundwork brings, in the order in which rendered rules name them: what is new stands last.
 *
 * @public
 */
export const defaultKinds: KindRegistry = new KindRegistry([
  ...core,
  ...apps,
  ...batch,
  ...autoscaling,
  ...policy,
  ...discovery,
  ...events,
  ...metrics,
  ...networking,
  ...rbac,
  ...scheduling,
  ...admissionRegistration,
  customResourceDefinitions,
  ...apiRegistration,
  ...cilium,
  ...gatewayApi,
  ...externalSecrets,
  ...certManager,
  ...argoproj,
  ...externalDns,
  ...networkPolicyApi,
  ...calico,
  ...antrea,
  ...proxies,
  ...istio,
  ...linkerd,
  ...ovn,
  ...flux,
  ...keda,
  ...kyverno,
  ...sealedSecrets,
  ...cloudPolicies,
]);
