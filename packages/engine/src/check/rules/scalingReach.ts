import { parameters, triggerMetadata } from '../../kinds/kedaTriggers';
import { Finding, KubernetesObject, refOf } from '../../model';
import { at, fieldsOf, listOf, plainText, textOf } from '../../model/fields';
import { expandTemplate, labelKeysOf } from '../../names';
import { Environment, Scaling } from '../../platform';
import { named } from '../../snapshot/grouped';
import { namespaceKind } from '../../status/gateway/kinds';
import { CheckRun, Found, Placed } from '../checkRun';
import { scaledObjectKind } from './scaleTarget';

const authenticationKind = {
  group: 'keda.sh',
  kind: 'TriggerAuthentication',
};

interface Problem {
  field: string;
  message: string;
}

/**
 * What the guard rails `scaled-objects` and `trigger-authentications` refuse, also where nobody has applied it yet: whom KEDA's operator
 * would call for a team, and with what.
 */
export function* scalingReach(run: CheckRun): Found {
  for (const placed of run.scoped(scaledObjectKind)) {
    yield undefined;
    const offered = environmentOf(run, placed)?.scaling;
    // Where nothing is offered the kind itself is refused, by the tenant's project.
    if (offered) {
      for (const problem of triggerProblems(run, placed, offered)) {
        yield finding(placed, problem);
      }
    }
  }
  for (const placed of run.scoped(authenticationKind)) {
    yield undefined;
    for (const problem of authenticationProblems(placed.object)) {
      yield finding(placed, problem);
    }
  }
}

/** The environment of the object's namespace: several may share a cluster. */
function environmentOf(
  run: CheckRun,
  { cluster, object, environment }: Placed,
): Environment | undefined {
  const { environment: key } = labelKeysOf(run.platform.prefix);
  const [namespace] = named(
    run.read(cluster, namespaceKind),
    object.metadata.namespace ?? '',
  );
  const name = namespace?.metadata.labels?.[key];
  return (
    run.platform.environments.find(
      each => each.name === name && each.cluster === cluster,
    ) ?? environment
  );
}

function* triggerProblems(
  run: CheckRun,
  placed: Placed,
  offered: Scaling,
): Iterable<Problem> {
  const { object } = placed;
  for (const [index, trigger] of listOf(
    at(object.spec, 'triggers'),
  ).entries()) {
    const field = `spec.triggers[${index}]`;
    const type = plainText(trigger.type);
    if (!Object.hasOwn(triggerMetadata, type)) {
      yield {
        field: `${field}.type`,
        message: `Triggers of a tenant are of these types: ${Object.keys(
          triggerMetadata,
        ).join(', ')}.`,
      };
      continue;
    }
    const metadata = fieldsOf(trigger.metadata);
    for (const key of Object.keys(metadata)) {
      if (!triggerMetadata[type].includes(key)) {
        yield {
          field: `${field}.metadata.${key}`,
          message: `A tenant does not set ${key} of a trigger of type ${type}.`,
        };
      }
    }
    if (
      textOf(metadata.identityOwner) !== undefined &&
      metadata.identityOwner !== 'pod'
    ) {
      yield {
        field: `${field}.metadata.identityOwner`,
        message: "A trigger of a tenant does not use the operator's identity.",
      };
    }
    const kind = textOf(at(trigger.authenticationRef, 'kind'));
    if (kind && kind !== 'TriggerAuthentication') {
      yield {
        field: `${field}.authenticationRef.kind`,
        message:
          'A trigger of a tenant must authenticate with a TriggerAuthentication in its namespace.',
      };
    }
    if (!isAddressOffered(run, placed, offered, type, metadata)) {
      yield {
        field: `${field}.metadata`,
        message: `The environment does not offer what this trigger of type ${type} asks.`,
      };
    }
  }
}

function isAddressOffered(
  run: CheckRun,
  placed: Placed,
  offered: Scaling,
  type: string,
  metadata: Readonly<Record<string, unknown>>,
): boolean {
  const namespace = placed.object.metadata.namespace ?? '';
  const filled = (address: string) =>
    expandTemplate(address, {
      tenant: placed.tenant,
      namespace,
      environment: environmentOf(run, placed)?.name ?? '',
    });
  switch (type) {
    case 'prometheus':
      return offered.prometheus.some(
        ({ address, namespaced }) =>
          metadata.serverAddress === filled(address) &&
          (metadata.namespace === namespace ||
            (!namespaced && metadata.namespace === undefined)),
      );
    case 'kafka':
      return offered.kafka.some(
        ({ address }) => metadata.bootstrapServers === filled(address),
      );
    case 'rabbitmq':
      return offered.rabbitmq.some(
        ({ address }) => metadata.host === filled(address),
      );
    case 'aws-sqs-queue':
      return offered.sqs.some(({ address, region }) => {
        const base = `${filled(address)}/`;
        const url = plainText(metadata.queueURL);
        return (
          metadata.awsRegion === region &&
          url.startsWith(base) &&
          /^[A-Za-z0-9_-]{1,80}([.]fifo)?$/.test(url.slice(base.length))
        );
      });
    default:
      return true;
  }
}

function* authenticationProblems({
  spec,
}: KubernetesObject): Iterable<Problem> {
  for (const key of Object.keys(fieldsOf(spec))) {
    if (key !== 'secretTargetRef') {
      yield {
        field: `spec.${key}`,
        message:
          'A TriggerAuthentication of a tenant takes values from Secrets of its namespace (secretTargetRef) only.',
      };
    }
  }
  for (const [index, { parameter }] of listOf(
    at(spec, 'secretTargetRef'),
  ).entries()) {
    if (!parameters.includes(plainText(parameter))) {
      yield {
        field: `spec.secretTargetRef[${index}].parameter`,
        message: `A TriggerAuthentication of a tenant gives these parameters: ${parameters.join(
          ', ',
        )}.`,
      };
    }
  }
}

function finding(
  { cluster, object }: Placed,
  { field, message }: Problem,
): Finding {
  return {
    code: 'ScalingNotPermitted',
    severity: 'error',
    subject: refOf(cluster, object),
    field,
    message: `${message} KEDA's operator would act for the tenant with rights of its own.`,
    fix: 'Ask for a Scaler, which has what the environment offers, or ask the platform team for environments[].scaling.',
    fixableBy: 'tenant',
    evidence: [],
  };
}
