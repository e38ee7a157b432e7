import {
  type LoggerService,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDuration } from '@groundwork/backstage-plugin-tenancy-node';

/** When the catalog provider looks, from `tenancy.catalog.schedule` or its default. */
export function readSchedule(
  config: RootConfigService,
  logger: LoggerService,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig('tenancy.catalog.schedule');
  if (schedule) {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  }
  const milliseconds = readDuration(config, {
    key: 'tenancy.catalog.schedule.frequency',
    seconds: 'tenancy.catalog.refreshSeconds',
    fallback: 30_000,
    logger,
  });
  return {
    frequency: { milliseconds },
    timeout: { minutes: 5 },
    scope: 'global',
    initialDelay: { seconds: 5 },
  };
}
