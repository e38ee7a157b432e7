import { type Environment, usesArgoCd } from '../platform';
import { Refusals } from '../request/Refusals';
import type { SelfHealPause } from '../request/selfHealPauses';

/**
 * Refuses pauses of self-heal that can't be, or that the platform allows nobody. `heals` tells whether there is a self-heal to pause in
 * an environment.
 */
export function checkSelfHealPauses(
  refusals: Refusals,
  pauses: readonly SelfHealPause[] | undefined,
  environments: readonly Environment[],
  heals: (environment: string) => boolean = () => true,
): void {
  pauses?.forEach(({ environment: name }, index) => {
    const field = `spec.selfHealPauses[${index}]`;
    const environment = environments.find(each => each.name === name);
    if (!environment) {
      refusals.add({
        code: 'EnvironmentNotOfTenant',
        field: `${field}.environment`,
        given: name,
        message: 'It is not deployed to this environment.',
        fix: `Use one of: ${environments.map(each => each.name).join(', ')}.`,
      });
      return;
    }
    if (pauses.findIndex(each => each.environment === name) !== index) {
      refusals.add({
        code: 'Duplicate',
        field,
        given: name,
        message: 'Self-heal is paused here already.',
        fix: 'Name each environment once.',
      });
    }
    if (!usesArgoCd(environment)) {
      refusals.add({
        code: 'NotServedByArgoCd',
        field: `${field}.environment`,
        given: name,
        message: `Argo CD does not serve ${name}.`,
        fix: 'Take the pause out.',
      });
    } else if (!environment.selfHealPauses.allowed) {
      refusals.add({
        code: 'PauseNotAllowed',
        field,
        given: name,
        message: `The platform does not let self-heal be paused in ${name}.`,
        fix: 'Take the pause out.',
      });
    } else if (!heals(name)) {
      refusals.add({
        code: 'Contradiction',
        field,
        given: name,
        message: `There is no self-heal to pause in ${name}: sync.automated or sync.selfHeal is off.`,
        fix: 'Take the pause out.',
      });
    }
  });
}
