import { KubernetesObject } from '../../model';
import { at, Fields, fieldsOf, listOf, textOf } from '../../model/fields';
import { given, Reader, Reading } from './Reading';
import { triggerOf } from './triggerOf';

/** A ScaledObject of KEDA with its credentials, as a Scaler request. */
export const scalerReader: Reader = {
  request: 'Scaler',
  kinds: [{ group: 'keda.sh', kind: 'ScaledObject' }],
  overridable: { fields: ['min', 'max', 'idle', 'triggers', 'fallback'] },
  read(object, reading) {
    const spec = fieldsOf(object.spec);
    const fallback = fieldsOf(spec.fallback);
    const triggers = listOf(spec.triggers).map(trigger =>
      triggerOf(trigger, credentialsOf(trigger, reading), reading),
    );
    return triggers.some(each => each === undefined)
      ? undefined
      : given({
          target: targetOf(fieldsOf(spec.scaleTargetRef)),
          min: spec.minReplicaCount ?? 0,
          max: spec.maxReplicaCount ?? 100,
          idle: spec.idleReplicaCount,
          pollingInterval: spec.pollingInterval ?? 30,
          cooldown: spec.cooldownPeriod ?? 300,
          initialCooldown: spec.initialCooldownPeriod,
          restoreReplicas:
            at(spec, 'advanced', 'restoreToOriginalReplicaCount') === true,
          behavior: at(
            spec,
            'advanced',
            'horizontalPodAutoscalerConfig',
            'behavior',
          ),
          fallback:
            spec.fallback === undefined
              ? undefined
              : {
                  failures: fallback.failureThreshold,
                  replicas: fallback.replicas,
                },
          triggers,
        });
  },
};

function targetOf({ kind, name }: Fields): Fields {
  return {
    kind: kind === undefined || kind === 'Deployment' ? 'Workload' : kind,
    name,
  };
}

/** What KEDA calls keys that a request names otherwise. */
const nameOf: Readonly<Record<string, string>> = {
  awsAccessKeyID: 'accessKeyId',
  awsSecretAccessKey: 'secretAccessKey',
  awsSessionToken: 'sessionToken',
};

function credentialsOf(trigger: Fields, reading: Reading): Fields | undefined {
  const name = textOf(at(trigger, 'authenticationRef', 'name'));
  const found: KubernetesObject | undefined =
    name === undefined
      ? undefined
      : reading.find('keda.sh', 'TriggerAuthentication', name);
  const references = listOf(at(found?.spec, 'secretTargetRef'));
  return references.length === 0
    ? undefined
    : {
        secret: references[0].name,
        ...Object.fromEntries(
          references.map(({ parameter, key }) => [
            nameOf[String(parameter)] ?? String(parameter),
            key,
          ]),
        ),
      };
}
