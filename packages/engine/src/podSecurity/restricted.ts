import {
  at,
  Fields,
  fieldsOf,
  listOf,
  plainText,
  textsOf,
} from '../model/fields';
import { addedCapabilities, isSet, procMount } from './baseline';
import {
  CheckedPod,
  containersText,
  isInUserNamespace,
  namesOf,
  namesText,
  PodCheck,
  sentence,
  settersText,
} from './PodCheck';

const volumeTypes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What `restricted` wants beyond `baseline`. */
export const restricted: readonly PodCheck[] = [
  {
    id: 'restrictedVolumes',
    find: ({ spec }) => {
      const names = listOf(spec.volumes)
        .filter(isOfAnotherType)
        .map(({ name }) => plainText(name));
      return names.length === 0
        ? []
        : [
            `${names.length === 1 ? 'volume' : 'volumes'} ${namesText(
              names,
            )} must be of one of the types ${volumeTypes.join(', ')}`,
          ];
    },
  },
  {
    id: 'allowPrivilegeEscalation',
    since: 8,
    linuxOnly: true,
    find: pod =>
      sentence(
        containersText(
          namesOf(pod, context => context.allowPrivilegeEscalation !== false),
        ),
        'must set securityContext.allowPrivilegeEscalation to false',
      ),
  },
  { id: 'runAsNonRoot', before: 35, find: runAsNonRoot },
  {
    id: 'runAsNonRoot',
    since: 35,
    find: pod => (isInUserNamespace(pod) ? [] : runAsNonRoot(pod)),
  },
  { id: 'runAsUser', since: 23, before: 35, find: runAsUser },
  {
    id: 'runAsUser',
    since: 35,
    find: pod => (isInUserNamespace(pod) ? [] : runAsUser(pod)),
  },
  {
    id: 'seccompProfile_restricted',
    since: 19,
    linuxOnly: true,
    find: pod => {
      const own = at(pod.spec, 'securityContext', 'seccompProfile');
      return isSet(own)
        ? []
        : sentence(
            containersText(
              namesOf(pod, ({ seccompProfile }) => !isSet(seccompProfile)),
            ),
            'must set securityContext.seccompProfile.type to RuntimeDefault or Localhost, or the pod must',
          );
    },
  },
  {
    id: 'capabilities_restricted',
    since: 22,
    linuxOnly: true,
    find: pod => [
      ...sentence(
        containersText(
          namesOf(
            pod,
            context =>
              !textsOf(at(context, 'capabilities', 'drop')).includes('ALL'),
          ),
        ),
        'must drop ALL in securityContext.capabilities',
      ),
      ...addedCapabilities(pod, name => name === 'NET_BIND_SERVICE'),
    ],
  },
  {
    id: 'procMount_restricted',
    since: 35,
    find: pod => (isInUserNamespace(pod) ? procMount(pod) : []),
  },
];

/** One of no type is an `emptyDir`, and baseline tells of a `hostPath`. */
function isOfAnotherType(volume: Fields): boolean {
  const types = Object.keys(volume).filter(
    key => key !== 'name' && isSet(volume[key]),
  );
  return (
    types.length > 0 &&
    !types.some(type => type === 'hostPath' || volumeTypes.includes(type))
  );
}

function runAsNonRoot(pod: CheckedPod): string[] {
  const said = settersText(pod, context => context.runAsNonRoot === false);
  if (said !== undefined) {
    return sentence(said, 'must not set securityContext.runAsNonRoot to false');
  }
  const isPod = fieldsOf(pod.spec.securityContext).runAsNonRoot === true;
  return isPod
    ? []
    : sentence(
        containersText(
          namesOf(pod, ({ runAsNonRoot: value }) => value !== true),
        ),
        'must set securityContext.runAsNonRoot to true, or the pod must',
      );
}

function runAsUser(pod: CheckedPod): string[] {
  return sentence(
    settersText(pod, context => context.runAsUser === 0),
    'must not set securityContext.runAsUser to 0',
  );
}
