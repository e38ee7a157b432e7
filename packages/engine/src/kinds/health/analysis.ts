import { Health, HealthRule, health } from './health';
import { field, isNil } from './scriptFields';

/** AnalysisRun of Argo Rollouts. A phase that nobody knows has no health. */
export const analysisRun: HealthRule = ({ status }) => {
  if (isNil(status)) {
    return health(
      'Progressing',
      'Waiting for analysis run to finish: status has not been reconciled.',
    );
  }
  const message = field(status, 'message');
  switch (field(status, 'phase')) {
    case 'Pending':
    case 'Running':
      return health('Progressing', 'Analysis run is running');
    case 'Successful':
      return health(
        'Healthy',
        message ?? 'Analysis run completed successfully',
      );
    case 'Failed':
      return health('Degraded', message ?? 'Analysis run failed');
    case 'Error':
      return health('Degraded', message ?? 'Analysis run had an error');
    case 'Inconclusive':
      return health('Unknown', message ?? 'Analysis run was inconclusive');
    default:
      return undefined;
  }
};

const experiments: ReadonlyMap<unknown, Health> = new Map([
  ['Pending', health('Progressing', 'Experiment is pending')],
  ['Running', health('Progressing', 'Experiment is running')],
  ['Successful', health('Healthy', 'Experiment is successful')],
  ['Failed', health('Degraded', 'Experiment has failed')],
  ['Error', health('Degraded', 'Experiment had an error')],
]);

/** Experiment of Argo Rollouts. A phase that nobody knows has no health. */
export const experiment: HealthRule = ({ status }) =>
  isNil(status)
    ? health(
        'Progressing',
        'Waiting for experiment to finish: status has not been reconciled.',
      )
    : experiments.get(field(status, 'phase'));
