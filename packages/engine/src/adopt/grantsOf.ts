import { fieldsOf, listOf, plainText, textsOf } from '../model/fields';
import type { RequestEnvelope } from '../request';

/** What a tenant is given beyond its tier, a line each. */
export function grantsOf({ spec }: RequestEnvelope): string[] {
  const line = (what: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${what}: ${texts.join(', ')}`];
  return [
    ...line('viewers', textsOf(spec.viewers)),
    ...Object.entries(fieldsOf(spec.domains)).flatMap(
      ([environment, domains]) =>
        line(`domains in ${environment}`, textsOf(domains)),
    ),
    ...line(
      'ways out',
      listOf(spec.egress).map(
        ({ name, cidr, fqdn, namespace }) =>
          `${plainText(name)} (${plainText(cidr ?? fqdn ?? namespace)})`,
      ),
    ),
    ...line(
      'ports of gateways',
      listOf(spec.ports).map(
        ({ environment, gateway, port }) =>
          `${plainText(environment)} ${plainText(gateway)}:${plainText(port)}`,
      ),
    ),
    ...line('repositories', textsOf(spec.repositories)),
  ];
}
