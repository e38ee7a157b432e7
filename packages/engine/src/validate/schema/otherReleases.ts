import { Report, Violation } from '../violation';
import { ServedKind } from './servedKind';

/**
 * What other releases and channels of a definition take, by `apiVersion|kind`: the code of the violation and the field, with the
 * value or the message of the rule where it is about one. `NotAllowed spec.rules[].filters[].type ExternalAuth`.
 *
 * @public
 */
export type OtherReleases = Readonly<Record<string, readonly string[]>>;

/**
 * A kind of which nobody asked the cluster what release and channel it has: what one of them takes is no error.
 *
 * @param release - the one that the kind is of
 */
export function ofAnyRelease(
  kind: ServedKind,
  others: OtherReleases,
  release = 'the newest release',
): ServedKind {
  const key = `${kind.apiVersion}|${kind.kind}`;
  const taken = new Set(Object.hasOwn(others, key) ? others[key] : []);
  return taken.size === 0
    ? kind
    : {
        ...kind,
        check: (object, report) =>
          kind.check(object, milder(report, taken, release)),
      };
}

function milder(
  report: Report,
  taken: ReadonlySet<string>,
  release: string,
): Report {
  return violation =>
    report(
      keysOf(violation).some(key => taken.has(key))
        ? {
            ...violation,
            severity: 'warning',
            problem: `${violation.problem} in ${release}; another release or channel accepts it, and which one is installed is not known`,
          }
        : violation,
    );
}

function keysOf({ code, field, given, problem }: Violation): string[] {
  const place = `${code} ${field.replace(/\[[^\]]*\]/g, '[]')}`;
  const rule = /^breaks a rule: ([^]*)$/.exec(problem)?.[1];
  const value = typeof given === 'object' ? undefined : String(given);
  return [place, `${place} ${rule ?? value}`];
}
