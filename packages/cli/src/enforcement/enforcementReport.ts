import type {
  Enforcement,
  EnvironmentEnforcement,
  ObjectRef,
} from '@groundwork/engine';

/** What would become of one tenant. */
export interface TenantEnforcement {
  tenant: string;
  owner: string;
  enforcement: Enforcement;
}

/** Whether a tenant could be held to everything now: nothing would be refused, and all was looked at. */
export function isReady({ enforcement }: TenantEnforcement): boolean {
  const { environments, problems } = enforcement;
  return (
    problems.length === 0 &&
    environments.length > 0 &&
    environments.every(({ refused, pods, quota, routes, notKnown }) =>
      [refused, pods, quota, routes, notKnown].every(each => each.length === 0),
    )
  );
}

/** What would become of tenants, for people. */
export function enforcementReport(all: readonly TenantEnforcement[]): string {
  const ready = all.filter(isReady).map(({ tenant }) => tenant);
  const lines = all.flatMap(each => [
    `${each.tenant} (${each.owner})${isReady(each) ? ': ready' : ''}`,
    ...each.enforcement.environments.flatMap(environmentLines),
    ...each.enforcement.problems.map(
      ({ environment, why }) => `  ${environment}: not known: ${why}`,
    ),
  ]);
  return `${[
    ...lines,
    `${ready.length} of ${all.length} tenants are ready${
      ready.length > 0 ? `: ${ready.join(', ')}` : ''
    }`,
  ].join('\n')}\n`;
}

function environmentLines(found: EnvironmentEnforcement): string[] {
  const { environment, namespace, closes, more } = found;
  const closed = [
    ...(closes.ingress ? ['from other namespaces'] : []),
    ...(closes.egress ? ['to anywhere else'] : []),
  ];
  const lines = [
    ...alike(found.refused).map(text => `refused ${text}`),
    ...alike(found.pods).map(text => `pods refused of ${text}`),
    ...found.quota.map(
      ({ used, hard, resource, quota }) =>
        `quota ${used} of ${hard} ${resource} (${quota})`,
    ),
    ...found.routes.map(
      ({ ref, hostnames, state, why }) =>
        `${state === 'Unknown' ? 'may be cut off' : 'cut off'} ${nameOf(ref)}${
          hostnames.length > 0 ? ` (${hostnames[0]})` : ''
        }: ${why}`,
    ),
    ...(closed.length > 0 ? [`pods are closed ${closed.join(' and ')}`] : []),
    ...found.changes.map(ref => `changed ${nameOf(ref)}`),
    ...(found.adds.length > 0
      ? [`new ${found.adds.map(nameOf).join(', ')}`]
      : []),
    ...(found.nodeSelector
      ? [`pods start on nodes with ${found.nodeSelector} alone`]
      : []),
    ...found.notKnown.map(why => `not known: ${why}`),
    ...(more ? [`${more} more, of which the first are listed`] : []),
  ];
  return lines.length === 0
    ? []
    : [
        `  ${environment} (namespace ${namespace})`,
        ...lines.map(line => `    ${line}`),
      ];
}

/** What is said of several things in the same words, once. */
function alike(
  all: ReadonlyArray<{ ref: ObjectRef; messages: readonly string[] }>,
): string[] {
  const names = new Map<string, string[]>();
  for (const { ref, messages } of all) {
    const text = messages.join('; ');
    names.set(text, [...(names.get(text) ?? []), nameOf(ref)]);
  }
  return [...names].map(([text, of]) => `${of.join(', ')}: ${text}`);
}

function nameOf({ kind, name }: ObjectRef): string {
  return `${kind} ${name}`;
}
