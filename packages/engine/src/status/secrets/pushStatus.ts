import {
  KubernetesObject,
  PushStatus,
  PushedValue,
  SecretRefresh,
  Verdict,
  refOf,
} from '../../model';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { controllerText } from '../controllerText';
import { healthy, verdict } from '../verdict';
import { pushCauseOf } from './pushCauses';
import { makerOf } from './makerOf';
import { refreshOf } from './refresh';
import type { SecretContext } from './SecretContext';
import { NamedStore, brokenStore, pushStoresOf } from './storesOf';
import { storeTrouble, untoldVerdict } from './untoldVerdict';

/** One PushSecret: what it takes, where it puts it, how fresh, and what keeps it from doing so. */
export function pushStatus(
  object: KubernetesObject,
  { view, namespace, environment, now }: SecretContext,
): PushStatus {
  const spec = fieldsOf(object.spec);
  const stores = pushStoresOf(spec, namespace, view);
  const refresh = refreshOf(spec, fieldsOf(object.status), now);
  const message = controllerText(conditionOf(object, 'Ready')?.message ?? '');
  const secret = textOf(at(spec, 'selector', 'secret', 'name'));
  const generator = textOf(at(spec, 'selector', 'generatorRef', 'name'));
  const madeBy = makerOf(object);
  const trouble = storeTrouble(stores, environment);
  const found = verdictOf(object, { refresh, stores, message, trouble, now });
  return {
    ...found,
    ...(madeBy &&
      found.fixableBy === 'tenant' && { fixableBy: 'platform' as const }),
    ref: refOf(view.cluster, object),
    environment: environment.name,
    ...(secret === undefined ? {} : { secret }),
    ...(generator === undefined ? {} : { generator }),
    stores: stores.map(({ ref }) => ref),
    ...(hasStoresByLabel(spec) && { hasFurtherStores: true }),
    values: valuesOf(spec),
    ...(listOf(spec.dataTo).length > 0 && { hasFurtherValues: true }),
    ...(spec.updatePolicy === 'IfNotExists' && { keepsPresent: true }),
    ...(spec.deletionPolicy === 'Delete' && { deletesRemoved: true }),
    refresh,
    ...(madeBy && { madeBy }),
    ...(message && found.state !== 'Healthy' && { message }),
  };
}

function verdictOf(
  object: KubernetesObject,
  found: {
    refresh: SecretRefresh;
    stores: readonly NamedStore[];
    message: string;
    trouble: ReturnType<typeof storeTrouble>;
    now: number;
  },
): Verdict {
  const ready = conditionOf(object, 'Ready');
  const native = ready ? [ready.reason || `Ready ${ready.status}`] : [];
  const since = ready?.since;
  const rest = { native, ...(since === undefined ? {} : { since }) };
  const store = found.stores.map(brokenStore).find(each => each !== undefined);
  const cause = pushCauseOf(found.message);
  const { trouble, now } = found;
  if (object.metadata.deletionTimestamp !== undefined) {
    return ready?.status === 'False' && cause
      ? verdict(
          'Degraded',
          `it is being deleted, and what it pushed is not: ${cause.why}`,
          { ...rest, fixableBy: cause.fixableBy },
        )
      : verdict('Progressing', 'it is being deleted', rest);
  }
  if (ready?.status === 'True') {
    return found.refresh.isLate
      ? verdict(
          'Degraded',
          trouble?.why ?? 'External Secrets has not pushed it in time',
          { native, fixableBy: trouble?.fixableBy ?? 'platform' },
        )
      : healthy(...native);
  }
  if (ready?.status === 'False') {
    return verdict(
      'Degraded',
      store?.why ?? cause?.why ?? 'it cannot be pushed to its store',
      {
        ...rest,
        fixableBy: store ? 'platform' : cause?.fixableBy ?? 'platform',
      },
    );
  }
  return { ...untoldVerdict(object, trouble, now), native };
}

function valuesOf(spec: Fields): PushedValue[] {
  return listOf(spec.data).flatMap(({ match }) => {
    const key = textOf(at(match, 'secretKey'));
    const path = textOf(at(match, 'remoteRef', 'remoteKey'));
    const property = textOf(at(match, 'remoteRef', 'property'));
    return path === undefined
      ? []
      : [
          {
            ...(key ? { secretKey: key } : {}),
            path,
            ...(property ? { property } : {}),
          },
        ];
  });
}

/** Stores may be picked by their labels; which these are only the controller knows. */
function hasStoresByLabel(spec: Fields): boolean {
  return listOf(spec.secretStoreRefs).some(
    ref => textOf(ref.name) === undefined && ref.labelSelector !== undefined,
  );
}
