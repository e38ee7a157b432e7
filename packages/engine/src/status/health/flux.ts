import { plainText } from '../../snapshot/fields';
import { Health, HealthRule, health } from './health';
import { conditionsIn, field, isNil, textIn } from './scriptFields';

interface Counting {
  /** Whether `spec.suspend` is looked at. */
  suspends?: boolean;
  /** What Ready must say to count as still moving. */
  moving: 'Unknown' | 'False';
  /** Reasons of Reconciling that count; all when absent. */
  reasons?: readonly string[];
  /** Further conditions that count as success when they are True. */
  success?: readonly string[];
  /** How many successes make it healthy. */
  wanted: 1 | 2;
  /** Health while two signs say that it moves. */
  whileMoving?: 'Progressing' | 'Degraded';
  /** Whether an outdated artifact is told after the reason. */
  outdated?: boolean;
}

/** Rule of a kind of Flux: Argo CD counts signs of motion and of success among the conditions. */
function counting({ suspends = true, ...rule }: Counting): HealthRule {
  return ({ kind, spec, status }) => {
    if (suspends && field(spec, 'suspend') === true) {
      return health('Suspended', `${kind} is suspended`);
    }
    return isNil(status) || isNil(field(status, 'conditions'))
      ? health('Progressing', 'Status unknown')
      : count(rule, conditionsIn(status));
  };
}

function count(rule: Counting, conditions: readonly unknown[]): Health {
  let [moving, successes] = [0, 0];
  let message: unknown = '';
  for (const condition of conditions) {
    const type = field(condition, 'type');
    const said = field(condition, 'status');
    const reason = field(condition, 'reason');
    if (type === 'Ready') {
      successes += said === 'True' ? 1 : 0;
      moving += said === rule.moving ? 1 : 0;
      message = reason;
    } else if (type === 'Reconciling' && said === 'True') {
      moving += rule.reasons?.includes(plainText(reason)) ?? true ? 1 : 0;
    } else if (
      rule.outdated &&
      type === 'ArtifactOutdated' &&
      said === 'True'
    ) {
      message = `${textIn(message)} ${textIn(reason)}`;
    } else if (said === 'True' && rule.success?.includes(plainText(type))) {
      successes += 1;
    }
  }
  if (moving === 2) {
    return health(rule.whileMoving ?? 'Progressing', message);
  }
  return health(successes === rule.wanted ? 'Healthy' : 'Degraded', message);
}

/** HelmRelease of Flux. */
export const helmRelease = counting({
  moving: 'Unknown',
  success: ['Released', 'TestSuccess'],
  wanted: 2,
});

/** Kustomization and ImageUpdateAutomation of Flux. */
export const kustomization = counting({ moving: 'Unknown', wanted: 1 });

/** Receiver of Flux. */
export const receiver = counting({
  moving: 'False',
  wanted: 1,
  whileMoving: 'Degraded',
});

/** ImagePolicy of Flux. */
export const imagePolicy = counting({
  suspends: false,
  moving: 'False',
  reasons: ['NewGeneration', 'AccessingRepository', 'ApplyingPolicy'],
  wanted: 1,
});

/** ImageRepository of Flux. */
export const imageRepository = counting({
  moving: 'False',
  reasons: ['NewGeneration', 'Scanning'],
  wanted: 1,
});

/** Bucket, GitRepository, HelmChart and OCIRepository of Flux. */
export const source = counting({
  moving: 'Unknown',
  success: ['ArtifactInStorage'],
  wanted: 2,
  outdated: true,
});

/** HelmRepository of Flux: one of OCI artifacts has no status. */
export const helmRepository: HealthRule = object => {
  const suspended = field(object.spec, 'suspend') === true;
  return !suspended && field(object.spec, 'type') === 'oci'
    ? health(
        'Healthy',
        "Helm repositories of type 'oci' do not contain any information in the status.",
      )
    : source(object);
};
