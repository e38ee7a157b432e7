import type { KindDescriptor, KindRegistry } from '../../kinds';
import { Known, KubernetesObject, Selector, isKnown } from '../../model';
import { at, plainText } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { onceAView } from '../../snapshot/onceAView';
import { selectedIn } from '../../snapshot/selectedIn';
import { Steps, finish } from '../../steps';
import { PodEnd } from './end';
import { podEndOf, templateEndOf, templateLabels } from './podEnd';

const finished = ['Succeeded', 'Failed'];
const podKind = { group: '', kind: 'Pod' };

/** Pods that are read in about a millisecond. */
const STEP = 100;

/** Whether a pod, or a pod's template, is one that policies bind: those on their node's own network are not. */
function isBound(pod: unknown): boolean {
  return at(pod, 'spec', 'hostNetwork') !== true;
}

/** Whether a pod has ended and takes no more connections. */
export function hasEnded({ status }: KubernetesObject): boolean {
  return finished.includes(plainText(at(status, 'phase')));
}

const once = onceAView<Known<readonly PodEnd[]>>();

/**
 * The pods of a namespace that a selector takes and that policies bind, one for each set of labels. Where none runs, the
 * pods that workloads would make stand for them, so that planned and stopped workloads can be judged too.
 */
export function podsOf(
  namespace: string,
  selector: Selector,
  view: ClusterView,
): Known<readonly PodEnd[]> {
  return once(view, `${namespace} ${JSON.stringify(selector)}`, () =>
    finish(podsInSteps(namespace, selector, view)),
  );
}

/** As {@link podsOf}, in steps: namespaces of thousands of pods take longer than others may be held up. */
export function* podsInSteps(
  namespace: string,
  selector: Selector,
  view: ClusterView,
): Steps<Known<readonly PodEnd[]>> {
  const taken = takenBy(namespace, selector, view);
  if (!isKnown(taken)) {
    const { last: _last, ...rest } = taken;
    return rest;
  }
  const seen = new Map<string, PodEnd>();
  let count = 0;
  for (const object of taken.value) {
    const end =
      object.kind === podKind.kind
        ? podEndOf(object, view)
        : templateEndOf(object, view);
    const key = keyOf(end);
    if (!seen.has(key)) {
      seen.set(key, end);
    }
    count += 1;
    if (count % STEP === 0) {
      yield;
    }
  }
  return { ...taken, value: [...seen.values()] };
}

/** The pods that a selector takes, or in their place the workloads that would make some. */
export function takenBy(
  namespace: string,
  selector: Selector,
  view: ClusterView,
): Known<readonly KubernetesObject[]> {
  const known = view.list(podKind, namespace, selector);
  if (!isKnown(known)) {
    const { last: _last, ...rest } = known;
    return rest;
  }
  const running = known.value.filter(pod => !hasEnded(pod));
  const value =
    running.length > 0
      ? running.filter(isBound)
      : lasting(view).flatMap(kind => {
          const workloads = view.list(kind, namespace);
          return isKnown(workloads)
            ? selectedIn(
                workloads.value,
                selector,
                'labels of templates',
                templateLabels,
              ).filter(workload => isBound(at(workload.spec, 'template')))
            : [];
        });
  return { ...known, value };
}

const known = new WeakMap<KindRegistry, readonly KindDescriptor[]>();

/** The kinds whose pods stay, and so can be connected to. */
function lasting({ kinds }: ClusterView): readonly KindDescriptor[] {
  const found =
    known.get(kinds) ??
    kinds.watched.filter(({ pods }) => pods !== undefined && !pods.end);
  known.set(kinds, found);
  return found;
}

/** What policies and ports tell ends apart by. */
function keyOf({ labels: own, ports, serviceAccount }: PodEnd): string {
  const { ['pod-template-hash']: _hash, ...labels } = own;
  return JSON.stringify([Object.entries(labels).sort(), ports, serviceAccount]);
}
