import { Cluster } from '../Cluster';
import { KubeObject, Manifest, now } from '../KubeObject';
import { Application } from './Application';

interface Expression {
  key: string;
  operator: string;
  values?: string[];
}
/** How an ApplicationSet rolls out. */
export interface Strategy {
  type?: string;
  rollingSync?: { steps?: Array<{ matchExpressions?: Expression[] }> };
}
/** Where the rollout of an ApplicationSet has one Application. */
export interface RolloutStatus {
  application: string;
  status: string;
  step: string;
  message: string;
  targetRevisions: string[];
  lastTransitionTime: string;
}

/** Whether a strategy syncs one step after the other. */
export function rollsOut(strategy: Strategy | undefined): boolean {
  return strategy?.type === 'RollingSync';
}

/** An Application of a rollout never syncs by itself. */
export function heldBack(app: Manifest): Manifest {
  const { spec, ...rest } = app as KubeObject<Application['spec']>;
  const { automated: _, ...syncPolicy } = spec.syncPolicy ?? {};
  return { ...rest, spec: { ...spec, syncPolicy } } as Manifest;
}

/** Syncs the Applications whose turn it is, and tells of each where it stands. */
export async function rollOut(
  home: Cluster,
  strategy: Strategy,
  apps: readonly Application[],
  before: readonly RolloutStatus[],
): Promise<RolloutStatus[]> {
  const steps = strategy.rollingSync?.steps ?? [];
  const stepOf = ({ metadata }: Application) =>
    steps.findIndex(({ matchExpressions = [] }) =>
      matchExpressions.every(one => matches(one, metadata.labels ?? {})),
    );
  const turn = Math.min(
    ...apps
      .filter(app => !isDone(app))
      .map(app => stepOf(app))
      .filter(i => i >= 0),
  );
  const told: RolloutStatus[] = [];
  for (const app of apps) {
    const { name } = app.metadata;
    const step = stepOf(app);
    const status = statusOf(app, step === turn);
    if (status === 'Pending' && !app.operation) {
      await home.patch(app, { operation: { sync: { prune: true } } });
    }
    const old = before.find(one => one.application === name);
    told.push({
      application: name,
      status,
      step: String(step < 0 ? -1 : step + 1),
      message: `Application resource is ${status}`,
      targetRevisions: [app.status?.sync?.revision ?? ''],
      lastTransitionTime:
        old?.status === status ? old.lastTransitionTime : now(),
    });
  }
  return told;
}

function statusOf(app: Application, isItsTurn: boolean): string {
  if (isDone(app)) {
    return 'Healthy';
  }
  if (!isItsTurn) {
    return 'Waiting';
  }
  const { sync, operationState } = app.status ?? {};
  const isTried =
    operationState?.phase === 'Running' ||
    (operationState?.phase !== 'Succeeded' &&
      operationState?.syncResult !== undefined &&
      operationState.syncResult.revision === sync?.revision);
  return sync?.status === 'OutOfSync' && !isTried ? 'Pending' : 'Progressing';
}

function isDone({ status, operation }: Application): boolean {
  return (
    !operation &&
    status?.sync?.status === 'Synced' &&
    status.health?.status === 'Healthy'
  );
}

function matches(
  { key, operator, values = [] }: Expression,
  labels: Record<string, string>,
): boolean {
  const isIn = values.includes(labels[key] ?? '');
  return operator === 'NotIn' ? !isIn : isIn;
}
