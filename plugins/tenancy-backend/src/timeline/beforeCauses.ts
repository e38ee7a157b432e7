import {
  type Cause,
  JUST_BEFORE,
  justBefore,
  severityRank,
} from '@groundwork/engine';
import { isWorse } from './changesOf';
import type { StoredChange } from './ChangeStore';
import type { Trouble } from './Troubles';

/** A cause with when it began, and what changed just before. */
interface DatedCause {
  cause: Cause;
  since?: number;
  before?: StoredChange;
}

/**
 * Finds what changed just before each cause: before the state of one of its things got worse as the timeline saw it, else before
 * the time that the cluster names, else before its environment got into trouble. A change is told at one cause only, the worst
 * first.
 *
 * @param recent - the tenant's last changes, newest first
 */
export function beforeCauses(
  causes: readonly Cause[],
  troubles: readonly Trouble[],
  recent: readonly StoredChange[],
): DatedCause[] {
  const told = new Set<string>();
  const tell = (before: StoredChange | undefined) => {
    const isNew = before !== undefined && !told.has(before.id);
    if (isNew) {
      told.add(before.id);
    }
    return isNew ? { before } : {};
  };
  return causes.map(cause => {
    const isBroken = [cause, ...cause.follows].some(
      ({ state }) => severityRank(state) < severityRank('Unknown'),
    );
    if (!isBroken || cause.isWarning) {
      return { cause };
    }
    const broke = brokeWith(cause, recent);
    if (broke) {
      const since = Math.min(broke.at, cause.since ?? Infinity);
      return {
        cause,
        since,
        ...tell(stored(justBefore(broke, recent), recent)),
      };
    }
    if (cause.since !== undefined) {
      const { since, environments, id } = cause;
      const begun = { key: id, at: since, environments };
      const found = stored(justBefore(begun, recent), recent);
      if (found) {
        return { cause, ...tell(found) };
      }
    }
    const trouble = troubles.find(
      ({ environment, at, before }) =>
        cause.environments.includes(environment) &&
        !told.has(before.id) &&
        (cause.since === undefined ||
          Math.abs(cause.since - at) <= JUST_BEFORE),
    );
    return trouble
      ? {
          cause,
          since: cause.since ?? trouble.at,
          ...tell(trouble.before),
        }
      : { cause };
  });
}

/** When the first of its things got worse, of those that did not get better since. */
function brokeWith(
  cause: Cause,
  recent: readonly StoredChange[],
): StoredChange | undefined {
  const names = new Set(
    [...cause.findings, ...cause.follows].flatMap(
      ({ ref, title, environments }) =>
        ref
          ? environments.flatMap(environment => [
              `${environment}|${ref.kind}/${ref.name}`,
              `${environment}|${ref.kind}/${title}`,
            ])
          : [],
    ),
  );
  const seen = new Set<string>();
  let first: StoredChange | undefined;
  for (const change of recent) {
    const { subject, environments, event } = change;
    const key = `${environments.join()}|${subject?.kind}/${subject?.name}`;
    const isNewest = event === 'became' && subject && !seen.has(key);
    if (isNewest) {
      seen.add(key);
    }
    if (isNewest && names.has(key) && isWorse(change)) {
      first = change;
    }
  }
  return first;
}

function stored(
  change: { key: string } | undefined,
  recent: readonly StoredChange[],
): StoredChange | undefined {
  return change && recent.find(({ key }) => key === change.key);
}
