import { KubernetesObject, isKnown } from '../../model';
import { Fields, at, fieldsOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { whyUnknown } from '../unknown';
import { fromBase64, holdsPem, holdsPrivateKey } from './certificates';
import { gatewayGroup } from './kinds';
import { isGranted } from './referenceGrant';

/** What became of a reference to a certificate. */
export interface Followed {
  found: 'yes' | 'notPermitted' | 'wrongKind' | 'invalid' | 'unread';
  message: string;
}

const yes: Followed = { found: 'yes', message: '' };

/** Follows a reference from a Gateway or ListenerSet to a Secret with a certificate and its key. */
export function followKeyPair(
  owner: KubernetesObject,
  ref: Fields,
  view: ClusterView,
): Followed {
  return follow(owner, ref, 'Secret', ['Secret'], view, secret => {
    const [certificate, key] = ['tls.crt', 'tls.key'].map(name =>
      fromBase64(textOf(at(secret.data, name)) ?? ''),
    );
    return holdsPem(certificate, 'CERTIFICATE') && holdsPrivateKey(key);
  });
}

/** Follows a reference to the certificates of an authority: a ConfigMap, or a Secret where the controller takes one. */
export function followAuthority(
  owner: KubernetesObject,
  ref: Fields,
  view: ClusterView,
): Followed {
  return follow(
    owner,
    ref,
    'ConfigMap',
    ['ConfigMap', 'Secret'],
    view,
    object => {
      const text = textOf(at(object.data, 'ca.crt')) ?? '';
      return holdsPem(
        object.kind === 'Secret' ? fromBase64(text) : text,
        'CERTIFICATE',
      );
    },
  );
}

function follow(
  owner: KubernetesObject,
  ref: Fields,
  fallback: string,
  kinds: readonly string[],
  view: ClusterView,
  holds: (object: KubernetesObject) => boolean,
): Followed {
  const { namespace = '' } = owner.metadata;
  const to = {
    group: textOf(ref.group) ?? '',
    kind: textOf(ref.kind) ?? fallback,
    namespace: textOf(ref.namespace) ?? namespace,
    name: textOf(ref.name) ?? '',
  };
  if (to.group !== '' || !kinds.includes(to.kind)) {
    const name = to.group === '' ? to.kind : `${to.kind} of ${to.group}`;
    return {
      found: 'wrongKind',
      message: `${name} ${to.name} holds no certificates`,
    };
  }
  if (to.namespace !== namespace) {
    const granted = isGranted(
      view,
      { group: gatewayGroup, kind: owner.kind, namespace },
      to,
    );
    if (!isKnown(granted)) {
      return { found: 'unread', message: whyUnknown(granted) };
    }
    if (!granted.value) {
      return {
        found: 'notPermitted',
        message: `namespace ${to.namespace} has no ReferenceGrant for ${owner.kind}s of ${namespace}`,
      };
    }
  }
  const known = view.get({ group: '', kind: to.kind }, to.namespace, to.name);
  const text = `${to.kind} ${to.namespace}/${to.name}`;
  if (!isKnown(known)) {
    return { found: 'unread', message: whyUnknown(known) };
  }
  if (!known.value) {
    return { found: 'invalid', message: `${text} does not exist` };
  }
  // Readers may leave out what is secret; then only the controller knows.
  if (fieldsOf(known.value).data === undefined) {
    return { found: 'unread', message: `the content of ${text} was not read` };
  }
  return holds(known.value)
    ? yes
    : { found: 'invalid', message: `${text} holds no valid certificate` };
}
