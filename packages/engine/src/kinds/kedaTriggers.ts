/**
 * The fields that a team's triggers may have, by type of trigger. Left out is what names an address in another way (`...FromEnv`,
 * `awsEndpoint`), widens a question (`customHeaders`, `queryParameters`), takes the operator's identity, or trusts any certificate.
 */
export const triggerMetadata: Readonly<Record<string, readonly string[]>> = {
  cpu: ['type', 'value', 'containerName', 'activationValue'],
  memory: ['type', 'value', 'containerName', 'activationValue'],
  cron: ['timezone', 'start', 'end', 'desiredReplicas'],
  prometheus: [
    'serverAddress',
    'query',
    'threshold',
    'activationThreshold',
    'namespace',
    'ignoreNullValues',
    'authModes',
    'timeout',
    'metricName',
  ],
  kafka: [
    'bootstrapServers',
    'consumerGroup',
    'topic',
    'lagThreshold',
    'activationLagThreshold',
    'offsetResetPolicy',
    'allowIdleConsumers',
    'scaleToZeroOnInvalidOffset',
    'excludePersistentLag',
    'limitToPartitionsWithLag',
    'ensureEvenDistributionOfPartitions',
    'partitionLimitation',
    'version',
    'sasl',
    'tls',
  ],
  rabbitmq: [
    'host',
    'protocol',
    'queueName',
    'mode',
    'value',
    'activationValue',
    'vhostName',
    'excludeUnacknowledged',
    'useRegex',
    'operation',
    'pageSize',
    'timeout',
  ],
  'aws-sqs-queue': [
    'queueURL',
    'queueLength',
    'activationQueueLength',
    'awsRegion',
    'identityOwner',
    'scaleOnInFlight',
    'scaleOnDelayed',
  ],
};

/**
 * The parameters that a team's TriggerAuthentications may fill: credentials and certificates. Not among them is what a trigger takes
 * an address, a role, a header or another protocol from (`host`, `awsRoleArn`, `customAuthHeader`, `oauthTokenEndpointUri`).
 */
export const parameters: readonly string[] = [
  'username',
  'password',
  'bearerToken',
  'ca',
  'cert',
  'key',
  'keyPassword',
  'sasl',
  'tls',
  'awsAccessKeyID',
  'awsSecretAccessKey',
  'awsSessionToken',
];
