import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import type { Trouble, Way } from '../Trouble';

const notFound =
  /unable to resolve '[^']*' to a commit SHA|couldn't find remote ref|(unknown|bad) revision|revision .{0,80}(not found|does not exist)/i;

/** An Application of a revision that its repository has not: what it deployed last, or the default branch. */
export function* revisionNotFound(context: FixContext): Iterable<Trouble> {
  for (const row of context.statuses?.sync?.environments ?? []) {
    for (const application of row.applications) {
      const { ref, why, native, history = [] } = application;
      const request = notFound.test([why, ...native].join(' '))
        ? context.makerOf(ref)
        : undefined;
      if (request?.kind === 'Application') {
        yield {
          code: 'RevisionNotFound',
          message: `Application/${ref.name}: ${why}`,
          environment: row.environment,
          subjects: [ref],
          ways: waysOf(request, row.environment, history),
        };
      }
    }
  }
}

function waysOf(
  request: NonNullable<ReturnType<FixContext['makerOf']>>,
  environment: string,
  history: ReadonlyArray<{ revisions: string[] }>,
): Way[] {
  const own = ['overrides', environment, 'sources'];
  const at = valueAt(request.spec, own) === undefined ? ['sources'] : own;
  const sources = valueAt(request.spec, at);
  // Of several sources it is not known which one has not got it.
  if (!Array.isArray(sources) || sources.length !== 1) {
    return [];
  }
  const field = [...at, 0, 'revision'];
  const present = valueAt(request.spec, field);
  const last = history[0]?.revisions[0];
  const spec = request.spec as Record<string, unknown>;
  return [
    ...(last && /^[0-9a-f]{40}$/.test(last) && last !== present
      ? [
          {
            title: `Use ${last.slice(0, 7)}, which was deployed last`,
            request,
            to: withValue(spec, field, last),
          },
        ]
      : []),
    ...(present === 'HEAD' || valueAt(sources[0], ['chart']) !== undefined
      ? []
      : [
          {
            title: 'Use the default branch',
            request,
            to: withValue(spec, field, 'HEAD'),
          },
        ]),
  ];
}
