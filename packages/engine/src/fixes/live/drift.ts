import type { FieldDrift, ObjectDrift } from '../../model';
import type { FixContext } from '../FixContext';
import { withValue } from '../fieldPlace';
import type { Trouble } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

/** What was changed in a cluster and a request can say: the cluster's values, written into the request. */
export function* driftKept(context: FixContext): Iterable<Trouble> {
  for (const { environment, objects } of context.statuses?.drift ?? []) {
    for (const object of objects) {
      const { ref, state, layer } = object;
      const place =
        state === 'differs' && layer === 'tenant'
          ? WorkloadPlace.of(context, ref, environment)
          : undefined;
      const to = place && kept(place, object);
      if (place && to) {
        const fields = changed(object).map(({ path }) => lastField(path));
        yield {
          code: 'Drift',
          message: `${ref.kind}/${ref.name} differs from Git: ${fields.join(
            ', ',
          )}`,
          environment,
          subjects: [ref],
          ways: [
            {
              title: `Keep what the cluster has: ${changed(object)
                .map(
                  ({ path, cluster }) =>
                    `${lastField(path)} ${
                      'text' in cluster ? cluster.text : ''
                    }`,
                )
                .join(', ')}`,
              request: place.request,
              to,
            },
          ],
        };
      }
    }
  }
}

function changed({ fields }: ObjectDrift): FieldDrift[] {
  return fields.filter(({ kind }) => kind === 'changed');
}

/** The spec with all changed fields; undefined as soon as one of them is nothing that a request says. */
function kept(
  place: WorkloadPlace,
  object: ObjectDrift,
): Record<string, unknown> | undefined {
  const fields = changed(object);
  if (
    fields.length === 0 ||
    (object.furtherFields ?? 0) > 0 ||
    fields.length !== object.fields.filter(isTold).length
  ) {
    return undefined;
  }
  let spec: Record<string, unknown> | undefined = place.request.spec as Record<
    string,
    unknown
  >;
  for (const field of fields) {
    spec = spec && withField(place, spec, object.ref, field);
  }
  return spec;
}

function isTold({ kind }: FieldDrift): boolean {
  return kind !== 'ignored';
}

function withField(
  place: WorkloadPlace,
  spec: Record<string, unknown>,
  { kind, name }: ObjectDrift['ref'],
  { path, cluster }: FieldDrift,
): Record<string, unknown> | undefined {
  // A text that was cut is no value.
  if (!('text' in cluster) || cluster.text.endsWith('…')) {
    return undefined;
  }
  const { text } = cluster;
  const { request } = place;
  // Fields of one block are written together, each on top of the last.
  const here = WorkloadPlace.withSpec(place, spec);
  const put = (field: string, value: unknown) =>
    here.written(spec, field, value);
  if (kind === 'Deployment') {
    const container = `spec.template.spec.containers[name=${name}]`;
    if (path === 'spec.replicas' && /^\d{1,4}$/.test(text)) {
      return put('replicas', Number(text));
    }
    if (path === `${container}.image`) {
      return put('image', text);
    }
    const [, side, amount] =
      new RegExp(
        `^${escaped(
          container,
        )}\\.resources\\.(requests|limits)\\.(cpu|memory)$`,
      ).exec(path) ?? [];
    if (side && amount) {
      return put(
        'resources',
        withValue(Object(here.get('resources')), [side, amount], text),
      );
    }
    const [, variable] =
      new RegExp(
        `^${escaped(
          container,
        )}\\.env\\[name=([A-Za-z_][A-Za-z0-9_]*)\\]\\.value$`,
      ).exec(path) ?? [];
    if (variable && Object.hasOwn(here.merged('env'), variable)) {
      return put('env', { ...here.own('env'), [variable]: text });
    }
  }
  const bounds: Record<string, string> = {
    'spec.minReplicas': 'min',
    'spec.maxReplicas': 'max',
  };
  if (
    kind === 'HorizontalPodAutoscaler' &&
    Object.hasOwn(bounds, path) &&
    /^\d{1,4}$/.test(text) &&
    name === request.metadata.name
  ) {
    return put(
      'autoscale',
      withValue(Object(here.get('autoscale')), [bounds[path]], Number(text)),
    );
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function lastField(path: string): string {
  const [, variable] = /\.env\[name=(\w+)\]\.value$/.exec(path) ?? [];
  return variable ?? path.split('.').slice(-1)[0];
}
