import {
  FixableBy,
  KubernetesObject,
  SecretPath,
  SecretRefresh,
  Verdict,
} from '../../model';
import { storePath } from '../../platform';
import { conditionOf } from '../conditions';
import { healthy, verdict } from '../verdict';
import { SecretCause } from './causes';
import type { SecretContext } from './SecretContext';
import { NamedStore, brokenStore } from './storesOf';
import { storeTrouble, untoldVerdict } from './untoldVerdict';

/** What is known of an ExternalSecret when it is judged. */
interface Found {
  context: SecretContext;
  refresh: SecretRefresh;
  paths: readonly SecretPath[];
  stores: readonly NamedStore[];
  cause?: SecretCause;
  /** The object of the platform that makes it. */
  madeBy?: string;
}

/** Whether the store no longer has the values, which External Secrets calls ready: it did what it was told to. */
export function hasGone(object: KubernetesObject): boolean {
  const ready = conditionOf(object, 'Ready');
  return (
    ready?.status === 'True' &&
    (ready.reason === 'SecretDeleted' ||
      /due to DeletionPolicy/i.test(ready.message))
  );
}

/** The state of an ExternalSecret: its Ready, that of its store, and whether it is refreshed when it should be. */
export function secretVerdict(object: KubernetesObject, found: Found): Verdict {
  const own = verdictOf(object, found);
  return found.madeBy && own.fixableBy === 'tenant'
    ? { ...own, fixableBy: 'platform' }
    : own;
}

function verdictOf(object: KubernetesObject, found: Found): Verdict {
  const { cause, refresh, stores } = found;
  const ready = conditionOf(object, 'Ready');
  const native = ready ? [ready.reason || `Ready ${ready.status}`] : [];
  const since = ready?.since;
  const rest = { native, ...(since === undefined ? {} : { since }) };
  if (object.metadata.deletionTimestamp !== undefined) {
    return verdict('Progressing', 'it is being deleted', rest);
  }
  const store = stores.map(brokenStore).find(each => each !== undefined);
  const trouble = storeTrouble(stores, found.context.environment);
  if (hasGone(object)) {
    return verdict(
      'Degraded',
      ready?.reason === 'SecretDeleted' || /deleted/i.test(ready?.message ?? '')
        ? 'the store no longer has it, so the Secret was deleted'
        : 'the store no longer has it; the Secret keeps its last values',
      { ...rest, fixableBy: 'tenant' },
    );
  }
  // Ready too: External Secrets waits for somebody else to make the Secret.
  if (ready?.status === 'True' && ready.reason === 'SecretMissing') {
    return verdict('Degraded', 'the Secret that it adds keys to is not there', {
      ...rest,
      fixableBy: 'tenant',
    });
  }
  if (ready?.status === 'True') {
    return refresh.isLate
      ? verdict(
          'Degraded',
          trouble?.why ?? 'External Secrets has not refreshed it in time',
          { native, fixableBy: trouble?.fixableBy ?? 'platform' },
        )
      : healthy(...native);
  }
  if (ready?.status === 'False') {
    const fixableBy = whoseTurn(found);
    // Only a store that answered says what of a value is not there.
    const hasAnswered = cause?.missing !== undefined;
    const blamed = hasAnswered ? undefined : store;
    const why =
      blamed?.why ?? cause?.why ?? 'it cannot be fetched from its store';
    return verdict('Degraded', why, {
      ...rest,
      fixableBy: blamed ? 'platform' : fixableBy,
    });
  }
  return { ...untoldVerdict(object, trouble, found.context.now), native };
}

function whoseTurn({ context, cause, paths, stores }: Found): FixableBy {
  const { environment, tenant, namespace } = context;
  const offered = environment.secretStores.find(
    ({ name }) => name === stores[0]?.ref.name,
  );
  if (cause === undefined) {
    return 'tenant';
  }
  switch (cause.fixableBy) {
    case 'store':
      return offered ? 'platform' : 'tenant';
    case 'paths':
      return offered &&
        paths.some(
          ({ path }) =>
            !(
              'path' in
              storePath(offered, { tenant, namespace, environment }, path)
            ),
        )
        ? 'tenant'
        : 'platform';
    default:
      return cause.fixableBy;
  }
}
