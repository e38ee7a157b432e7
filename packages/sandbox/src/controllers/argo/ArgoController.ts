import { setTimeout as sleep } from 'node:timers/promises';
import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { KubeObject, now } from '../KubeObject';
import { mergePatch } from '../mergePatch';
import {
  Application,
  Condition,
  OperationState,
  SyncResource,
} from './Application';
import { reconcileApplicationSets } from './applicationSets';
import { compareApplication, Comparison } from './compareApplication';
import { Destinations } from './Destinations';
import { hasOption, syncOnce } from './syncOnce';

const refresh = 'argocd.argoproj.io/refresh';

/** A small Argo CD for one cluster: its Applications, AppProjects and ApplicationSets, over the Kubernetes API only. */
export class ArgoController {
  readonly destinations: Destinations;
  readonly #operating = new Set<string>();

  constructor(
    readonly home: Cluster,
    readonly git: GitRepositories,
    readonly onChange: () => void,
    readonly log: (line: string) => void,
  ) {
    this.destinations = new Destinations(home, 'argocd', onChange);
  }

  /** Looks at everything once and does what is due. */
  async reconcile(): Promise<void> {
    await reconcileApplicationSets(this.home, this.git, 'argocd');
    const apps = await this.home.list<Application>(
      'argoproj.io/v1alpha1',
      'Application',
    );
    const ours = apps.filter(({ metadata }) => metadata.namespace === 'argocd');
    await Promise.all(ours.map(app => this.#application(app)));
  }

  async #application(app: Application): Promise<void> {
    const {
      metadata: { name, annotations, deletionTimestamp },
      status: old = {},
    } = app;
    const comparison = await compareApplication(app, this);
    if (deletionTimestamp) return this.#finalize(app, comparison);
    if (app.operation && !this.#operating.has(name)) {
      this.#operating.add(name);
      const done = this.#operate(app).catch(error =>
        this.log(`sync of ${name}: ${error.message}`),
      );
      void done.then(() => {
        this.#operating.delete(name);
        this.onChange();
      });
    }
    const busy = this.#operating.has(name);
    const automatic = busy ? {} : autoSync(app, comparison);
    if (automatic.problem)
      comparison.conditions.push({
        type: 'SyncError',
        message: automatic.problem,
      });
    const asked = annotations?.[refresh] && {
      metadata: { annotations: { [refresh]: null } },
    };
    const change = mergePatch(old, { ...old, ...statusOf(app, comparison) });
    const age = Date.now() - Date.parse(old.reconciledAt ?? '0');
    // In the middle of a sync every object would be news.
    const due = change ? age > 1000 || !busy : age > 180_000;
    if (!due && !asked && !automatic.operation) return;
    const patch = {
      ...asked,
      ...automatic,
      status: { ...change, reconciledAt: now() },
    };
    await this.home
      .patch(app, { ...patch, problem: undefined })
      .catch(error => this.log(`${name}: ${error.message}`));
  }

  async #operate(app: Application) {
    const {
      operation = {},
      spec: { source = { repoURL: '' }, revisionHistoryLimit = 10 },
      status,
    } = app;
    const {
      limit = 0,
      backoff: { duration = '5s', factor = 2, maxDuration = '3m' } = {},
    } = operation.retry ?? {};
    const startedAt = now();
    const state: OperationState = { operation, phase: 'Running', startedAt };
    const write = (change: Partial<OperationState>, more?: object) =>
      this.home.patch(app, {
        ...more,
        status: {
          operationState: Object.assign(state, change),
          ...(more && 'status' in more ? (more.status as object) : {}),
        },
      });
    const stopped = () =>
      this.home.live(app).status?.operationState?.phase === 'Terminating';
    await this.home.patch(app, { status: { operationState: null } });
    await write({});
    for (let retryCount = 0; ; retryCount++) {
      const comparison = await compareApplication(
        app,
        this,
        operation.sync?.revision,
      );
      const only = operation.sync?.resources;
      const selected = comparison.tasks.filter(
        ({ status: one }) =>
          !only ||
          only.some(
            ({ group = '', kind, name }) =>
              kind === one.kind &&
              name === one.name &&
              group === (one.group ?? ''),
          ),
      );
      const { revision = '', conditions } = comparison;
      const broken = conditions.find(({ type }) => type.endsWith('Error'));
      const resources: SyncResource[] = [];
      const syncResult = { revision, source, resources };
      const options = {
        ...operation.sync,
        confirmed: () => confirmedSince(this.home.live(app), startedAt),
        report: async (message: string) => {
          if (stopped()) return true;
          if (message !== state.message) await write({ message, syncResult });
          return false;
        },
      };
      const attempt = broken
        ? Promise.reject(new Error(`${broken.type}: ${broken.message}`))
        : syncOnce({ ...comparison, tasks: selected }, options, resources);
      const [phase, message] = await attempt.then(
        good => ['Succeeded', good],
        bad => ['Failed', bad.message],
      );
      const retried =
        retryCount && phase === 'Failed'
          ? ` (retried ${retryCount} times).`
          : '';
      const end = {
        phase,
        message: message + retried,
        syncResult,
        finishedAt: now(),
      };
      if (stopped())
        return write(
          { ...end, phase: 'Failed', message: 'Operation terminated' },
          { operation: null },
        );
      if (phase === 'Succeeded') {
        const past = status?.history ?? [];
        const id = (past[past.length - 1]?.id ?? -1) + 1;
        const entry = {
          id,
          revision,
          source,
          deployStartedAt: startedAt,
          deployedAt: now(),
          initiatedBy: operation.initiatedBy ?? {},
        };
        const history = operation.sync?.dryRun
          ? past
          : [...past, entry].slice(-revisionHistoryLimit);
        return write(end, { operation: null, status: { history } });
      }
      if (limit >= 0 && retryCount >= limit)
        return write(end, { operation: null });
      const time = new Date().toLocaleTimeString('en', { timeStyle: 'short' });
      await write({
        retryCount: retryCount + 1,
        syncResult,
        message: `${message}. Retrying attempt #${retryCount + 1} at ${time}.`,
      });
      await sleep(
        1000 *
          Math.min(
            seconds(duration) * factor ** retryCount,
            seconds(maxDuration),
          ),
      );
    }
  }

  /** Deletes what the Application made, if its finalizer says so, and lets it go. */
  async #finalize(
    app: Application,
    { tasks, destination, conditions }: Comparison,
  ) {
    const { finalizers = [], deletionTimestamp } = app.metadata;
    const others = finalizers.filter(
      name => !name.startsWith('resources-finalizer.argocd.argoproj.io'),
    );
    // Without an answer of the cluster nobody knows what is left there.
    if (
      others.length === finalizers.length ||
      conditions.some(({ type }) => type === 'ComparisonError')
    )
      return;
    const doomed = tasks.flatMap(({ live }) =>
      live && !hasOption(live, 'Delete=false') ? [live] : [],
    );
    const asks = doomed.some(live => hasOption(live, 'Delete=confirm'));
    if (asks && !confirmedSince(app, deletionTimestamp)) return;
    for (const object of doomed)
      await destination?.cluster.client.delete(object);
    if (!doomed.length)
      await this.home
        .patch(app, { metadata: { finalizers: others } })
        .catch(() => {});
  }
}

/** The operation that automated sync asks for now, or why it does not. */
function autoSync(
  app: Application,
  { sync, tasks, revision = '' }: Comparison,
) {
  const { automated, retry = { limit: 5 } } = app.spec.syncPolicy ?? {};
  const last = app.status?.operationState;
  if (
    !automated ||
    automated.enabled === false ||
    app.operation ||
    sync !== 'OutOfSync'
  )
    return {};
  const { prune = false, selfHeal, allowEmpty } = automated;
  const onlyPrunes = tasks.every(
    ({ status }) => status.status === 'Synced' || status.requiresPruning,
  );
  if (onlyPrunes && !prune) return {};
  const attempted =
    last?.syncResult?.revision === revision &&
    !mergePatch(last.syncResult.source, app.spec.source ?? {});
  if (attempted && last?.phase !== 'Succeeded')
    return {
      problem: `Failed last sync attempt to ${revision}: ${last?.message}`,
    };
  if (
    attempted &&
    (!selfHeal || Date.now() - Date.parse(last?.finishedAt ?? '') < 2000)
  )
    return {};
  if (!allowEmpty && tasks.every(({ status }) => status.requiresPruning))
    return {
      problem: `Skipping sync attempt to ${revision}: auto-sync will wipe out all resources`,
    };
  return {
    operation: {
      initiatedBy: { automated: true },
      retry,
      sync: { prune, revision },
    },
  };
}

function statusOf(
  { spec, status: old, metadata }: Application,
  { sync, health, revision, tasks, conditions }: Comparison,
) {
  const { source, destination } = spec;
  const since =
    old?.health?.status === health ? old.health.lastTransitionTime : now();
  const images = tasks.flatMap(
    ({ live }) =>
      JSON.stringify(live?.kind === 'Deployment' ? live.spec : '').match(
        /(?<="image":")[^"]+/g,
      ) ?? [],
  );
  const known = ({ type, message }: Condition) =>
    old?.conditions?.find(one => one.type === type && one.message === message);
  return {
    sync: {
      status: sync,
      ...(revision && { revision }),
      comparedTo: { source, destination },
    },
    health: { status: health, lastTransitionTime: since },
    // What was there is worth more than nothing while nobody knows.
    resources:
      sync === 'Unknown' ? old?.resources : tasks.map(({ status }) => status),
    conditions: conditions.map(
      one => known(one) ?? { ...one, lastTransitionTime: now() },
    ),
    summary: { images: [...new Set(images)] },
    sourceType: 'Directory',
    controllerNamespace: metadata.namespace,
  };
}

/** Whether a person has approved what waits for one, after it began to wait. */
function confirmedSince({ metadata }: KubeObject, start = ''): boolean {
  const approved =
    metadata.annotations?.['argocd.argoproj.io/deletion-approved'];
  return Date.parse(approved ?? '') >= Date.parse(start);
}

function seconds(duration: string): number {
  const units = new Map([
    ['s', 1],
    ['m', 60],
    ['h', 3600],
  ]);
  const parts = [...duration.matchAll(/([\d.]+)([smh])/g)];
  return parts.reduce(
    (sum, [, n, unit]) => sum + Number(n) * (units.get(unit) ?? 0),
    0,
  );
}
