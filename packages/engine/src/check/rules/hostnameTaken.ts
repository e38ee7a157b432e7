import { Finding, refOf } from '../../model';
import { at, listOf, textOf, textsOf } from '../../snapshot/fields';
import { Kind } from '../../snapshot/clusterView';
import { byAge } from '../../status/gateway/age';
import { gatewayGroup } from '../../status/gateway/kinds';
import { CheckRun, Placed } from '../checkRun';

const namedRoutes: readonly Kind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map(
  kind => ({ group: gatewayGroup, kind }),
);
const ingressKind: Kind = { group: 'networking.k8s.io', kind: 'Ingress' };

/**
 * A hostname that another tenant already serves, on any cluster of the platform. The older object keeps the name; one that
 * does not exist yet is the youngest. The holder stands in the evidence only.
 */
export function* hostnameTaken(run: CheckRun): Iterable<Finding> {
  const holders = holdersOf(run);
  for (const kind of [...namedRoutes, ingressKind]) {
    for (const claim of run.scoped(kind)) {
      for (const { name, field } of namesOf(claim)) {
        const holder = candidates(name, holders).find(
          other => other.tenant !== claim.tenant && isOlder(other, claim),
        );
        if (holder) {
          yield {
            code: 'HostnameTaken',
            severity: 'error',
            subject: refOf(claim.cluster, claim.object),
            field,
            message: `The hostname ${name} is taken by another tenant.`,
            fix: 'Choose another name, or ask the platform team.',
            fixableBy: 'tenant',
            evidence: [run.evidence(holder, fieldOf(holder), name)],
          };
        }
      }
    }
  }
}

/** Holders by name; wildcards stand under their own text. */
function holdersOf(run: CheckRun): ReadonlyMap<string, readonly Placed[]> {
  const holders = new Map<string, Placed[]>();
  for (const kind of [...namedRoutes, ingressKind]) {
    for (const placed of run.everywhere(kind)) {
      for (const { name } of namesOf(placed)) {
        const list = holders.get(name) ?? [];
        list.push(placed);
        holders.set(name, list);
      }
    }
  }
  return holders;
}

/** Who holds the name itself, a wildcard above it, or, for a wildcard, a name below it. */
function candidates(
  name: string,
  holders: ReadonlyMap<string, readonly Placed[]>,
): readonly Placed[] {
  const found = [...(holders.get(name) ?? [])];
  const labels = name.replace(/^\*\./, '').split('.');
  for (let i = name.startsWith('*.') ? 0 : 1; i < labels.length; i++) {
    const above = `*.${labels.slice(i).join('.')}`;
    if (above !== name) {
      found.push(...(holders.get(above) ?? []));
    }
  }
  if (name.startsWith('*.')) {
    for (const [other, list] of holders) {
      if (other !== name && other.endsWith(name.slice(1))) {
        found.push(...list);
      }
    }
  }
  return found;
}

function fieldOf({ object }: Placed): string {
  return object.kind === 'Ingress' ? 'spec.rules' : 'spec.hostnames';
}

function namesOf({ object }: Placed): Array<{ name: string; field: string }> {
  if (object.kind === 'Ingress') {
    return listOf(at(object.spec, 'rules')).flatMap((rule, i) => {
      const name = textOf(rule.host);
      return name
        ? [{ name: name.toLowerCase(), field: `spec.rules[${i}].host` }]
        : [];
    });
  }
  return textsOf(at(object.spec, 'hostnames')).map((name, i) => ({
    name: name.toLowerCase(),
    field: `spec.hostnames[${i}]`,
  }));
}

/** One name in several clusters is nobody's elder. */
function isOlder({ object: a }: Placed, { object: b }: Placed): boolean {
  return byAge(a, b) <= 0;
}
