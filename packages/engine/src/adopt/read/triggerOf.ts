import { expandTemplate } from '../../names';
import { Fields, fieldsOf, textOf } from '../../model/fields';
import { given, Reading } from './Reading';

/** A trigger as a request writes it, from one of KEDA; undefined for a type that requests have not. */
export function triggerOf(
  trigger: Fields,
  credentials: Fields | undefined,
  reading: Reading,
): Fields | undefined {
  const metadata = fieldsOf(trigger.metadata);
  const common = given({ name: trigger.name, credentials });
  const number = (field: string) =>
    metadata[field] === undefined ? undefined : Number(metadata[field]);
  const isTrue = (field: string) => String(metadata[field]) === 'true';
  const { scaling } = reading.environment;
  switch (trigger.type) {
    case 'cpu':
    case 'memory': {
      const isPercent = trigger.metricType === 'Utilization';
      return given({
        type: trigger.type,
        ...common,
        utilization: isPercent ? number('value') : undefined,
        average: isPercent ? undefined : metadata.value,
        container: metadata.containerName,
      });
    }
    case 'cron':
      return given({
        type: 'cron',
        ...common,
        timezone: metadata.timezone,
        start: metadata.start,
        end: metadata.end,
        replicas: number('desiredReplicas'),
      });
    case 'prometheus':
      return given({
        type: 'prometheus',
        ...common,
        endpoint: endpointOf(
          scaling?.prometheus,
          metadata.serverAddress,
          reading,
        ),
        query: metadata.query,
        threshold: number('threshold'),
        activation: number('activationThreshold'),
        failOnNothing: String(metadata.ignoreNullValues) === 'false',
      });
    case 'kafka':
      return given({
        type: 'kafka',
        ...common,
        endpoint: endpointOf(
          scaling?.kafka,
          metadata.bootstrapServers,
          reading,
        ),
        topic: metadata.topic,
        consumerGroup: metadata.consumerGroup,
        lag: number('lagThreshold'),
        activation: number('activationLagThreshold'),
        offsetReset: metadata.offsetResetPolicy,
        allowIdleConsumers: isTrue('allowIdleConsumers'),
        zeroOnInvalidOffset: isTrue('scaleToZeroOnInvalidOffset'),
        excludePersistentLag: isTrue('excludePersistentLag'),
        limitToPartitionsWithLag: isTrue('limitToPartitionsWithLag'),
      });
    case 'rabbitmq':
      return given({
        type: 'rabbitmq',
        ...common,
        endpoint: endpointOf(scaling?.rabbitmq, metadata.host, reading),
        queue: metadata.queueName,
        mode: metadata.mode,
        value: number('value'),
        activation: number('activationValue'),
        vhost: metadata.vhostName,
        excludeUnacknowledged: isTrue('excludeUnacknowledged'),
      });
    case 'aws-sqs-queue':
      return queueTrigger(metadata, common, reading);
    default:
      return undefined;
  }
}

function queueTrigger(
  metadata: Fields,
  common: Fields,
  reading: Reading,
): Fields {
  const url = textOf(metadata.queueURL) ?? '';
  const end = url.lastIndexOf('/');
  return given({
    type: 'sqs',
    ...common,
    endpoint: endpointOf(
      reading.environment.scaling?.sqs,
      url.slice(0, end),
      reading,
    ),
    queue: url.slice(end + 1),
    messages:
      metadata.queueLength === undefined
        ? undefined
        : Number(metadata.queueLength),
    activation:
      metadata.activationQueueLength === undefined
        ? undefined
        : Number(metadata.activationQueueLength),
    inFlight: String(metadata.scaleOnInFlight) !== 'false',
    delayed: String(metadata.scaleOnDelayed) === 'true',
  });
}

function endpointOf(
  offered: ReadonlyArray<{ name: string; address: string }> = [],
  address: unknown,
  { tenant, namespace, environment }: Reading,
): string | undefined {
  const values = { tenant, namespace, environment: environment.name };
  return offered.find(each => expandTemplate(each.address, values) === address)
    ?.name;
}
