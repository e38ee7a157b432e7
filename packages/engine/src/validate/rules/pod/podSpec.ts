import { Cursor, refuseRepeated } from '../Cursor';
import { checkAmounts } from '../quantities';
import { checkContainer, PodParts } from './container';
import { checkPodNetwork } from './network';
import { checkOperatingSystem } from './operatingSystem';
import { checkPodResources } from './podResources';
import { checkHostPorts } from './ports';
import { checkProbes, refuseProbes } from './probe';
import { checkResources } from './resources';
import { checkScheduling } from './scheduling';
import { checkPodSecurity } from './securityContext';
import { checkVolumes } from './volumes';

const RESTARTS = ['Always', 'OnFailure', 'Never'];

/** What is known of a pod besides its own spec. */
export interface PodContext {
  /** Whether it is a Pod, and not the template of one. */
  isPod?: boolean;
  /** Names of volumes that its owner adds. */
  addedVolumes?: readonly string[];
}

/**
 * Checks the spec of a pod, as `ValidatePodSpec` of Kubernetes' core validation does with its defaults.
 */
export function checkPodSpec(spec: Cursor, context: PodContext = {}): void {
  const { isPod = false, addedVolumes = [] } = context;
  const volumes = checkVolumes(spec);
  addedVolumes.forEach(name => volumes.set(name, 'claim'));
  const restart = spec.get('restartPolicy');
  restart.oneOf(RESTARTS);
  const pod: PodParts = {
    volumes,
    claims: checkResourceClaims(spec.get('resourceClaims').items()),
    hostUsers: spec.get('hostUsers').value !== false,
    restartPolicy: restart.text() || 'Always',
    isPod,
  };
  checkContainers(spec, pod);
  checkResources(spec.get('resources'), 'pod', new Set());
  checkPodResources(spec);
  checkAmounts(spec.get('overhead'), 'container');
  checkScheduling(spec);
  checkPodSecurity(spec);
  checkPodNetwork(spec);
  spec.get('terminationGracePeriodSeconds').within(0, Infinity);
  spec.get('activeDeadlineSeconds').within(1, 2147483647);
  checkOperatingSystem(spec);
}

function checkContainers(spec: Cursor, pod: PodParts): void {
  const containers = spec.get('containers');
  containers.required();
  const grace = spec.get('terminationGracePeriodSeconds').number() ?? 30;
  const onNode = spec.get('hostNetwork').value === true;
  const inits = spec.get('initContainers').items();
  for (const container of containers.items()) {
    checkContainer(container, pod);
    checkProbes(container, grace);
  }
  checkHostPorts(containers.items(), onNode, pod.isPod);
  for (const container of inits) {
    checkContainer(container, pod);
    if (container.get('restartPolicy').value === 'Always') {
      checkProbes(container, grace);
    } else {
      refuseProbes(container);
    }
    checkHostPorts([container], false, false);
  }
  refuseRepeated(
    [...containers.items(), ...inits],
    c => c.get('name').text() || undefined,
    'the name',
  );
  const debugged = spec.get('ephemeralContainers');
  if (debugged.items().length > 0) {
    debugged.fail(
      'NotAllowed',
      'can only be added to a running pod',
      'Remove it.',
    );
  }
}

function checkResourceClaims(claims: Cursor[]): ReadonlySet<string> {
  for (const claim of claims) {
    claim.get('name').required();
    const given = claim.atMostOne([
      'resourceClaimName',
      'resourceClaimTemplateName',
    ]);
    if (given.length > 0) {
      continue;
    }
    claim.fail(
      'MissingField',
      'must have resourceClaimName or resourceClaimTemplateName',
      'Name the claim.',
    );
  }
  refuseRepeated(claims, c => c.get('name').text(), 'the name');
  return new Set(claims.map(claim => claim.get('name').text() ?? ''));
}
