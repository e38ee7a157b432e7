import type { OperationProgress } from '@groundwork/engine';

const ENDS = {
  Requested: 'Waits for Argo CD',
  Running: 'Syncing',
  Terminating: 'Terminating',
  Succeeded: 'Synced',
  Failed: 'Sync failed',
  Error: 'Sync failed',
  Unknown: 'Operation',
} as const;

/** Whether an operation is still under way. */
export function isUnderWay(operation: OperationProgress | undefined): boolean {
  return (
    operation !== undefined &&
    ['Requested', 'Running', 'Terminating'].includes(operation.phase)
  );
}

/** `Syncing: waiting for healthy state of apps/Deployment/web`, or how it ended. */
export function describeOperation(operation: OperationProgress): string {
  const { phase, message, dryRun } = operation;
  const word =
    dryRun && phase !== 'Terminating'
      ? `Dry run: ${ENDS[phase].toLocaleLowerCase('en-US')}`
      : ENDS[phase];
  return message && phase !== 'Succeeded' ? `${word}: ${message}` : word;
}

/** `ada`, of `groundwork/user:default/ada`. */
export function describeStarter(startedBy: string): string {
  return startedBy.replace(/^groundwork\//, '').replace(/^user:[^/]+\//, '');
}
