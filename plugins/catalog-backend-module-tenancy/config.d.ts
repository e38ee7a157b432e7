import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  tenancy?: {
    catalog?: {
      /** When request files and live tenants are looked at. Default: every 30 seconds, at most 5 minutes a run. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** @deprecated Use `schedule`. */
      refreshSeconds?: number;
    };
  };
}
