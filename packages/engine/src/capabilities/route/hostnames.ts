import { Refusals } from '../../request/Refusals';
import { isInDomains } from '../../manifests/tenantDomains';
import { Target } from '../../manifests/Target';
import { missingFeature } from '../../platform/gatewayApi';

const longest = 253;

/**
 * The hostnames of a route in one environment, never empty: without any it would take every name of a shared listener.
 * Names outside the tenant's domains are refused on `field`.
 */
export function routeHostnames(
  refusals: Refusals,
  target: Target,
  name: string,
  given: readonly string[] | undefined,
  field: string,
): string[] {
  const { domains, environment } = target;
  if (domains.length === 0) {
    refusals.add({
      code: 'NoDomain',
      field,
      message: `This tenant has no domain in ${environment.name}.`,
      fix: 'Ask the platform team to add a domain to the environment or the tenant.',
      fixableBy: 'platform',
    });
    return [];
  }
  if (!given) {
    const hostname = `${name}.${domains[0]}`;
    if (hostname.length > longest) {
      refusals.add({
        code: 'HostnameTooLong',
        field,
        given: hostname,
        message: `The generated hostname in ${environment.name} is longer than DNS allows.`,
        fix: `Set a hostname of at most ${longest} characters.`,
      });
    }
    return [hostname];
  }
  given.forEach((hostname, index) => {
    const at = `${field}[${index}]`;
    if (!isInDomains(hostname, domains)) {
      refusals.add({
        code: 'HostnameOutsideDomains',
        field: at,
        given: hostname,
        message: `The hostname is outside the tenant's domains in ${environment.name}.`,
        fix: `Use a name in: ${domains.join(', ')}.`,
      });
    }
    if (given.indexOf(hostname) !== index) {
      refusals.add({
        code: 'Duplicate',
        field: at,
        given: hostname,
        message: 'This hostname is listed twice.',
        fix: 'Name it once.',
      });
    }
  });
  return [...given];
}

/**
 * Refuses more hostnames than the installed TLSRoute takes.
 */
export function checkTlsHostnames(
  refusals: Refusals,
  target: Target,
  hostnames: readonly string[],
  field: string,
): void {
  const reason =
    hostnames.length > 16
      ? missingFeature(
          'more than 16 hostnames in a TLSRoute',
          target.gatewayApi,
        )
      : undefined;
  if (reason) {
    refusals.add({
      code: 'NotServed',
      field,
      given: hostnames.length,
      message: `${target.environment.name} takes at most 16 hostnames: ${reason}.`,
      fix: 'Use fewer hostnames or a wildcard, or several routes.',
    });
  }
}
