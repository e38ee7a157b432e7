import { Policies } from './allowed';
import { keysOf, namespaceLabel, ofNamespace } from './ciliumIdentity';
import { CiliumRule } from './ciliumPolicy';
import { PolicyRule, PortRule } from './networkPolicy';

/**
 * The policies as they would be if whatever lets pods out to somebody else than pods of their own namespace let them out to anybody,
 * and names of ports stood for `port`: for an end of which nobody knows more.
 */
export function toAnybody(policies: Policies, port: number): Policies {
  return {
    core: policies.core.map(policy => ({
      ...policy,
      ...(policy.egress && {
        egress: policy.egress
          .filter(leavesNamespace)
          .map(rule => ({ peers: [], ports: numbered(rule.ports, port) })),
      }),
    })),
    cilium: policies.cilium.map(policy => ({
      ...policy,
      egress: {
        ...policy.egress,
        allow: policy.egress.allow.map(rule =>
          openRule(rule, policy.namespace, port),
        ),
      },
    })),
  };
}

function leavesNamespace({ peers }: PolicyRule): boolean {
  return (
    peers.length === 0 ||
    peers.some(peer => peer.type === 'addresses' || peer.namespaces)
  );
}

/** That who is meant stands outside of the policy is how a rule says that it may be anybody. */
function openRule(
  { endpoints, entities, blocks, ...rule }: CiliumRule,
  namespace: string | undefined,
  port: number,
): CiliumRule {
  const others = (endpoints ?? []).some(
    selector =>
      namespace === undefined ||
      keysOf(selector).some(
        key => key === namespaceLabel || key.startsWith(ofNamespace),
      ),
  );
  const isOpen =
    others || (entities ?? []).length > 0 || (blocks ?? []).length > 0;
  return {
    ...rule,
    ...(endpoints ? { endpoints: [] } : {}),
    elsewhere: rule.elsewhere || isOpen,
    filtered: numbered(rule.filtered, port),
    ...(rule.ports ? { ports: numbered(rule.ports, port) } : {}),
  };
}

function numbered(ports: readonly PortRule[], port: number): PortRule[] {
  return ports.map(rule =>
    typeof rule.port === 'string' ? { ...rule, port } : rule,
  );
}
