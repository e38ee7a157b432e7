import type { KubernetesObject } from '@groundwork/engine';

interface Status {
  sync?: { revision?: unknown };
  history?: unknown;
}

function statusOf({ status }: KubernetesObject): Status {
  return Object(status);
}

/** The commit that Argo CD compared last: the head of what the Application follows, as it knows it. */
export function comparedRevision(object: KubernetesObject): string | undefined {
  const revision = statusOf(object).sync?.revision;
  return typeof revision === 'string' && revision !== '' ? revision : undefined;
}

/** Revisions of the Application's history, newest first, each once. */
export function earlierRevisions(
  object: KubernetesObject,
): Array<{ revision: string; at?: number }> {
  const { history } = statusOf(object);
  const found = new Map<string, { revision: string; at?: number }>();
  for (const entry of Array.isArray(history) ? history.toReversed() : []) {
    const { revision, deployedAt } = Object(entry);
    const at = Date.parse(String(deployedAt));
    if (typeof revision === 'string' && !found.has(revision)) {
      found.set(revision, {
        revision,
        ...(Number.isFinite(at) ? { at } : {}),
      });
    }
  }
  return [...found.values()];
}
