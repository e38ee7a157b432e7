import { KubernetesObject } from '../../model';
import { at, textsOf } from '../../model/fields';
import { Attachment } from './Attachment';
import { commonHostnames } from './hostname';

/**
 * The hostnames of a route that no listener of its parents takes, where at least one of its parents takes others: requests
 * for them never reach it.
 */
export function uncoveredHostnames(
  route: KubernetesObject,
  attachments: readonly Attachment[],
): string[] {
  const listeners = attachments.flatMap(attachment => attachment.listeners);
  return listeners.length === 0 ||
    attachments.some(({ accepted }) => accepted === 'Unknown')
    ? []
    : textsOf(at(route.spec, 'hostnames')).filter(
        name =>
          !listeners.some(({ listener }) =>
            commonHostnames(listener.hostname, [name]),
          ),
      );
}
