import { labelKeysOf } from '../../names';
import { Environment, Platform, Scaling, kindsOf } from '../../platform';
import { parameters, triggerMetadata } from '../../kinds/kedaTriggers';
import { AdmissionRule } from '../AdmissionRule';
import { celList, celString, celTemplate, specChanged } from '../cel';

/**
 * KEDA's operator calls whom a ScaledObject names, from its own place in the network and with its own cloud identity. For a team it calls
 * what the platform offers, with what lies in Secrets of the team's namespace, and scales what the team itself may scale.
 * Types of triggers and their fields are listed, not forbidden: what a later KEDA adds is refused until it is known.
 */
export function scaling(
  platform: Platform,
  environment: Environment,
): AdmissionRule[] {
  return environment.scaling
    ? [
        scaledObjects(platform, environment, environment.scaling),
        triggerAuthentications(),
      ]
    : [];
}

/** Each is a call of the operator, and each is held against every address. */
const MOST_TRIGGERS = 50;

const shared = {
  operations: ['CREATE', 'UPDATE'] as Array<'CREATE' | 'UPDATE'>,
  scope: 'tenants' as const,
  conditions: { changed: specChanged },
};

function scaledObjects(
  platform: Platform,
  environment: Environment,
  offered: Scaling,
): AdmissionRule {
  const target = 'variables.target';
  const scaled = kindsOf(platform).ofTeams.filter(({ team }) =>
    team?.writable?.includes('scale'),
  );
  // What is left out is a Deployment, in this group.
  const kindOf = `(has(${target}.kind) && ${target}.kind != '' ? ${target}.kind : 'Deployment')`;
  const apiVersionOf = `(has(${target}.apiVersion) && ${target}.apiVersion != '' ? ${target}.apiVersion : 'apps/v1')`;
  return {
    ...shared,
    name: 'scaled-objects',
    matches: [{ groups: ['keda.sh'], resources: ['scaledobjects'] }],
    variables: {
      tenant: `namespaceObject.metadata.labels[${celString(
        labelKeysOf(platform.prefix).tenant,
      )}]`,
      target:
        'has(object.spec) && has(object.spec.scaleTargetRef) ? object.spec.scaleTargetRef : {}',
      triggers:
        'has(object.spec) && has(object.spec.triggers) ? object.spec.triggers : []',
      // Without metadata it says nothing; each value is a text.
      said: "variables.triggers.map(t, {'type': has(t.type) ? t.type : '', 'of': has(t.metadata) ? t.metadata : {}})",
    },
    validations: [
      {
        expression: `size(variables.triggers) <= ${MOST_TRIGGERS}`,
        message: `A ScaledObject of a tenant must have at most ${MOST_TRIGGERS} triggers.`,
      },
      {
        expression: scaled
          .map(
            ({ group, kind }) =>
              `(${kindOf} == ${celString(
                kind,
              )} && ${apiVersionOf}.startsWith(${celString(`${group}/`)}))`,
          )
          .join(' ||\n'),
        message:
          'A ScaledObject of a tenant must scale a Deployment, a StatefulSet or a Rollout.',
      },
      {
        expression: `variables.said.all(t, t.type in ${celList(
          Object.keys(triggerMetadata),
        )})`,
        message: `A ScaledObject of a tenant has triggers of these types: ${Object.keys(
          triggerMetadata,
        ).join(', ')}.`,
      },
      {
        expression: Object.entries(triggerMetadata)
          .map(
            ([type, keys]) =>
              `variables.said.all(t, t.type != ${celString(
                type,
              )} || t.of.all(k, k in ${celList(keys)}))`,
          )
          .join(' &&\n'),
        message:
          "A trigger has a field that a tenant's may not have: addresses from variables, identities of the operator, headers, parameters and unsafe TLS are the platform's.",
      },
      ...addresses(environment, offered),
      {
        expression:
          "variables.triggers.all(t, !has(t.authenticationRef) || !has(t.authenticationRef.kind) || t.authenticationRef.kind in ['', 'TriggerAuthentication'])",
        message:
          'A trigger of a tenant must authenticate with a TriggerAuthentication in its namespace.',
      },
    ],
  };
}

function addresses(
  environment: Environment,
  offered: Scaling,
): AdmissionRule['validations'] {
  const filled = (address: string) =>
    `(${celTemplate(
      address.replace(/\$\{\{\s*environment\s*\}\}/g, environment.name),
      {
        tenant: 'variables.tenant',
        namespace: 'object.metadata.namespace',
      },
    )})`;
  const held = (type: string, conditions: string[], message: string) => ({
    expression: `variables.said.all(t, t.type != ${celString(type)} || (${
      conditions.length === 0 ? 'false' : conditions.join(' ||\n  ')
    }))`,
    message,
  });
  const is = (key: string, value: string) =>
    `'${key}' in t.of && t.of['${key}'] == ${value}`;
  const here = is('namespace', 'object.metadata.namespace');
  return [
    held(
      'prometheus',
      offered.prometheus.map(
        ({ address, namespaced }) =>
          `(${is('serverAddress', filled(address))} && (${here}${
            namespaced ? '' : " || !('namespace' in t.of)"
          }))`,
      ),
      'A prometheus trigger asks a serverAddress that the environment offers, about its own namespace.',
    ),
    held(
      'kafka',
      offered.kafka.map(
        ({ address }) => `(${is('bootstrapServers', filled(address))})`,
      ),
      'A kafka trigger asks bootstrapServers that the environment offers.',
    ),
    held(
      'rabbitmq',
      offered.rabbitmq.map(({ address }) => `(${is('host', filled(address))})`),
      'A rabbitmq trigger asks a host that the environment offers.',
    ),
    held(
      'aws-sqs-queue',
      offered.sqs.map(({ address, region }) => {
        const base = filled(`${address}/`);
        return `(${is(
          'awsRegion',
          celString(region),
        )} && 'queueURL' in t.of && t.of['queueURL'].startsWith(${base}) && t.of['queueURL'].substring(size(${base})).matches('^[A-Za-z0-9_-]{1,80}([.]fifo)?$'))`;
      }),
      'An aws-sqs-queue trigger asks a queue of an account and region that the environment offers.',
    ),
    {
      expression:
        "variables.said.all(t, !('identityOwner' in t.of) || t.of['identityOwner'] == 'pod')",
      message:
        "A trigger of a tenant does not use the operator's identity (identityOwner).",
    },
  ];
}

function triggerAuthentications(): AdmissionRule {
  return {
    ...shared,
    name: 'trigger-authentications',
    matches: [{ groups: ['keda.sh'], resources: ['triggerauthentications'] }],
    validations: [
      {
        expression:
          "!has(object.spec) || dyn(object.spec).all(k, k == 'secretTargetRef')",
        message:
          'A TriggerAuthentication of a tenant must take values from Secrets in its namespace (secretTargetRef), not from the identity of the operator, a vault, a cloud, a variable or a file.',
      },
      {
        expression: `!has(object.spec) || !has(object.spec.secretTargetRef) || object.spec.secretTargetRef.all(r, has(r.parameter) && r.parameter in ${celList(
          parameters,
        )})`,
        message: `A TriggerAuthentication of a tenant gives these parameters: ${parameters.join(
          ', ',
        )}. Addresses, roles and headers are not among them.`,
      },
    ],
  };
}
