import type { WorkloadImage } from '../model';
import type { RequestEnvelope } from '../request';
import type { FixContext } from './FixContext';

/** The images of the workloads that a request makes, as they run; of one environment, or of all. */
export function runningImages(
  context: FixContext,
  { metadata }: RequestEnvelope,
  environment?: string,
): WorkloadImage[] {
  const workloads = context.statuses?.workloads?.workloads ?? [];
  return workloads
    .filter(
      ({ ref, environment: where }) =>
        ref.kind === 'Deployment' &&
        ref.name === metadata.name &&
        (environment === undefined || where === environment),
    )
    .flatMap(({ images }) => images);
}
