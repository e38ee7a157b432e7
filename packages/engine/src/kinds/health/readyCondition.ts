import { HealthRule, health } from './health';
import { conditionsIn, field } from './scriptFields';

/** The commonest rule: the first Ready that is True or False decides, anything else waits. */
export function readyCondition(waiting: string): HealthRule {
  return ({ status }) => {
    for (const condition of conditionsIn(status)) {
      const said = field(condition, 'status');
      if (
        field(condition, 'type') === 'Ready' &&
        (said === 'True' || said === 'False')
      ) {
        return health(
          said === 'True' ? 'Healthy' : 'Degraded',
          field(condition, 'message'),
        );
      }
    }
    return health('Progressing', waiting);
  };
}
