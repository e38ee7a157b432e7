import { Finding, KubernetesObject, refOf } from '../../model';
import { at } from '../../model/fields';
import { ClusterView, Kind } from '../../snapshot/clusterView';
import { kindsOf } from '../../platform';
import { Known, groupOf, isKnown, lastValue } from '../../model';
import { CheckRun, Found, Placed } from '../checkRun';
import {
  Amounts,
  amountText,
  amountsOf,
  minus,
  plus,
} from '../../amounts/amounts';
import { amountsFor, containerLimits } from '../../amounts/quotaAmounts';

const quotaKind: Kind = { group: '', kind: 'ResourceQuota' };
const limitKind: Kind = { group: '', kind: 'LimitRange' };

/** A plan that does not fit into what a quota has left, and a quota that is full already. */
export function* quotaRoom(run: CheckRun): Found {
  for (const placed of run.scoped(quotaKind)) {
    yield undefined;
    const more = run.overlay ? growth(run, placed) : undefined;
    yield* more ? tooLittle(run, placed, more) : full(run, placed);
  }
}

function* tooLittle(
  run: CheckRun,
  placed: Placed,
  more: Amounts,
): Iterable<Finding> {
  const { object, cluster } = placed;
  const hard = amountsOf(at(object.spec, 'hard'));
  const used = amountsOf(at(object.status, 'used'));
  for (const [resource, limit] of hard) {
    const need = more.get(resource) ?? 0n;
    const left = limit - (used.get(resource) ?? 0n);
    if (need > 0n && need > left) {
      const never = need > limit;
      const text = (value: bigint) => amountText(resource, value);
      yield {
        code: 'QuotaExceeded',
        severity: never ? 'error' : 'warning',
        subject: refOf(cluster, object),
        field: `spec.hard["${resource}"]`,
        message: `This needs ${text(need)} more of ${resource}, and ${text(
          left < 0n ? 0n : left,
        )} of ${text(limit)} is left.`,
        fix: never
          ? 'Request less, or ask the platform team for a larger tier.'
          : 'Request less, free up some quota, or ask the platform team for a larger tier.',
        fixableBy: 'tenant',
        evidence: [
          run.evidence(
            placed,
            'status.used',
            at(object.status, 'used', resource),
          ),
        ],
      };
    }
  }
}

function* full(run: CheckRun, placed: Placed): Iterable<Finding> {
  const { object, cluster } = placed;
  const hard = amountsOf(at(object.spec, 'hard'));
  const used = amountsOf(at(object.status, 'used'));
  const spent = [...hard.keys()].filter(resource => {
    const limit = hard.get(resource) ?? 0n;
    return limit > 0n && (used.get(resource) ?? 0n) >= limit;
  });
  if (spent.length > 0) {
    yield {
      code: 'QuotaExhausted',
      severity: 'warning',
      subject: refOf(cluster, object),
      field: 'status.used',
      message: `The quota is used up for ${spent.join(
        ', ',
      )}. New pods and objects are refused.`,
      fix: 'Free up some quota, or ask the platform team for a larger tier.',
      fixableBy: 'tenant',
      evidence: spent.map(resource =>
        run.evidence(
          placed,
          'status.used',
          at(object.status, 'used', resource),
        ),
      ),
    };
  }
}

/** What the plan adds in a namespace, as far as a quota counts it: pods, and objects. */
function growth(run: CheckRun, { cluster, object: holder }: Placed): Amounts {
  const namespace = holder.metadata.namespace ?? '';
  const quota = holder.spec;
  const left = minus(
    amountsOf(at(quota, 'hard')),
    amountsOf(at(holder.status, 'used')),
  );
  const { base, planned } = run.overlay ?? { base: run.snapshot, planned: [] };
  const limits = run
    .read(cluster, limitKind, namespace)
    .flatMap(containerLimits);
  const kinds = kindsOf(run.platform);
  const amounts = (object: KubernetesObject) =>
    amountsFor(object, limits, quota, kinds);
  let sum: Amounts = new Map();
  for (const plan of planned.filter(item => item.cluster === cluster)) {
    for (const object of plan.objects) {
      if (object.metadata.namespace === namespace) {
        const kind = {
          group: groupOf(object.apiVersion),
          kind: object.kind,
        };
        const { name } = object.metadata;
        const known = viewOf(base, cluster).get(kind, namespace, name);
        if (isNever(known)) {
          // Nobody knows whether it is new; that counts only where it may not fit.
          if (!fits(amounts(object), left)) {
            run.note(cluster, kind, known);
          }
          continue;
        }
        const live = lastValue(known);
        sum = plus(sum, amounts(object));
        sum = live ? minus(sum, amounts(live)) : sum;
      }
    }
  }
  return sum;
}

/** Whether a quota that limits one of these amounts has as much left. */
function fits(amounts: Amounts, left: Amounts): boolean {
  return [...amounts].every(
    ([resource, need]) =>
      !left.has(resource) || need <= (left.get(resource) ?? 0n),
  );
}

/** Whether something can't be read and never was; what a cluster does not serve is known not to be there. */
function isNever<T>(known: Known<T>): known is Exclude<Known<T>, { value: T }> {
  return (
    !isKnown(known) && known.unknown !== 'notServed' && known.last === undefined
  );
}

function viewOf(
  base: ConstructorParameters<typeof ClusterView>[0],
  cluster: string,
): ClusterView {
  return new ClusterView(base, cluster);
}
