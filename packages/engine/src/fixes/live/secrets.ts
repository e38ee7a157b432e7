import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import { isTypo } from '../nearest';
import type { Trouble, Way } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

/** Pods that wait for a Secret that nothing makes, where one of nearly the same name is made. */
export function* secretNotThere(context: FixContext): Iterable<Trouble> {
  const { workloads, secrets } = context.statuses ?? {};
  for (const { ref, environment, troubles } of workloads?.workloads ?? []) {
    for (const { why } of troubles) {
      const [, name] =
        /^Secret (\S+) that it needs is not there$/.exec(why) ?? [];
      const place = name && WorkloadPlace.of(context, ref, environment);
      if (name && place) {
        const made = (secrets?.secrets ?? [])
          .filter(each => each.environment === environment)
          .map(({ secret }) => secret);
        yield {
          code: 'SecretNotFound',
          message: `${ref.kind}/${ref.name}: ${why}`,
          environment,
          subjects: [ref],
          ways: made
            .filter(other => isTypo(name, other))
            .map(
              (other): Way => ({
                title: `Use the Secret ${other}`,
                request: place.request,
                to: renamed(place, name, other),
                risk: 'restart',
              }),
            ),
        };
      }
    }
  }
}

/** The spec with the name of a Secret replaced wherever the workload uses it. */
function renamed(place: WorkloadPlace, from: string, to: string) {
  let spec = place.request.spec as Record<string, unknown>;
  for (const field of ['secrets', 'imagePullSecrets', 'secretFiles']) {
    const at = [...place.home, field];
    const list = valueAt(spec, at);
    if (Array.isArray(list)) {
      const next = list.map(each => {
        if (each === from) {
          return to;
        }
        return valueAt(each, ['secret']) === from
          ? { ...each, secret: to }
          : each;
      });
      spec = withValue(spec, at, next);
    }
  }
  return spec;
}

/** A path that the store does not have, where a secret of the tenant reads one of nearly the same name, and gets it. */
export function* pathNotThere(context: FixContext): Iterable<Trouble> {
  const all = context.statuses?.secrets?.secrets ?? [];
  for (const secret of all) {
    const request = secret.put && context.makerOf(secret.ref);
    if (!request || secret.state === 'Healthy') {
      continue;
    }
    const stores = secret.stores.map(({ name }) => name).join();
    const there = all
      .filter(
        other =>
          other.state === 'Healthy' &&
          other.environment === secret.environment &&
          other.stores.map(({ name }) => name).join() === stores,
      )
      .flatMap(({ paths }) => paths.map(({ path }) => path));
    const ways = secret.paths.flatMap(({ path }) =>
      [...new Set(there)]
        .filter(other => isTypo(path, other))
        .map(
          (other): Way => ({
            title: `Read ${other}`,
            request,
            to: withKeys(request.spec as Record<string, unknown>, path, other),
            risk: 'restart',
          }),
        ),
    );
    yield {
      code: 'SecretPathNotFound',
      message: `Secret ${secret.secret}: ${secret.why}`,
      environment: secret.environment,
      subjects: [secret.ref],
      ways,
    };
  }
}

/** All places where a path is read from changed to another one. Keys with placeholders keep them. */
function withKeys<T>(value: T, from: string, to: string): T {
  if (Array.isArray(value)) {
    return value.map(each => withKeys(each, from, to)) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) =>
      key === 'key' && each === from
        ? [key, to]
        : [key, withKeys(each, from, to)],
    ),
  ) as T;
}
