import type { OperationProgress } from '@groundwork/engine';
import type { Texts } from '../../translations';

/** Whether an operation is still under way. */
export function isUnderWay(operation: OperationProgress | undefined): boolean {
  return (
    operation !== undefined &&
    ['Requested', 'Running', 'Terminating'].includes(operation.phase)
  );
}

/** `Syncing: waiting for healthy state of apps/Deployment/web`, or how it ended. */
export function describeOperation(
  { phase, message, dryRun }: OperationProgress,
  t: Texts,
): string {
  const word =
    dryRun && phase !== 'Terminating'
      ? t(`operation.dryRun.${phase}`)
      : t(`operation.${phase}`);
  return message && phase !== 'Succeeded'
    ? t('operation.says', { word, message })
    : word;
}

/** `ada`, of `groundwork/user:default/ada`. */
export function describeStarter(startedBy: string): string {
  return startedBy.replace(/^groundwork\//, '').replace(/^user:[^/]+\//, '');
}
