import { KubernetesObject } from '../../model';
import { Target, tenantMeta } from '../../manifests/Target';
import { EffectiveScaler } from './effective';
import { triggerObject } from './triggerObject';
import { Trigger } from './triggers';

const apiVersion = 'keda.sh/v1alpha1';

/** What KEDA calls the keys that a request names otherwise. */
const parameterOf: Readonly<Record<string, string>> = {
  accessKeyId: 'awsAccessKeyID',
  secretAccessKey: 'awsSecretAccessKey',
  sessionToken: 'awsSessionToken',
};

const groupOfTarget = {
  Workload: 'apps/v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  Rollout: 'argoproj.io/v1alpha1',
} as const;

/**
 * The objects of a scaler in one environment: a TriggerAuthentication for each trigger with credentials, and the ScaledObject.
 */
export function scalerObjects(
  name: string,
  scaler: EffectiveScaler,
  target: Target,
): KubernetesObject[] {
  const triggers = scaler.triggers.map((trigger, index) => ({
    trigger,
    authentication: `${name}-${trigger.name ?? `${trigger.type}-${index}`}`,
  }));
  return [
    ...triggers.flatMap(({ trigger, authentication }) =>
      hasCredentials(trigger)
        ? [authenticationObject(authentication, trigger.credentials, target)]
        : [],
    ),
    {
      apiVersion,
      kind: 'ScaledObject',
      metadata: tenantMeta(target, name),
      spec: {
        scaleTargetRef: {
          apiVersion: groupOfTarget[scaler.target.kind],
          kind:
            scaler.target.kind === 'Workload'
              ? 'Deployment'
              : scaler.target.kind,
          name: scaler.target.name,
        },
        pollingInterval: scaler.pollingInterval,
        cooldownPeriod: scaler.cooldown,
        ...(scaler.initialCooldown === undefined
          ? {}
          : { initialCooldownPeriod: scaler.initialCooldown }),
        ...(scaler.idle === undefined ? {} : { idleReplicaCount: scaler.idle }),
        minReplicaCount: scaler.min,
        maxReplicaCount: scaler.max,
        ...advanced(scaler),
        ...(scaler.fallback
          ? {
              fallback: {
                failureThreshold: scaler.fallback.failures,
                replicas: scaler.fallback.replicas,
              },
            }
          : {}),
        triggers: triggers.map(({ trigger, authentication }) => ({
          ...triggerObject(trigger, target),
          ...(trigger.name === undefined ? {} : { name: trigger.name }),
          ...(hasCredentials(trigger)
            ? { authenticationRef: { name: authentication } }
            : {}),
        })),
      },
    },
  ];
}

type Credentials = { secret: string } & Readonly<
  Record<string, string | undefined>
>;

function hasCredentials(
  trigger: Trigger,
): trigger is Trigger & { credentials: Credentials } {
  return 'credentials' in trigger && trigger.credentials !== undefined;
}

function authenticationObject(
  name: string,
  { secret, ...keys }: Credentials,
  target: Target,
): KubernetesObject {
  return {
    apiVersion,
    kind: 'TriggerAuthentication',
    metadata: tenantMeta(target, name),
    spec: {
      secretTargetRef: Object.entries(keys).flatMap(([use, key]) =>
        key === undefined
          ? []
          : [{ parameter: parameterOf[use] ?? use, name: secret, key }],
      ),
    },
  };
}

function advanced({ restoreReplicas, behavior }: EffectiveScaler) {
  const scales = behavior?.scaleUp ?? behavior?.scaleDown;
  return restoreReplicas || scales
    ? {
        advanced: {
          ...(restoreReplicas ? { restoreToOriginalReplicaCount: true } : {}),
          ...(scales ? { horizontalPodAutoscalerConfig: { behavior } } : {}),
        },
      }
    : {};
}
