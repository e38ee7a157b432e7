import { plainText } from '../../../model/fields';
import { Cursor } from '../Cursor';
import { atMost, valueOf } from '../quantities';

/**
 * Checks what a pod asks for and may use as a whole against what its containers do; `validatePodResourceConsistency` in Kubernetes'
 * core validation. What the pod does not say follows from the containers.
 */
export function checkPodResources(spec: Cursor): void {
  const resources = spec.get('resources');
  const containers = spec.get('containers').items();
  for (const container of containers) {
    atMost(
      container.get('resources', 'limits'),
      resources.get('limits'),
      'the limit of the pod',
    );
  }
  const inits = spec.get('initContainers').items();
  for (const [name, amount] of resources.get('requests').entries()) {
    const asked = valueOf(amount);
    const needed = sumOf(name, containers, inits);
    if (asked === undefined || asked >= needed) {
      continue;
    }
    amount.fail(
      'Conflict',
      `must not be less than what the containers request together, is ${plainText(
        amount.value,
      )}`,
      'Raise it, or lower the requests of the containers.',
    );
  }
}

/** What containers need at a time: sidecars run beside all that start after them. */
function sumOf(
  name: string,
  containers: readonly Cursor[],
  inits: readonly Cursor[],
): bigint {
  let sidecars = 0n;
  let most = 0n;
  for (const init of inits) {
    const request = requestOf(init, name);
    const isSidecar = init.get('restartPolicy').value === 'Always';
    const atOnce = sidecars + request;
    sidecars = isSidecar ? atOnce : sidecars;
    most = atOnce > most ? atOnce : most;
  }
  const running = containers.reduce(
    (sum, container) => sum + requestOf(container, name),
    sidecars,
  );
  return running > most ? running : most;
}

/** A limit without a request is one. */
function requestOf(container: Cursor, name: string): bigint {
  const resources = container.get('resources');
  const request = resources.get('requests', name);
  return (
    valueOf(request.exists ? request : resources.get('limits', name)) ?? 0n
  );
}
