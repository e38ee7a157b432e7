import {
  KubernetesObject,
  SecretPath,
  SecretStatus,
  lastValue,
  refOf,
} from '../../model';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { causeOf } from './causes';
import { keysOf } from './keys';
import { putOf } from './putOf';
import { makerOf } from './makerOf';
import { refreshOf } from './refresh';
import type { SecretContext } from './SecretContext';
import { hasGone, secretVerdict } from './secretVerdict';
import { storesOf } from './storesOf';

/** One ExternalSecret: what it makes and from where, how fresh, for whom, and what keeps it from being made. */
export function secretStatus(
  object: KubernetesObject,
  context: SecretContext,
): SecretStatus {
  const { view, namespace, environment, users, now } = context;
  const { metadata } = object;
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const secret = secretNameOf(object);
  const paths = pathsOf(spec);
  const stores = storesOf(spec, namespace, view);
  const refresh = refreshOf(spec, status, now);
  const ready = conditionOf(object, 'Ready');
  const message = ready && controllerText(ready.message);
  const cause = ready?.status === 'True' ? undefined : causeOf(message ?? '');
  const madeBy = makerOf(object);
  const found = secretVerdict(object, {
    context,
    refresh,
    paths,
    stores,
    cause,
    madeBy,
  });
  const missing = hasGone(object) ? 'path' : cause?.missing;
  const [store] = stores;
  const put = missing && store && putOf(lastValue(store.known), paths, missing);
  return {
    ...found,
    ref: refOf(view.cluster, object),
    environment: environment.name,
    secret,
    stores: stores.map(({ ref }) => ref),
    paths,
    ...keysOf(spec),
    refresh,
    ...(madeBy && { madeBy }),
    usedBy:
      metadata.deletionTimestamp || !givesSecret(object)
        ? []
        : [...(users.get(secret) ?? [])],
    ...(message && found.state !== 'Healthy' && { message }),
    ...(put && Object.keys(put).length > 0 && { put }),
  };
}

/** The Secret that an ExternalSecret makes. */
export function secretNameOf({ metadata, spec, status }: KubernetesObject) {
  return (
    textOf(at(status, 'binding', 'name')) ??
    textOf(at(spec, 'target', 'name')) ??
    metadata.name
  );
}

/** Whether it makes or fills a Secret: it may be told to make nothing, or something else. */
function givesSecret({ spec }: KubernetesObject): boolean {
  const kind = textOf(at(spec, 'target', 'manifest', 'kind')) ?? 'Secret';
  return kind === 'Secret' && at(spec, 'target', 'creationPolicy') !== 'None';
}

function pathsOf(spec: Fields): SecretPath[] {
  const single = listOf(spec.data).map(({ secretKey, remoteRef }) => ({
    ...(textOf(secretKey) && { secretKey: textOf(secretKey) }),
    ...remote(remoteRef),
  }));
  const whole = listOf(spec.dataFrom).flatMap(({ extract }) =>
    extract === undefined ? [] : [remote(extract)],
  );
  return [...single, ...whole].filter(({ path }) => path !== '');
}

function remote(ref: unknown): SecretPath {
  const property = textOf(at(ref, 'property'));
  const version = textOf(at(ref, 'version'));
  return {
    path: textOf(at(ref, 'key')) ?? '',
    ...(property && { property }),
    ...(version && { version }),
  };
}
