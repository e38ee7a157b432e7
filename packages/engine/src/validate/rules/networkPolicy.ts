import { plainText } from '../../model/fields';
import { containsNetwork, parseNetwork } from '../address';
import { Cursor } from './Cursor';
import { checkSelector } from './labels';
import { checkPortOrName, PROTOCOLS } from './portNames';

/**
 * Checks a NetworkPolicy.
 */
export function checkNetworkPolicy(object: Cursor): void {
  const spec = object.get('spec');
  checkSelector(spec.get('podSelector'));
  const types = spec.get('policyTypes').items();
  if (types.length > 2) {
    spec
      .get('policyTypes')
      .fail(
        'TooMany',
        'must have at most Ingress and Egress',
        'Remove the others.',
      );
  }
  for (const type of types) {
    type.exactlyOneOf(['Ingress', 'Egress']);
  }
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ]) {
    for (const rule of spec.get(direction).items()) {
      rule.get(peers).items().forEach(checkPeer);
      rule.get('ports').items().forEach(checkPort);
    }
  }
}

function checkPeer(peer: Cursor): void {
  const block = peer.get('ipBlock');
  const pods = peer.get('podSelector');
  const namespaces = peer.get('namespaceSelector');
  checkSelector(pods);
  checkSelector(namespaces);
  if (!block.exists && !pods.exists && !namespaces.exists) {
    peer.fail(
      'MissingField',
      'must have ipBlock, podSelector or namespaceSelector',
      'Name whom it allows.',
    );
  }
  if (!block.exists) {
    return;
  }
  if (pods.exists || namespaces.exists) {
    block.fail(
      'Conflict',
      'must not be set together with selectors',
      'Write two peers.',
    );
  }
  const cidr = block.get('cidr');
  const network = parseNetwork(cidr.text() ?? '');
  if (!cidr.text()) {
    cidr.required();
  } else if (!network) {
    cidr.fail(
      'WrongFormat',
      `must be a CIDR, is ${JSON.stringify(cidr.value)}`,
      'Write it as 10.0.0.0/8.',
    );
  }
  for (const except of block.get('except').items()) {
    const inner = parseNetwork(except.text() ?? '');
    if (!inner) {
      except.fail(
        'WrongFormat',
        `must be a CIDR, is ${JSON.stringify(except.value)}`,
        'Write it as 10.1.0.0/16.',
      );
    } else if (
      network &&
      (!containsNetwork(network, inner) || inner.prefix === network.prefix)
    ) {
      except.fail(
        'Conflict',
        `must lie within ${plainText(
          cidr.value,
        )} and be smaller, is ${plainText(except.value)}`,
        'Name a part of the block.',
      );
    }
  }
}

function checkPort(port: Cursor): void {
  port.get('protocol').exactlyOneOf(PROTOCOLS);
  const first = port.get('port');
  const last = port.get('endPort');
  checkPortOrName(first);
  if (!last.exists) {
    return;
  }
  last.within(1, 65535);
  if (first.number() === undefined) {
    last.fail(
      'Conflict',
      'needs a port that is a number',
      'Use port as a number.',
    );
  } else if ((last.number() ?? 0) < first.number()!) {
    last.fail(
      'Conflict',
      `must not be less than port, ${plainText(first.value)}; is ${plainText(
        last.value,
      )}`,
      'Raise it.',
    );
  }
}
