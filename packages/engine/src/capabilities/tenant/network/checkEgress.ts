import { Platform } from '../../../platform';
import { findEnvironment } from '../../../manifests/renderTargets';
import { Refusals } from '../../../request/Refusals';
import { cidrOf } from './cidr';
import { EgressRule } from './egress';

/**
 * Refuses declared egress that no policy could say, or that opens what stays closed for every tenant.
 */
export function checkEgress(
  rules: readonly EgressRule[],
  environments: readonly string[],
  platform: Platform,
  refusals: Refusals,
): void {
  rules.forEach((rule, index) => {
    const field = `spec.egress[${index}]`;
    if (rules.findIndex(other => other.name === rule.name) !== index) {
      refusals.add({
        code: 'Duplicate',
        field: `${field}.name`,
        given: rule.name,
        message: 'Another egress rule has this name.',
        fix: 'Use a unique name for each.',
      });
    }
    checkPeer(rule, field, refusals);
    checkPorts(rule, field, refusals);
    checkName(rule, field, environments, platform, refusals);
  });
}

function checkPeer(rule: EgressRule, field: string, refusals: Refusals): void {
  const given = (['cidr', 'namespace', 'fqdn'] as const).filter(
    key => rule[key] !== undefined,
  );
  if (given.length !== 1) {
    refusals.add({
      code: 'InvalidPeer',
      field,
      given: given.length === 0 ? 'none of them' : given,
      message: 'An egress rule needs exactly one of cidr, namespace and fqdn.',
      fix: 'Set one of them, and use further rules for the others.',
    });
  }
  for (const [key, owner] of [
    ['except', 'cidr'],
    ['podLabels', 'namespace'],
  ] as const) {
    if (rule[key] !== undefined && rule[owner] === undefined) {
      refusals.add({
        code: 'FieldNotApplicable',
        field: `${field}.${key}`,
        message: `${key} can only be used with ${owner}.`,
        fix: 'Remove it.',
      });
    }
  }
  if (rule.cidr !== undefined) {
    checkCidr(rule.cidr, rule.except ?? [], field, refusals);
  }
}

/** Addresses of the node itself and of what hands out its credentials. */
const closed = ['169.254.0.0/16', '127.0.0.0/8', 'fe80::/10', '::1/128'];

function checkCidr(
  text: string,
  except: readonly string[],
  field: string,
  refusals: Refusals,
): void {
  const cidr = cidrOf(text);
  if (!cidr || cidr.canonical !== text) {
    refusals.add({
      code: 'InvalidCidr',
      field: `${field}.cidr`,
      given: text,
      message: 'This is not an address range.',
      fix: cidr
        ? `Write it as ${cidr.canonical}.`
        : 'Write it as 203.0.113.0/24 or 2001:db8::/32.',
    });
    return;
  }
  if (closed.some(range => range === text || cidrOf(range)?.contains(text))) {
    refusals.add({
      code: 'AddressNotAllowed',
      field: `${field}.cidr`,
      given: text,
      message:
        'Tenants may not connect to the nodes and their metadata service.',
      fix: `Exclude ${closed.join(', ')}.`,
    });
  }
  except.forEach((inner, index) => {
    const range = cidrOf(inner);
    if (!range || range.canonical !== inner || !cidr.contains(inner)) {
      refusals.add({
        code: 'InvalidCidr',
        field: `${field}.except[${index}]`,
        given: inner,
        message: `This is not a smaller range within ${text}.`,
        fix: 'Use a range within cidr, with all host bits zero.',
      });
    }
  });
}

function checkPorts(rule: EgressRule, field: string, refusals: Refusals): void {
  rule.ports.forEach((port, index) => {
    if (port.endPort !== undefined && port.endPort < port.port) {
      refusals.add({
        code: 'InvalidRange',
        field: `${field}.ports[${index}].endPort`,
        given: port.endPort,
        message: 'The last port is lower than the first.',
        fix: `Use ${port.port} or higher.`,
      });
    }
  });
}

function checkName(
  rule: EgressRule,
  field: string,
  environments: readonly string[],
  platform: Platform,
  refusals: Refusals,
): void {
  (rule.environments ?? []).forEach((name, index) => {
    if (!environments.includes(name)) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field: `${field}.environments[${index}]`,
        given: name,
        message: 'The tenant does not have this environment.',
        fix: `Use one of: ${environments.join(', ')}.`,
      });
    }
  });
  if (rule.fqdn === undefined) {
    return;
  }
  const without = (rule.environments ?? environments).filter(name => {
    const environment = findEnvironment(platform, name);
    return environment !== undefined && environment.cni !== 'cilium';
  });
  if (without.length > 0) {
    refusals.add({
      code: 'NeedsCilium',
      field: `${field}.fqdn`,
      given: rule.fqdn,
      message: `Egress to a DNS name needs Cilium, which is not available in ${without.join(
        ', ',
      )}.`,
      fix: 'Use cidr there, or limit the rule to environments with Cilium.',
    });
  }
}
