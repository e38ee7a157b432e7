import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../KubeObject';
import { Application, OperationState, SyncResource } from './Application';
import { compareApplication, Surroundings } from './compareApplication';
import { confirmedSince } from './options';
import { syncOnce } from './syncOnce';

/** Does what `.operation` asks for, with its retries, and keeps `status.operationState` and the history. */
export async function runOperation(
  app: Application,
  argo: Surroundings,
): Promise<void> {
  const { home } = argo;
  const { operation = {}, spec, status } = app;
  const { source = { repoURL: '' }, revisionHistoryLimit = 10 } = spec;
  const { limit = 0, backoff = {} } = operation.retry ?? {};
  const startedAt = now();
  const state: OperationState = { operation, phase: 'Running', startedAt };
  const write = (change: object, more?: object, history?: object[]) => {
    const operationState = Object.assign(state, change);
    const past = history && { history };
    return home.patch(app, { ...more, status: { operationState, ...past } });
  };
  const stopped = () =>
    home.live(app).status?.operationState?.phase === 'Terminating';
  await home.patch(app, { status: { operationState: null } });
  await write({});
  for (let retryCount = 0; ; retryCount++) {
    const resources: SyncResource[] = [];
    const revision = { ...operation.sync }.revision ?? '';
    const syncResult = { revision, source, resources };
    const attempt = async () => {
      const found = await compareApplication(app, argo, revision || undefined);
      syncResult.revision = found.revision ?? revision;
      const bad = found.conditions.find(({ type }) => type.endsWith('Error'));
      if (bad) {
        throw new Error(`${bad.type}: ${bad.message}`);
      }
      const shared = found.conditions.find(
        ({ type }) => type === 'SharedResourceWarning',
      );
      const { syncOptions = [] } = spec.syncPolicy ?? {};
      if (shared && syncOptions.includes('FailOnSharedResource=true')) {
        throw new Error(`Shared resource found: ${shared.message}`);
      }
      const only = operation.sync?.resources;
      found.tasks = found.tasks.filter(
        ({ status: { group = '', kind, name } }) =>
          (only ?? [{ group, kind, name }]).some(
            one =>
              one.kind === kind &&
              one.name === name &&
              (one.group ?? '') === group,
          ),
      );
      const report = async (message: string) => {
        if (stopped()) {
          return true;
        }
        if (message !== state.message) {
          await write({ message, syncResult });
        }
        return false;
      };
      const confirmed = () => confirmedSince(home.live(app), startedAt);
      const serverSide = syncOptions.includes('ServerSideApply=true');
      const options = { ...operation.sync, serverSide, report, confirmed };
      return syncOnce(found, options, resources);
    };
    const { phase, message } = await attempt().then(
      good => ({ phase: 'Succeeded', message: good }),
      bad => ({ phase: 'Failed', message: String(bad.message) }),
    );
    const retried = retryCount ? ` (retried ${retryCount} times).` : '';
    const end = { phase, message: message + retried, finishedAt: now() };
    const terminated = { phase: 'Failed', message: 'Operation terminated' };
    if (stopped()) {
      Object.assign(end, terminated);
    }
    if (
      stopped() ||
      (phase === 'Failed' && limit >= 0 && retryCount >= limit)
    ) {
      await write({ ...end, syncResult }, { operation: null });
      return;
    }
    if (phase === 'Succeeded') {
      const history = [...(status?.history ?? [])];
      const entry = {
        id: (history[history.length - 1]?.id ?? -1) + 1,
        revision: syncResult.revision,
        source,
        deployStartedAt: startedAt,
        deployedAt: now(),
        initiatedBy: operation.initiatedBy ?? {},
      };
      if (!operation.sync?.dryRun) {
        history.push(entry);
      }
      const kept = history.slice(-revisionHistoryLimit);
      await write({ ...end, syncResult }, { operation: null }, kept);
      return;
    }
    const { duration = '5s', factor = 2, maxDuration = '3m' } = backoff;
    const time = new Date().toLocaleTimeString('en', { timeStyle: 'short' });
    const next = `Retrying attempt #${retryCount + 1} at ${time}.`;
    const waiting = { message: `${message}. ${next}`, syncResult };
    await write({ ...waiting, retryCount: retryCount + 1 });
    const pause = seconds(duration) * factor ** retryCount;
    await sleep(1000 * Math.min(pause, seconds(maxDuration)));
  }
}

function seconds(duration: string): number {
  const units = new Map([...Object.entries({ s: 1, m: 60, h: 3600 })]);
  const parts = [...duration.matchAll(/([\d.]+)([smh])/g)];
  const amounts = parts.map(
    ([, n, unit]) => Number(n) * (units.get(unit) ?? 0),
  );
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
