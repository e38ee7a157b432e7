import { expandTemplate } from '../../names';
import { Target } from '../../manifests/Target';
import { AskingTrigger, Trigger } from './triggers';

/** KEDA reads all metadata as texts. */
type Metadata = Record<string, string>;

/**
 * A trigger as KEDA reads it, but for its name and credentials. Its endpoint is one that the environment offers.
 */
export function triggerObject(
  trigger: Trigger,
  target: Target,
): { type: string; metricType?: string; metadata: Metadata } {
  switch (trigger.type) {
    case 'cpu':
    case 'memory':
      return {
        type: trigger.type,
        metricType:
          trigger.utilization === undefined ? 'AverageValue' : 'Utilization',
        metadata: texts({
          value: trigger.utilization ?? trigger.average,
          containerName: trigger.container,
        }),
      };
    case 'cron':
      return {
        type: 'cron',
        metadata: texts({
          timezone: trigger.timezone,
          start: trigger.start,
          end: trigger.end,
          desiredReplicas: trigger.replicas,
        }),
      };
    default:
      return asking(trigger, target);
  }
}

function asking(trigger: AskingTrigger, target: Target) {
  const { scaling } = target.environment;
  const found = <T extends { name: string; address: string }>(
    offered: readonly T[] = [],
  ): Partial<T> & { address: string } => {
    const endpoint = offered.find(({ name }) => name === trigger.endpoint);
    const values = {
      tenant: target.tenant,
      namespace: target.namespace,
      environment: target.environment.name,
    };
    return {
      ...endpoint,
      address: expandTemplate(endpoint?.address ?? '', values),
    } as Partial<T> & { address: string };
  };
  switch (trigger.type) {
    case 'prometheus': {
      const { address, namespaced } = found(scaling?.prometheus);
      const { username, bearerToken, cert } = trigger.credentials ?? {};
      const modes = [
        ...(username ? ['basic'] : []),
        ...(bearerToken ? ['bearer'] : []),
        ...(cert ? ['tls'] : []),
      ];
      return {
        type: 'prometheus',
        metadata: texts({
          serverAddress: address,
          query: trigger.query,
          threshold: trigger.threshold,
          activationThreshold: trigger.activation,
          namespace: namespaced ? target.namespace : undefined,
          ignoreNullValues: trigger.failOnNothing ? false : undefined,
          authModes: modes.length > 0 ? modes.join(',') : undefined,
        }),
      };
    }
    case 'kafka': {
      const { address, tls, sasl, version } = found(scaling?.kafka);
      return {
        type: 'kafka',
        metadata: texts({
          bootstrapServers: address,
          consumerGroup: trigger.consumerGroup,
          topic: trigger.topic,
          lagThreshold: trigger.lag,
          activationLagThreshold: trigger.activation,
          offsetResetPolicy: trigger.offsetReset,
          allowIdleConsumers: trigger.allowIdleConsumers || undefined,
          scaleToZeroOnInvalidOffset: trigger.zeroOnInvalidOffset || undefined,
          excludePersistentLag: trigger.excludePersistentLag || undefined,
          limitToPartitionsWithLag:
            trigger.limitToPartitionsWithLag || undefined,
          version,
          sasl: sasl === 'none' ? undefined : sasl,
          tls: tls ? 'enable' : undefined,
        }),
      };
    }
    case 'rabbitmq': {
      const { address } = found(scaling?.rabbitmq);
      return {
        type: 'rabbitmq',
        metadata: texts({
          host: address,
          protocol: /^https?:/.test(address) ? 'http' : 'amqp',
          queueName: trigger.queue,
          mode: trigger.mode,
          value: trigger.value,
          activationValue: trigger.activation,
          vhostName: trigger.vhost,
          excludeUnacknowledged: trigger.excludeUnacknowledged || undefined,
        }),
      };
    }
    default: {
      const { address, region } = found(scaling?.sqs);
      return {
        type: 'aws-sqs-queue',
        metadata: texts({
          queueURL: `${address}/${trigger.queue}`,
          queueLength: trigger.messages,
          activationQueueLength: trigger.activation,
          awsRegion: region,
          identityOwner: 'pod',
          scaleOnInFlight: trigger.inFlight ? undefined : false,
          scaleOnDelayed: trigger.delayed || undefined,
        }),
      };
    }
  }
}

function texts(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): Metadata {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, plain(value)]],
    ),
  );
}

/** Numbers are written without an exponent, which not every field of KEDA reads. */
function plain(value: string | number | boolean): string {
  return typeof value === 'number' && /e/.test(String(value))
    ? value.toFixed(20).replace(/\.?0+$/, '')
    : String(value);
}
