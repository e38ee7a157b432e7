import { Scaling } from '../../platform';
import { Refusals } from '../../request/Refusals';
import { AskingTrigger, Trigger } from './triggers';

/** What an environment offers to scalers. */
interface Offer {
  /** Name of the environment. */
  name: string;
  scaling: Scaling;
}

/**
 * Refuses a trigger that asks what the environment does not offer, or that KEDA could not read.
 */
export function checkTrigger(
  refusals: Refusals,
  offer: Offer,
  trigger: Trigger,
  field: string,
): void {
  if ('endpoint' in trigger) {
    checkEndpoint(refusals, offer, trigger, field);
  }
  switch (trigger.type) {
    case 'cpu':
    case 'memory':
      if (
        (trigger.utilization === undefined) ===
        (trigger.average === undefined)
      ) {
        refusals.add({
          code: 'Contradiction',
          field,
          message: 'Exactly one of utilization and average is required.',
          fix: 'Set utilization (percent of the request) or average (amount per pod).',
        });
      }
      break;
    case 'cron':
      if (trigger.start.trim() === trigger.end.trim()) {
        refusals.add({
          code: 'Contradiction',
          field: `${field}.end`,
          given: trigger.end,
          message: 'start and end are the same.',
          fix: 'Set end to another time.',
        });
      }
      break;
    case 'prometheus':
      // Some take a key as the user, and no password.
      checkPairs(refusals, trigger.credentials, field, 'username');
      if (trigger.credentials?.bearerToken && trigger.credentials.username) {
        refusals.add({
          code: 'Contradiction',
          field: `${field}.credentials.bearerToken`,
          message: 'bearerToken and username are mutually exclusive.',
          fix: 'Remove one of them.',
        });
      }
      break;
    case 'kafka':
      checkPairs(refusals, trigger.credentials, field);
      if (trigger.allowIdleConsumers && trigger.limitToPartitionsWithLag) {
        refusals.add({
          code: 'Contradiction',
          field: `${field}.limitToPartitionsWithLag`,
          message:
            'allowIdleConsumers and limitToPartitionsWithLag are mutually exclusive.',
          fix: 'Remove one of allowIdleConsumers and limitToPartitionsWithLag.',
        });
      }
      break;
    default:
  }
}

function checkEndpoint(
  refusals: Refusals,
  { name, scaling }: Offer,
  trigger: AskingTrigger,
  field: string,
): void {
  const offered: ReadonlyArray<{ name: string; address: string }> =
    scaling[trigger.type];
  const endpoint = offered.find(each => each.name === trigger.endpoint);
  if (!endpoint) {
    refusals.add({
      code: 'UnknownEndpoint',
      field: `${field}.endpoint`,
      given: trigger.endpoint,
      message: `Endpoint not found in environment ${name} for triggers of type ${trigger.type}.`,
      fix: `Use one of: ${
        offered.map(each => each.name).join(', ') || 'none'
      }; or ask the platform team to add it to environments[].scaling.`,
    });
    return;
  }
  if (trigger.type === 'kafka') {
    const { sasl = 'none' } =
      scaling.kafka.find(each => each.name === trigger.endpoint) ?? {};
    if (sasl !== 'none' && !trigger.credentials?.username) {
      refusals.add({
        code: 'Missing',
        field: `${field}.credentials`,
        message: `This endpoint requires a username and a password (${sasl}).`,
        fix: 'Set the Secret and its username and password keys.',
      });
    }
  }
  const isHttp = /^https?:/.test(endpoint.address);
  if (trigger.type === 'rabbitmq' && !isHttp) {
    const needed =
      trigger.mode === 'MessageRate'
        ? 'mode'
        : trigger.excludeUnacknowledged && 'excludeUnacknowledged';
    if (needed) {
      refusals.add({
        code: 'Contradiction',
        field: `${field}.${needed}`,
        given: trigger[needed],
        message: 'This requires the HTTP API of RabbitMQ.',
        fix: 'Use an endpoint with an http or https address, or remove it.',
      });
    }
  }
}

const pairs = [
  ['username', 'password'],
  ['cert', 'key'],
] as const;

/** Keys that are useless without their other half, but for one that may stand alone. */
function checkPairs(
  refusals: Refusals,
  credentials: Readonly<Record<string, string | undefined>> | undefined,
  field: string,
  alone?: string,
): void {
  if (!credentials) {
    return;
  }
  for (const [one, other] of pairs) {
    if (
      !credentials[one] !== !credentials[other] &&
      !(one === alone && credentials[one])
    ) {
      refusals.add({
        code: 'Missing',
        field: `${field}.credentials.${credentials[one] ? other : one}`,
        message: `${one} and ${other} must be set together.`,
        fix: 'Set both keys, or neither.',
      });
    }
  }
  if (Object.values(credentials).filter(Boolean).length < 2) {
    refusals.add({
      code: 'Missing',
      field: `${field}.credentials`,
      message: 'No key of the Secret is set.',
      fix: 'Set the keys, or remove credentials.',
    });
  }
}
