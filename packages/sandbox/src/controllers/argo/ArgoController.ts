import { setTimeout as sleep } from 'node:timers/promises';
import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { KubeObject } from '../KubeObject';
import { mergePatch } from '../mergePatch';
import { Application, Condition, OperationState } from './Application';
import { reconcileApplicationSets } from './applicationSets';
import { compareApplication, Comparison } from './compareApplication';
import { Destinations } from './Destinations';
import { hasOption, syncOnce } from './syncOnce';

const api = 'argoproj.io/v1alpha1';
const refresh = 'argocd.argoproj.io/refresh';
const now = () => new Date().toISOString().replace(/\.\d+/, '');

/** A small Argo CD for one cluster: its Applications, AppProjects and ApplicationSets, over the Kubernetes API only. */
export class ArgoController {
  readonly destinations: Destinations;
  readonly #operating = new Set<string>();

  constructor(
    readonly home: Cluster,
    readonly git: GitRepositories,
    onChange: () => void,
    readonly log: (line: string) => void,
    readonly namespace = 'argocd',
  ) {
    this.destinations = new Destinations(home, namespace, onChange);
  }

  /** Looks at everything once and does what is due. */
  async reconcile(): Promise<void> {
    await reconcileApplicationSets(this.home, this.git, this.namespace);
    const apps = await this.home.list<Application>(api, 'Application');
    const ours = apps.filter(app => app.metadata.namespace === this.namespace);
    await Promise.all(ours.map(app => this.#application(app)));
  }

  close(): void {
    this.destinations.close();
  }

  #compare(app: Application, revision?: string) {
    return compareApplication(app, this, revision);
  }

  async #application(app: Application) {
    const key = app.metadata.name;
    const comparison = await this.#compare(app);
    if (app.metadata.deletionTimestamp) return this.#finalize(app, comparison);
    if (app.operation && !this.#operating.has(key)) {
      this.#operating.add(key);
      void this.#operate(app)
        .catch(error => this.log(`sync of ${key}: ${error.message}`))
        .finally(() => this.#operating.delete(key));
    }
    const automatic = this.#operating.has(key)
      ? undefined
      : autoSync(app, comparison);
    if (automatic && 'type' in automatic) comparison.conditions.push(automatic);
    const asked = app.metadata.annotations?.[refresh];
    const status = statusOf(app, comparison);
    const old = app.status;
    const fresh = Date.now() - Date.parse(old?.reconciledAt ?? '0') < 180_000;
    const change = mergePatch(old ?? {}, {
      ...old,
      ...status,
      reconciledAt: old?.reconciledAt,
    });
    const operation = automatic && 'sync' in automatic ? automatic : undefined;
    if (!change && fresh && !asked && !operation) return undefined;
    return this.home
      .patch(app, {
        ...(asked && { metadata: { annotations: { [refresh]: null } } }),
        ...(operation && { operation }),
        status: { ...change, reconciledAt: now() },
      })
      .catch(() => {});
  }

  async #operate(app: Application) {
    const { operation = {}, spec } = app;
    const { limit = 0, backoff } = operation.retry ?? {};
    const source = spec.source ?? { repoURL: '' };
    const state: OperationState = {
      operation,
      phase: 'Running',
      startedAt: now(),
    };
    const write = async (more?: object) =>
      this.home.patch(app, { ...more, status: { operationState: state } });
    const stopped = () => {
      const { status } = this.home.live(app) as Application;
      return status?.operationState?.phase === 'Terminating';
    };
    await this.home.patch(app, { status: { operationState: null } });
    await write();
    for (let attempt = 1; ; attempt++) {
      const comparison = await this.#compare(app, operation.sync?.revision);
      const { revision = '' } = comparison;
      const only = operation.sync?.resources;
      if (only)
        comparison.tasks = comparison.tasks.filter(({ status }) =>
          only.some(
            item =>
              item.kind === status.kind &&
              item.name === status.name &&
              (item.group ?? '') === (status.group ?? ''),
          ),
        );
      const broken = comparison.conditions.find(({ type }) =>
        type.endsWith('Error'),
      );
      const createNamespace = spec.syncPolicy?.syncOptions?.includes(
        'CreateNamespace=true',
      );
      const result = broken
        ? {
            phase: 'Failed',
            message: `${broken.type}: ${broken.message}`,
            resources: [],
          }
        : await syncOnce(
            comparison,
            {
              ...operation.sync,
              createNamespace,
              confirmed: () =>
                confirmedSince(this.home.live(app), state.startedAt),
            },
            async (message, resources) => {
              Object.assign(state, {
                message,
                syncResult: { revision, source, resources },
              });
              await write();
              return stopped();
            },
          );
      const { phase, message, resources } = result;
      const retried = attempt > 1 ? ` (retried ${attempt - 1} times).` : '';
      Object.assign(state, {
        message: message + retried,
        syncResult: { revision, source, resources },
      });
      const terminated = stopped();
      if (
        phase === 'Succeeded' ||
        terminated ||
        (limit >= 0 && attempt > limit)
      ) {
        Object.assign(
          state,
          { phase, finishedAt: now() },
          terminated && { phase: 'Failed', message: 'Operation terminated' },
        );
        const past = app.status?.history ?? [];
        const entry = {
          id: (past[past.length - 1]?.id ?? -1) + 1,
          revision,
          source,
          deployStartedAt: state.startedAt,
          deployedAt: now(),
          initiatedBy: operation.initiatedBy ?? {},
        };
        const history = [...past, entry].slice(
          -(spec.revisionHistoryLimit ?? 10),
        );
        return this.home.patch(app, {
          operation: null,
          status: {
            operationState: state,
            ...(phase === 'Succeeded' &&
              !operation.sync?.dryRun && { history }),
          },
        });
      }
      state.retryCount = attempt;
      state.message = `${message}. Retrying attempt #${attempt} at ${new Date().toLocaleTimeString(
        'en',
        { timeStyle: 'short' },
      )}.`;
      await write();
      const factor = backoff?.factor ?? 2;
      const pause =
        seconds(backoff?.duration ?? '5s') * factor ** (attempt - 1);
      await sleep(
        1000 * Math.min(pause, seconds(backoff?.maxDuration ?? '3m')),
      );
    }
  }

  /** Deletes what the Application made, if its finalizer says so, and lets it go. */
  async #finalize(
    app: Application,
    { tasks, destination, conditions }: Comparison,
  ) {
    const { finalizers = [] } = app.metadata;
    const ours = (name: string) =>
      name.startsWith('resources-finalizer.argocd.argoproj.io');
    if (!finalizers.some(ours)) return;
    // Without an answer of the cluster nobody knows what is left there.
    if (conditions.some(({ type }) => type === 'ComparisonError')) return;
    const resources = tasks.map(task => task.live as KubeObject);
    const doomed = resources.filter(live => !hasOption(live, 'Delete=false'));
    const asks = doomed.some(live => hasOption(live, 'Delete=confirm'));
    if (asks && !confirmedSince(app, app.metadata.deletionTimestamp)) return;
    for (const object of doomed)
      await destination?.cluster.client.delete(object);
    if (doomed.length) return;
    await this.home
      .patch(app, {
        metadata: { finalizers: finalizers.filter(name => !ours(name)) },
      })
      .catch(() => {});
  }
}

/** The operation that automated sync asks for now, or the condition that says why it does not. */
function autoSync(
  app: Application,
  { sync, tasks, revision = '' }: Comparison,
) {
  const policy = app.spec.syncPolicy?.automated;
  const last = app.status?.operationState;
  if (
    !policy ||
    policy.enabled === false ||
    app.operation ||
    sync !== 'OutOfSync'
  )
    return undefined;
  const wrong = tasks.filter(({ status }) => status.status !== 'Synced');
  const prune = policy.prune ?? false;
  if (!prune && wrong.every(({ status }) => status.requiresPruning))
    return undefined;
  const error = (message: string): Condition => ({
    type: 'SyncError',
    message,
  });
  const attempted =
    last?.syncResult?.revision === revision &&
    !mergePatch(last.syncResult.source, app.spec.source ?? {});
  if (attempted && last?.phase !== 'Succeeded')
    return error(`Failed last sync attempt to ${revision}: ${last?.message}`);
  if (
    attempted &&
    (!policy.selfHeal || Date.now() - Date.parse(last?.finishedAt ?? '') < 2000)
  )
    return undefined;
  if (
    prune &&
    !policy.allowEmpty &&
    tasks.every(({ status }) => status.requiresPruning)
  )
    return error(
      `Skipping sync attempt to ${revision}: auto-sync will wipe out all resources`,
    );
  return {
    initiatedBy: { automated: true },
    retry: app.spec.syncPolicy?.retry ?? { limit: 5 },
    sync: { prune, revision },
  };
}

function statusOf(
  app: Application,
  { sync, health, revision, tasks, conditions }: Comparison,
) {
  const { source, destination } = app.spec;
  const old = app.status;
  const since =
    old?.health?.status === health ? old.health.lastTransitionTime : now();
  const images = tasks.flatMap(
    ({ live }) =>
      JSON.stringify(live?.kind === 'Deployment' ? live.spec : {}).match(
        /(?<="image":")[^"]+/g,
      ) ?? [],
  );
  const known = (wanted: Condition) =>
    old?.conditions?.find(
      ({ type, message }) => type === wanted.type && message === wanted.message,
    );
  return {
    sync: {
      status: sync,
      ...(revision && { revision }),
      comparedTo: { source, destination },
    },
    health: { status: health, lastTransitionTime: since },
    ...(tasks.length || sync !== 'Unknown'
      ? { resources: tasks.map(task => task.status) }
      : {}),
    conditions: conditions.map(
      condition =>
        known(condition) ?? { ...condition, lastTransitionTime: now() },
    ),
    summary: { images: [...new Set(images)] },
    sourceType: 'Directory',
    controllerNamespace: app.metadata.namespace,
  };
}

/** Whether a person has approved what waits for one, after it began to wait. */
function confirmedSince({ metadata }: KubeObject, start = ''): boolean {
  const approved =
    metadata.annotations?.['argocd.argoproj.io/deletion-approved'];
  return Date.parse(approved ?? '') >= Date.parse(start);
}

function seconds(duration: string): number {
  const units: Record<string, number> = { s: 1, m: 60, h: 3600 };
  const parts = [...duration.matchAll(/([\d.]+)([smh])/g)];
  return parts.reduce((sum, [, n, unit]) => sum + Number(n) * units[unit], 0);
}
