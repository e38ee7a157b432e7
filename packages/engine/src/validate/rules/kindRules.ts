import { KubernetesObject } from '../../model';
import { Report } from '../violation';
import { checkAdmissionBinding } from './admissionBinding';
import { checkAdmissionPolicy } from './admissionPolicy';
import { checkApplication, checkApplicationSet } from './application';
import { checkAppProject } from './appProject';
import { checkAutoscaler } from './autoscaler';
import { checkCertificate } from './certManager/certificate';
import { checkCertificateRequest } from './certManager/certificateRequest';
import { checkIssuer } from './certManager/issuer';
import { checkClaim } from './claim';
import { checkConfigMap } from './configuration';
import { checkCronJob } from './cronJob';
import { Cursor } from './Cursor';
import { checkDisruptionBudget } from './disruptionBudget';
import { checkExternalSecret } from './externalSecret';
import { checkIngress } from './ingress';
import { checkJob } from './job';
import { checkLimitRange } from './limitRange';
import { checkNamespace } from './namespace';
import { checkNetworkPolicy } from './networkPolicy';
import { checkPriorityClass } from './priorityClass';
import { checkRole, checkRoleBinding } from './rbac';
import { checkResourceQuota } from './resourceQuota';
import { checkSecret } from './secret';
import { checkSecretStore } from './stores/secretStore';
import { checkService } from './service';
import {
  checkDaemonSet,
  checkDeployment,
  checkPodObject,
  checkStatefulSet,
} from './workload';

const RBAC = 'rbac.authorization.k8s.io/v1';
const ADMISSION = 'admissionregistration.k8s.io/v1';

const rules: Record<string, (object: Cursor) => void> = {
  'v1/Namespace': checkNamespace,
  'v1/ConfigMap': checkConfigMap,
  'v1/Secret': checkSecret,
  'v1/Service': checkService,
  'v1/Pod': checkPodObject,
  'v1/PersistentVolumeClaim': checkClaim,
  'v1/ResourceQuota': checkResourceQuota,
  'v1/LimitRange': checkLimitRange,
  'apps/v1/Deployment': checkDeployment,
  'apps/v1/StatefulSet': checkStatefulSet,
  'apps/v1/DaemonSet': checkDaemonSet,
  'batch/v1/Job': checkJob,
  'batch/v1/CronJob': checkCronJob,
  'autoscaling/v2/HorizontalPodAutoscaler': checkAutoscaler,
  'policy/v1/PodDisruptionBudget': checkDisruptionBudget,
  'networking.k8s.io/v1/NetworkPolicy': checkNetworkPolicy,
  'networking.k8s.io/v1/Ingress': checkIngress,
  'scheduling.k8s.io/v1/PriorityClass': checkPriorityClass,
  [`${RBAC}/Role`]: checkRole,
  [`${RBAC}/ClusterRole`]: checkRole,
  [`${RBAC}/RoleBinding`]: checkRoleBinding,
  [`${RBAC}/ClusterRoleBinding`]: checkRoleBinding,
  [`${ADMISSION}/ValidatingAdmissionPolicy`]: checkAdmissionPolicy,
  [`${ADMISSION}/ValidatingAdmissionPolicyBinding`]: checkAdmissionBinding,
  'external-secrets.io/v1/ExternalSecret': checkExternalSecret,
  'external-secrets.io/v1/SecretStore': checkSecretStore,
  'external-secrets.io/v1/ClusterSecretStore': checkSecretStore,
  'cert-manager.io/v1/Certificate': checkCertificate,
  'cert-manager.io/v1/CertificateRequest': checkCertificateRequest,
  'cert-manager.io/v1/Issuer': checkIssuer,
  'cert-manager.io/v1/ClusterIssuer': checkIssuer,
  'argoproj.io/v1alpha1/AppProject': checkAppProject,
  'argoproj.io/v1alpha1/Application': checkApplication,
  'argoproj.io/v1alpha1/ApplicationSet': checkApplicationSet,
};

/**
 * Reports what API servers and webhooks check in code, beyond what the schema of a kind can say.
 */
export function checkKindRules(object: KubernetesObject, report: Report): void {
  const key = `${object.apiVersion}/${object.kind}`;
  if (Object.hasOwn(rules, key)) rules[key](new Cursor(object, [], report));
}
