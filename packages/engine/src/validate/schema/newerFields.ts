import { groupOf } from '../../model';
import { fieldsOf } from '../../model/fields';
import { Report } from '../violation';
import { isBuiltInGroup } from './builtInGroups';
import { OpenApiDocument } from './openApi';
import { ServedKind } from './servedKind';

/** The release of the bundled built-in kinds. */
const RELEASE = 'Kubernetes 1.36';

/**
 * A built-in kind of which nobody asked the cluster what release it has: a field whose name no kind has, nor one like it, may be
 * one of a newer release. What is near to a name that there is, or is at the wrong place, is a mistake as before.
 *
 * @param documents - the documents of the release that is known
 */
export function ofNewerReleases(
  kind: ServedKind,
  documents: readonly OpenApiDocument[],
): ServedKind {
  if (!isBuiltInGroup(groupOf(kind.apiVersion))) {
    return kind;
  }
  return {
    ...kind,
    check: (object, report) =>
      kind.check(
        object,
        milder(report, () => namesOf(documents)),
      ),
  };
}

function milder(report: Report, names: () => ReadonlySet<string>): Report {
  return violation => {
    const { code, field } = violation;
    const name = code === 'UnknownField' && /[^.\]]+$/.exec(field)?.[0];
    report(
      !name || isLikeOne(name, names())
        ? violation
        : {
            ...violation,
            severity: 'warning',
            problem: `${violation.problem} in ${RELEASE}, the newest release known here`,
            fix: 'Remove it, unless your cluster has a newer release.',
          },
    );
  };
}

const known = new WeakMap<readonly OpenApiDocument[], ReadonlySet<string>>();

/** The names of all fields, in lower case. */
function namesOf(documents: readonly OpenApiDocument[]): ReadonlySet<string> {
  let names = known.get(documents);
  if (!names) {
    names = new Set(
      documents
        .flatMap(({ components }) => Object.values(components?.schemas ?? {}))
        .flatMap(schema => Object.keys(fieldsOf(fieldsOf(schema).properties)))
        .map(name => name.toLowerCase()),
    );
    known.set(documents, names);
  }
  return names;
}

function isLikeOne(name: string, names: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  const most = lower.length < 6 ? 1 : 2;
  return (
    names.has(lower) ||
    [...names].some(
      each =>
        Math.abs(each.length - lower.length) <= most &&
        distance(each, lower) <= most,
    )
  );
}

/** How many letters must be put in, left out or replaced to make one of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(
        Math.min(
          row[j] + 1,
          next[j - 1] + 1,
          row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length];
}
