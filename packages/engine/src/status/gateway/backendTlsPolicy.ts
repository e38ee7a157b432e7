import { KubernetesObject, lastValue } from '../../model';
import {
  Fields,
  at,
  fieldsOf,
  listOf,
  plainText,
  textOf,
} from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { byAge } from './age';
import { backendRefsOf } from '../../kinds/gateway/backendRef';
import { followAuthority } from './certificateRef';
import { ComputedCondition, condition } from './computedCondition';
import {
  backendTlsPolicyKind,
  gatewayGroup,
  routeKinds,
  serviceKind,
} from './kinds';
import { ParentRef, parentRefsOf } from '../../kinds/gateway/parentRef';

/** What a BackendTLSPolicy's status would say by the standard, and at which parents of routes. */
interface JudgedPolicy {
  ancestors: ParentRef[];
  conditions: ComputedCondition[];
}

/** Judges a BackendTLSPolicy. Its ancestors are the parents of the routes that send requests to what it targets. */
export function judgeBackendTlsPolicy(
  policy: KubernetesObject,
  view: ClusterView,
): JudgedPolicy {
  const resolved = resolvedOf(policy, view);
  return {
    ancestors: ancestorsOf(policy, view),
    conditions: [acceptedOf(policy, resolved, view), resolved.condition],
  };
}

/**
 * The policy that holds for a port of a Service: one that names the port before one for all ports, the older one among
 * equals.
 */
export function policyFor(
  service: KubernetesObject,
  port: number | undefined,
  view: ClusterView,
): KubernetesObject | undefined {
  const { namespace = '', name } = service.metadata;
  const portName = listOf(at(service.spec, 'ports')).find(
    item => item.port === port,
  )?.name;
  const policies = [
    ...(lastValue(view.list(backendTlsPolicyKind, namespace)) ?? []),
  ].sort(byAge);
  const targets = (section: unknown) =>
    policies.find(policy =>
      targetsOf(policy).some(
        target =>
          target.group === serviceKind.group &&
          target.kind === serviceKind.kind &&
          target.name === name &&
          target.sectionName === section,
      ),
    );
  return (
    (portName === undefined ? undefined : targets(portName)) ??
    targets(undefined)
  );
}

interface Resolved {
  condition: ComputedCondition;
  /** Whether no reference to an authority can be used. */
  noneValid: boolean;
}

function resolvedOf(policy: KubernetesObject, view: ClusterView): Resolved {
  const followed = listOf(
    at(policy.spec, 'validation', 'caCertificateRefs'),
    // The type has no namespace: what one says is not looked at.
  ).map(({ namespace: _namespace, ...ref }) =>
    followAuthority(policy, ref, view),
  );
  const bad = followed.filter(
    ({ found }) => found !== 'yes' && found !== 'unread',
  );
  const [first] = bad;
  const unread = followed.find(({ found }) => found === 'unread');
  const noneValid = first !== undefined && bad.length === followed.length;
  if (first) {
    return {
      noneValid,
      condition: condition(
        'ResolvedRefs',
        'False',
        first.found === 'wrongKind' ? 'InvalidKind' : 'InvalidCACertificateRef',
        first.message,
      ),
    };
  }
  return {
    noneValid,
    condition: unread
      ? condition('ResolvedRefs', 'Unknown', 'NotRead', unread.message)
      : condition('ResolvedRefs', 'True', 'ResolvedRefs'),
  };
}

function acceptedOf(
  policy: KubernetesObject,
  { condition: resolved, noneValid }: Resolved,
  view: ClusterView,
): ComputedCondition {
  const no = (reason: string, message: string) =>
    condition('Accepted', 'False', reason, message);
  const winner = winnerOver(policy, view);
  if (winner) {
    return no(
      'Conflicted',
      `BackendTLSPolicy ${winner.metadata.name} is older and has the same target`,
    );
  }
  const authorities = at(policy.spec, 'validation', 'wellKnownCACertificates');
  if (authorities !== undefined && authorities !== 'System') {
    return no('Invalid', `wellKnownCACertificates ${plainText(authorities)}`);
  }
  if (noneValid) {
    return no('NoValidCACertificate', resolved.message);
  }
  return condition('Accepted', 'True', 'Accepted');
}

/** Another policy of the namespace with a target of this one that comes before it. */
function winnerOver(
  policy: KubernetesObject,
  view: ClusterView,
): KubernetesObject | undefined {
  const own = new Set(targetsOf(policy).map(target => JSON.stringify(target)));
  const { namespace, name } = policy.metadata;
  return (lastValue(view.list(backendTlsPolicyKind, namespace)) ?? []).find(
    other =>
      other.metadata.name !== name &&
      byAge(other, policy) < 0 &&
      targetsOf(other).some(target => own.has(JSON.stringify(target))),
  );
}

interface Target {
  group: string;
  kind: string;
  name: string;
  sectionName?: string;
}

function targetsOf({ spec }: KubernetesObject): Target[] {
  return listOf(at(spec, 'targetRefs')).map((ref: Fields) => {
    const sectionName = textOf(ref.sectionName);
    return {
      group: textOf(ref.group) ?? '',
      kind: textOf(ref.kind) ?? '',
      name: textOf(ref.name) ?? '',
      ...(sectionName === undefined ? {} : { sectionName }),
    };
  });
}

function ancestorsOf(policy: KubernetesObject, view: ClusterView): ParentRef[] {
  const { namespace = '' } = policy.metadata;
  const targets = targetsOf(policy);
  const found = new Map<string, ParentRef>();
  for (const kind of routeKinds) {
    const known = view.list({ group: gatewayGroup, kind });
    for (const route of lastValue(known) ?? []) {
      const uses = backendRefsOf(route).some(
        ref =>
          ref.namespace === namespace &&
          targets.some(
            target =>
              target.group === ref.group &&
              target.kind === ref.kind &&
              target.name === ref.name,
          ),
      );
      for (const parent of uses ? parentRefsOf(route) : []) {
        const { sectionName: _section, port: _port, ...rest } = parent;
        found.set(JSON.stringify(fieldsOf(rest)), rest);
      }
    }
  }
  return [...found.values()];
}
