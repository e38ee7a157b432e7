import type { RequestStage } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';

/** The sign and word of each stage on a request's way. */
export const STAGES: Record<RequestStage, { state: State; word: string }> = {
  proposed: { state: 'Suspended', word: 'Proposed' },
  merged: { state: 'Progressing', word: 'Merged' },
  applied: { state: 'Progressing', word: 'Applied' },
  healthy: { state: 'Healthy', word: 'Healthy' },
  orphaned: { state: 'Degraded', word: 'File deleted' },
  rejected: { state: 'Degraded', word: 'Rejected' },
};
