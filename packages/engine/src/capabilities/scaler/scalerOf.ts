import { RequestEnvelope } from '../../request/envelope';
import { effectiveScaler } from './effective';
import { ScalerRequest, scalerRequestSchema } from './request';

/** How many pods a scaler gives a workload. */
export interface ScaledWorkload {
  /** Name of the Scaler request. */
  scaler: string;
  min: number;
  max: number;
}

const deploymentKinds: readonly string[] = ['Workload', 'Deployment'];

/**
 * The scaler of what a Workload or Service request of this name runs in an environment, among the requests of its tenant;
 * undefined if it has none.
 */
export function scalerOf(
  requests: readonly RequestEnvelope[],
  name: string,
  environment: string,
): ScaledWorkload | undefined {
  for (const { spec, metadata } of scalersIn(requests)) {
    if (
      spec.target.name === name &&
      deploymentKinds.includes(spec.target.kind) &&
      (spec.environments?.includes(environment) ?? true)
    ) {
      const { min, max, idle } = effectiveScaler(spec, environment);
      return { scaler: metadata.name, min: idle ?? min, max };
    }
  }
  return undefined;
}

/** The Scaler requests among others. */
export function scalersIn(
  requests: readonly RequestEnvelope[],
): ScalerRequest[] {
  return requests
    .filter(({ kind }) => kind === 'Scaler')
    .flatMap(request => readOnce(request) ?? []);
}

const read = new WeakMap<RequestEnvelope, { scaler?: ScalerRequest }>();

/** Every workload of a tenant asks for them. */
function readOnce(request: RequestEnvelope): ScalerRequest | undefined {
  let known = read.get(request);
  if (!known) {
    known = { scaler: scalerRequestSchema.safeParse(request).data };
    read.set(request, known);
  }
  return known.scaler;
}
