import { dns1123LabelProblem } from '../../nameProblems';
import { Cursor, refuseRepeated } from '../Cursor';
import { checkEnvironment } from './env';
import { checkMounts } from './mounts';
import { checkPorts } from './ports';
import { checkResources } from './resources';
import { checkContainerSecurity } from './securityContext';
import { Volumes } from './volumes';

/** What containers share with their pod. */
export interface PodParts {
  volumes: Volumes;
  claims: ReadonlySet<string>;
  hostUsers: boolean;
  restartPolicy: string;
  /** Whether it is a Pod, and not the template of one. */
  isPod: boolean;
}

/** Checks one container of a pod, of whichever kind. */
export function checkContainer(container: Cursor, pod: PodParts): void {
  const name = container.get('name');
  name.required();
  if (name.text()) {
    name.named(dns1123LabelProblem);
  }
  checkImage(container.get('image'), pod.isPod);
  container
    .get('terminationMessagePolicy')
    .oneOf(['File', 'FallbackToLogsOnError']);
  container.get('imagePullPolicy').oneOf(['Always', 'IfNotPresent', 'Never']);
  checkPorts(container.get('ports'));
  checkEnvironment(container);
  checkMounts(container, pod.volumes);
  checkResources(container.get('resources'), 'container', pod.claims);
  checkResize(container.get('resizePolicy').items(), pod.restartPolicy);
  checkContainerSecurity(container.get('securityContext'), pod.hostUsers);
  container.get('restartPolicy').exactlyOneOf(['Always', 'OnFailure', 'Never']);
}

/** Spaces around an image are refused only once there is a pod; its owner is accepted and then makes none. */
function checkImage(image: Cursor, isPod: boolean): void {
  image.required();
  const text = image.text() ?? '';
  if (text === text.trim()) {
    return;
  }
  image.fail(
    'WrongFormat',
    `must not start or end with a space, is ${JSON.stringify(text)}`,
    'Remove the spaces.',
    isPod ? undefined : 'warning',
  );
}

function checkResize(policies: Cursor[], restartPolicy: string): void {
  for (const policy of policies) {
    const resource = policy.get('resourceName');
    resource.required();
    resource.oneOf(['cpu', 'memory']);
    const restart = policy.get('restartPolicy');
    restart.required();
    restart.oneOf(['NotRequired', 'RestartContainer']);
    if (restartPolicy === 'Never' && restart.value === 'RestartContainer') {
      restart.fail(
        'Conflict',
        'must be NotRequired when the pod is never restarted',
        'Set it to NotRequired.',
      );
    }
  }
  refuseRepeated(policies, p => p.get('resourceName').text(), 'the resource');
}
