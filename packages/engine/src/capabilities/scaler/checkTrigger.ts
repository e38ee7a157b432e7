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
          message: 'A trigger of this type has exactly one target.',
          fix: 'Set utilization (percent of the request) or average (an amount of each pod).',
        });
      }
      break;
    case 'cron':
      if (trigger.start.trim() === trigger.end.trim()) {
        refusals.add({
          code: 'Contradiction',
          field: `${field}.end`,
          given: trigger.end,
          message: 'It ends when it begins.',
          fix: 'Give end another time than start.',
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
          message: 'A token and a user with a password are two ways to log in.',
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
            'Pods can not be limited to partitions with lag and be more than partitions.',
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
      message: `${name} does not offer this endpoint to triggers of type ${trigger.type}.`,
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
        message: `This endpoint wants a user and a password (${sasl}).`,
        fix: 'Name the Secret and its keys for username and password.',
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
        message: 'Only the HTTP API of RabbitMQ tells this.',
        fix: 'Use an endpoint whose address is http or https, or leave it out.',
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
        message: `${one} and ${other} go together.`,
        fix: 'Name both keys, or none of them.',
      });
    }
  }
  if (Object.values(credentials).filter(Boolean).length < 2) {
    refusals.add({
      code: 'Missing',
      field: `${field}.credentials`,
      message: 'No key of the Secret is used.',
      fix: 'Name the keys, or remove credentials.',
    });
  }
}
