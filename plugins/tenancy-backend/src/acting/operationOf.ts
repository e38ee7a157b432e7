import type { KubernetesObject } from '@groundwork/engine';
import type { SyncWish } from './Actor';

/**
 * `operation.sync` of an Application for a wish. Argo CD's controller takes the options of an operation as they are, so the
 * Application's own are among them.
 */
export function operationOf(
  object: KubernetesObject,
  { revision, prune, dryRun, force, resources }: SyncWish,
): Record<string, unknown> {
  const options = syncOptionsOf(object);
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(prune ? { prune } : {}),
    ...(dryRun ? { dryRun } : {}),
    ...(force ? { syncStrategy: { hook: { force } } } : {}),
    ...(resources ? { resources } : {}),
    ...(options.length > 0 ? { syncOptions: options } : {}),
  };
}

function syncOptionsOf({ spec }: KubernetesObject): unknown[] {
  const { syncPolicy } = Object(spec) as {
    syncPolicy?: { syncOptions?: unknown };
  };
  const options = syncPolicy?.syncOptions;
  return Array.isArray(options) ? options : [];
}
