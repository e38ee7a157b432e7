import type { Delivery } from './Delivery';
import { builtInDelivery } from './deliveryOf';
import type { Environment } from './environment';
import type { PlatformProblem } from './PlatformProblem';

/** What is wrong with what an environment says of its delivery. */
export function deliveryProblems(
  { delivery }: Environment,
  field: string,
  deliveries: readonly Delivery[],
): PlatformProblem[] {
  const { name, ...options } = delivery;
  const found = deliveries.find(each => each.name === name);
  if (!found && name !== builtInDelivery) {
    return [
      {
        code: 'UnknownDelivery',
        field: `${field}.name`,
        given: name,
        message: 'Delivery not found.',
        fix: `Use one of: ${[
          builtInDelivery,
          ...deliveries.map(each => each.name),
        ].join(', ')}; or add the extension that provides it.`,
      },
    ];
  }
  if (!found?.options) {
    return Object.keys(options).map(key => ({
      code: 'InvalidPlatform',
      field: `${field}.${key}`,
      message: `Unknown option of the delivery ${name}.`,
      fix:
        name === builtInDelivery
          ? 'Set it under argocd.'
          : 'Remove it, or correct its name.',
    }));
  }
  const result = found.options.safeParse(options);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => ({
        code: 'InvalidPlatform',
        field: [field, ...path.map(String)].join('.'),
        message,
        fix: `See the extension that provides the delivery ${name}.`,
      }));
}

/** An environment with the options of its delivery as that reads them; its problems were found before. */
export function withDeliveryOptions(
  environment: Environment,
  deliveries: readonly Delivery[],
): Environment {
  const { name, ...options } = environment.delivery;
  const found = deliveries.find(each => each.name === name);
  return found?.options
    ? {
        ...environment,
        delivery: { ...found.options.parse(options), name },
      }
    : environment;
}

/**
 * Configuration in which environments without Argo CD say nothing of one: what asks where it would be gets the environment's
 * own cluster for an answer. Anything else is handed on as it is.
 */
export function withoutArgoCd(input: unknown): unknown {
  const section = objectOf(input);
  if (!section || !Array.isArray(section.environments)) {
    return input;
  }
  const environments: unknown[] = section.environments.map(given => {
    const environment = objectOf(given);
    const name = objectOf(environment?.delivery)?.name ?? builtInDelivery;
    return environment &&
      name !== builtInDelivery &&
      environment.argocd === undefined
      ? {
          ...environment,
          argocd: {
            cluster: environment.cluster,
            destination: { name: environment.cluster },
          },
        }
      : given;
  });
  return { ...section, environments };
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
