import { isInDomains, tenantDomains } from '../../manifests/tenantDomains';
import { isTypo } from '../nearest';
import { valueAt, withValue } from '../fieldPlace';
import type { Refused } from './Refused';
import type { Way } from '../Trouble';

/** A hostname outside of the tenant's domains: the domain that was meant, the same name below one of them, or the usual name. */
export function* hostnameOutside(refused: Refused): Iterable<Way> {
  const { context, text, request } = refused;
  const environments = refused.environments();
  const domains = [
    ...new Set(
      environments.flatMap(each => tenantDomains(context.tenant, each)),
    ),
  ];
  const names = domains.flatMap(domain => underDomain(text, domain));
  const near = names.filter(name => isTypo(text, name));
  for (const name of near.length > 0 ? near : names.slice(0, 4)) {
    yield refused.set(`Use ${name}`, name);
  }
  // Where environments have domains of their own, one name can't be right in all of them.
  const list = refused.near(1);
  const present = readNames(refused);
  let to = request.spec as Record<string, unknown>;
  const used: string[] = [];
  for (const environment of environments) {
    const own = tenantDomains(context.tenant, environment);
    const here = present.map(
      name =>
        (isInDomains(name, own) ? name : undefined) ??
        own.flatMap(domain => underDomain(name, domain))[0] ??
        name,
    );
    if (here.some((name, i) => name !== present[i])) {
      used.push(`${here.join(', ')} in ${environment.name}`);
      to = withValue(
        to,
        [...refused.part, 'overrides', environment.name, 'hostnames'],
        [...new Set(here)],
      );
    }
  }
  if (
    refused.override === undefined &&
    used.length > 0 &&
    used.length < environments.length
  ) {
    yield { title: `Use ${used.join('; ')}`, request, to };
  }
  if (present.length === 1) {
    yield refused.set(
      `Use the usual name, ${request.metadata.name}.<domain>`,
      undefined,
      { at: list },
    );
  }
}

function readNames(refused: Refused): string[] {
  const value = valueAt(refused.request.spec, refused.near(1));
  return Array.isArray(value) ? value.map(String) : [];
}

/** The name with as many of its last parts as the domain has replaced by it, else its first part in front of the domain. */
function underDomain(name: string, domain: string): string[] {
  const parts = name.split('.');
  const length = domain.split('.').length;
  const replaced =
    parts.length > length
      ? [[...parts.slice(0, -length), domain].join('.')]
      : [];
  const first = `${parts[0]}.${domain}`;
  const isTail = replaced.some(each => isTypo(name, each));
  return isTail || replaced[0] === first ? replaced : [first];
}

/** A tenant's domain that is not below one of the environment's. */
export function* domainNotOffered(refused: Refused): Iterable<Way> {
  const { context, text } = refused;
  // spec.domains.<environment>[i]
  const environment = context.environment(String(refused.steps[1]));
  for (const offered of environment?.domains ?? []) {
    for (const name of underDomain(text, offered)) {
      if (isTypo(text, name)) {
        yield refused.set(`Use ${name}`, name);
      }
    }
  }
}
