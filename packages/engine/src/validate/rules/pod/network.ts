import { parseAddress } from '../../address';
import {
  dns1123LabelProblem,
  dns1123SubdomainProblem,
} from '../../nameProblems';
import { Cursor } from '../Cursor';

const POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

/** Checks how a pod is named and finds names. */
export function checkPodNetwork(spec: Cursor): void {
  for (const name of ['hostname', 'subdomain']) {
    if (spec.get(name).text()) {
      spec.get(name).named(dns1123LabelProblem);
    }
  }
  spec.get('dnsPolicy').oneOf(POLICIES);
  checkDns(spec);
  for (const alias of spec.get('hostAliases').items()) {
    const ip = alias.get('ip');
    ip.required();
    if (ip.text()) {
      ip.named(addressProblem);
    }
    for (const host of alias.get('hostnames').items()) {
      host.named(dns1123SubdomainProblem);
    }
  }
}

function checkDns(spec: Cursor): void {
  const config = spec.get('dnsConfig');
  const servers = config.get('nameservers');
  if (spec.get('dnsPolicy').value === 'None') {
    servers.required();
  }
  if (servers.items().length > 3) {
    servers.fail('TooMany', 'must have at most 3 addresses', 'Remove some.');
  }
  servers.items().forEach(server => server.named(addressProblem));
  const searches = config.get('searches');
  const paths = searches.items();
  if (paths.length > 32) {
    searches.fail('TooMany', 'must have at most 32 domains', 'Remove some.');
  }
  const length = paths.reduce((n, p) => n + (p.text() ?? '').length + 1, -1);
  if (length > 2048) {
    searches.fail(
      'TooLong',
      'must have at most 2048 characters in all',
      'Remove some.',
    );
  }
  paths.forEach(path => path.named(searchProblem));
  for (const option of config.get('options').items()) {
    option.get('name').required();
  }
}

/** RelaxedDNSSearchValidation: a dot alone, and underscores as service records have them. */
function searchProblem(text: string): string | undefined {
  if (text === '.') {
    return undefined;
  }
  return dns1123SubdomainProblem(text.replace(/\.$/, '').replaceAll('_', 'a'));
}

function addressProblem(text: string): string | undefined {
  return parseAddress(text) ? undefined : 'must be an IP address';
}
