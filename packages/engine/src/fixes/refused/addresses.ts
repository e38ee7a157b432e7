import { cidrOf } from '../../capabilities/tenant/network/cidr';
import { valueAt } from '../fieldPlace';
import type { Way } from '../Trouble';
import type { Refused } from './Refused';

/** An address range with host bits: the single address, or the range that it lies in. The narrow one comes first. */
export function* invalidCidr(refused: Refused): Iterable<Way> {
  const text = refused.text.trim();
  const [address] = text.split('/');
  const single = cidrOf(`${address}/${address.includes(':') ? 128 : 32}`);
  const range = cidrOf(text);
  for (const each of [single, range]) {
    if (each && each.canonical !== refused.text) {
      yield refused.set(`Write it as ${each.canonical}`, each.canonical, {
        risk: 'access',
      });
    }
  }
}

/** A range of ports that ends before it begins. */
export function* invalidRange(refused: Refused): Iterable<Way> {
  const rule = valueAt(refused.request.spec, refused.near(1)) as
    | { port?: number; endPort?: number }
    | undefined;
  if (rule?.port !== undefined && rule.endPort !== undefined) {
    yield refused.set(
      `Write it as ${rule.endPort} to ${rule.port}`,
      { ...rule, port: rule.endPort, endPort: rule.port },
      { at: refused.near(1), risk: 'access' },
    );
  }
}
