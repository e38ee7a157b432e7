import { GitRepositories } from '../../git';
import { Cluster } from '../Cluster';
import { Manifest, now } from '../KubeObject';
import { mergePatch } from '../mergePatch';
import { Application } from './Application';
import { reconcileApplicationSets } from './applicationSets';
import { applicationStatus } from './applicationStatus';
import { autoSync } from './autoSync';
import { compareApplication, Comparison } from './compareApplication';
import { Destinations } from './Destinations';
import { confirmedSince, hasOption } from './options';
import { runOperation } from './runOperation';

const refresh = 'argocd.argoproj.io/refresh';
const skip = 'argocd.argoproj.io/skip-reconcile';

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
    const api = 'argoproj.io/v1alpha1';
    const apps = await this.home.list<Application>(api, 'Application');
    const ours = apps.filter(({ metadata }) => metadata.namespace === 'argocd');
    const tell = (name: string) => (error: Error) =>
      this.log(`${name}: ${error.message}`);
    const looks = ours.map(app =>
      this.#look(app).catch(tell(app.metadata.name)),
    );
    await Promise.all(looks);
  }

  async #look(app: Application): Promise<void> {
    const { name, annotations, deletionTimestamp } = app.metadata;
    if (annotations?.[skip] === 'true') {
      return;
    }
    const comparison = await compareApplication(app, this);
    if (deletionTimestamp) {
      await this.#finalize(app, comparison);
      return;
    }
    if (app.operation && !this.#operating.has(name)) {
      this.#operate(app);
    }
    const busy = this.#operating.has(name);
    const { operation, problem } = busy ? {} : autoSync(app, comparison);
    if (problem) {
      comparison.conditions.push({ type: 'SyncError', message: problem });
    }
    const old = app.status ?? {};
    const status = { ...old, ...applicationStatus(app, comparison) };
    const change = mergePatch(old, status);
    const age = Date.now() - Date.parse(old.reconciledAt ?? '0');
    const asked = annotations?.[refresh] !== undefined;
    // In the middle of a sync every object would be news.
    const due = change ? age > 1000 || !busy : age > 180_000;
    if (!due && !asked && !operation) {
      return;
    }
    await this.home.patch(app, {
      ...(asked && { metadata: { annotations: { [refresh]: null } } }),
      ...(operation && { operation }),
      status: { ...change, reconciledAt: now() },
    });
  }

  #operate(app: Application) {
    const { name } = app.metadata;
    this.#operating.add(name);
    runOperation(app, this)
      .catch(error => this.log(`sync of ${name}: ${error.message}`))
      .finally(() => {
        this.#operating.delete(name);
        this.onChange();
      });
  }

  /** Deletes what the Application made, if its finalizer says so, and lets it go. */
  async #finalize(app: Application, comparison: Comparison) {
    const { tasks, destination, conditions } = comparison;
    const { finalizers = [], deletionTimestamp } = app.metadata;
    const ours = 'resources-finalizer.argocd.argoproj.io';
    const others = finalizers.filter(name => !name.startsWith(ours));
    if (others.length === finalizers.length) {
      return;
    }
    // Without an answer of the cluster nobody knows what is left there.
    const away = conditions.find(({ type }) => type === 'ComparisonError');
    if (away) {
      await this.#tellDeletionError(app, away.message);
      return;
    }
    const doomed = tasks
      .map(({ live }) => live as Manifest)
      .filter(live => !hasOption(live, 'Delete=false'));
    const asks = doomed.some(live => hasOption(live, 'Delete=confirm'));
    if (asks && !confirmedSince(app, deletionTimestamp)) {
      return;
    }
    for (const object of doomed) {
      await destination?.cluster.client.delete(object);
    }
    if (doomed.length) {
      return;
    }
    await this.home.patch(app, { metadata: { finalizers: others } });
  }

  async #tellDeletionError(app: Application, message: string) {
    const type = 'DeletionError';
    const known = app.status?.conditions ?? [];
    if (known.some(one => one.type === type && one.message === message)) {
      return;
    }
    const condition = { type, message, lastTransitionTime: now() };
    const others = known.filter(one => one.type !== type);
    const conditions = [...others, condition];
    await this.home.patch(app, { status: { conditions } });
  }
}
