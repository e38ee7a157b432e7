import { KubernetesObject } from '../../model';
import { Fields, at, fieldsOf, numberOf, textOf } from '../../model/fields';
import { containerIn, isDone } from './containersOf';
import { endedWith } from './endedWith';
import { OnePodTrouble, trouble } from './OnePodTrouble';
import { PodCause, pullCause } from './podCauses';

const pullReasons =
  /^(ImagePullBackOff|ErrImagePull|ErrImageNeverPull|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/;
const startReasons =
  /^(CreateContainerError|RunContainerError|StartError|ContainerCannotRun|PreCreateHookError|PreStartHookError|PostStartHookError)$/;

/** What keeps one container from running, by its status; undefined of one that runs, has not begun, or ended as it should. */
export function containerTrouble(
  container: Fields,
  { spec }: KubernetesObject,
): OnePodTrouble | undefined {
  const name = textOf(container.name) ?? '';
  const waiting = fieldsOf(at(container, 'state', 'waiting'));
  const reason = textOf(waiting.reason) ?? '';
  const message = textOf(waiting.message) ?? '';
  if (reason === 'InvalidImageName') {
    return trouble(
      'Degraded',
      { why: 'its image has no valid name', fixableBy: 'tenant' },
      message,
    );
  }
  if (pullReasons.test(reason)) {
    return trouble(
      'Degraded',
      pullCause(`${reason}: ${message}`),
      message || reason,
    );
  }
  if (reason === 'CreateContainerConfigError') {
    return trouble('Degraded', configCause(message), message);
  }
  if (startReasons.test(reason)) {
    return trouble('Degraded', unstartable(name), message);
  }
  const wanted = containerIn(spec, name);
  const ended = fieldsOf(at(container, 'state', 'terminated'));
  if (reason === 'CrashLoopBackOff') {
    const last = fieldsOf(at(container, 'lastState', 'terminated'));
    return endedTrouble(name, wanted, last, message);
  }
  // One that ended and should run is about to be started again.
  return numberOf(ended.exitCode) !== undefined && !isDone(container, spec)
    ? endedTrouble(name, wanted, ended, '')
    : undefined;
}

function endedTrouble(
  name: string,
  wanted: ReturnType<typeof containerIn>,
  ended: Fields,
  message: string,
): OnePodTrouble {
  const said = textOf(ended.message) ?? message;
  if (startReasons.test(textOf(ended.reason) ?? '')) {
    return trouble('Degraded', unstartable(name), said);
  }
  const memory = textOf(at(wanted, 'resources', 'limits', 'memory'));
  const room = memory === undefined ? '' : ` (limit ${memory})`;
  return trouble(
    'Degraded',
    {
      why:
        ended.reason === 'OOMKilled'
          ? `${name} keeps running out of memory${room}`
          : `${name} keeps ending: ${endedWith(ended)}`,
      fixableBy: 'tenant',
    },
    said,
  );
}

function unstartable(name: string): PodCause {
  return { why: `${name} cannot be started`, fixableBy: 'tenant' };
}

function configCause(message: string): PodCause {
  const [, kind, name] = /(secret|configmap) "([^"]+)" not found/i.exec(
    message,
  ) ?? [undefined, undefined, undefined];
  if (kind && name) {
    const word = kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap';
    return {
      why: `${word} ${name} that it needs is not there`,
      fixableBy: 'tenant',
    };
  }
  if (/failed to sync (secret|configmap) cache/i.test(message)) {
    return {
      why: 'its node cannot read its Secrets and ConfigMaps',
      fixableBy: 'platform',
    };
  }
  return /couldn't find key/i.test(message)
    ? { why: 'a key that it needs is not there', fixableBy: 'tenant' }
    : { why: 'its configuration is not right', fixableBy: 'tenant' };
}
