import { KubernetesObject } from '../../model';
import { Health, HealthStatus, health } from './health';
import { field, isNil } from './scriptFields';

const phases: ReadonlyArray<readonly [string, HealthStatus, string]> = [
  ['NONE', 'Unknown', 'Component is not present.'],
  [
    'UPDATING',
    'Progressing',
    'Component is being updated to a different version.',
  ],
  [
    'RECONCILING',
    'Progressing',
    'Controller has started but not yet completed reconciliation loop for the component.',
  ],
  ['HEALTHY', 'Healthy', 'Component is healthy.'],
  ['ERROR', 'Degraded', 'Component is in an error state.'],
];

/** IstioOperator of install.istio.io; its status is a word or the word's number. */
export function istioOperator({ status }: KubernetesObject): Health {
  const said = isNil(status) ? undefined : field(status, 'status');
  const phase = phases.find(([word], i) => said === word || said === i);
  return phase
    ? health(phase[1], phase[2])
    : health('Progressing', 'Waiting for Istio Control Plane');
}
