import { KubernetesObject } from '../../model';
import { Report } from '../violation';
import { checkAdmissionBinding, checkAdmissionPolicy } from './admissionPolicy';
import { checkApplication, checkApplicationSet } from './application';
import { checkAppProject } from './appProject';
import { checkClaim, checkConfigMap, checkSecret } from './configuration';
import { checkCronJob } from './cronJob';
import { Cursor } from './Cursor';
import { checkExternalSecret } from './externalSecret';
import { checkLimitRange } from './limitRange';
import { checkNamespace } from './namespace';
import { checkNetworkPolicy } from './networkPolicy';
import { checkRole, checkRoleBinding } from './rbac';
import { checkResourceQuota } from './resourceQuota';
import { checkAutoscaler, checkDisruptionBudget } from './scaling';
import { checkSecretStore } from './secretStore';
import { checkService } from './service';
import { checkJob, checkPodObject, checkWorkload } from './workload';

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
  'apps/v1/Deployment': checkWorkload,
  'apps/v1/StatefulSet': checkWorkload,
  'apps/v1/DaemonSet': checkWorkload,
  'batch/v1/Job': checkJob,
  'batch/v1/CronJob': checkCronJob,
  'autoscaling/v2/HorizontalPodAutoscaler': checkAutoscaler,
  'policy/v1/PodDisruptionBudget': checkDisruptionBudget,
  'networking.k8s.io/v1/NetworkPolicy': checkNetworkPolicy,
  [`${RBAC}/Role`]: checkRole,
  [`${RBAC}/ClusterRole`]: checkRole,
  [`${RBAC}/RoleBinding`]: checkRoleBinding,
  [`${RBAC}/ClusterRoleBinding`]: checkRoleBinding,
  [`${ADMISSION}/ValidatingAdmissionPolicy`]: checkAdmissionPolicy,
  [`${ADMISSION}/ValidatingAdmissionPolicyBinding`]: checkAdmissionBinding,
  'external-secrets.io/v1/ExternalSecret': checkExternalSecret,
  'external-secrets.io/v1/SecretStore': checkSecretStore,
  'external-secrets.io/v1/ClusterSecretStore': checkSecretStore,
  'argoproj.io/v1alpha1/AppProject': checkAppProject,
  'argoproj.io/v1alpha1/Application': checkApplication,
  'argoproj.io/v1alpha1/ApplicationSet': checkApplicationSet,
};

/**
 * Reports what API servers and webhooks check in code, beyond what the schema of a kind can say.
 */
export function checkKindRules(object: KubernetesObject, report: Report): void {
  rules[`${object.apiVersion}/${object.kind}`]?.(
    new Cursor(object, [], report),
  );
}
