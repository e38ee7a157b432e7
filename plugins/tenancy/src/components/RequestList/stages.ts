import type { RequestStage } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';

/** The sign of each stage on a request's way. */
export const STAGES: Record<RequestStage, State> = {
  proposed: 'Suspended',
  merged: 'Progressing',
  applied: 'Progressing',
  healthy: 'Healthy',
  orphaned: 'Degraded',
  rejected: 'Degraded',
};
