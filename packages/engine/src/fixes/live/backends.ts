import { isKnown, type KubernetesObject } from '../../model';
import { at, listOf } from '../../model/fields';
import type { FixContext } from '../FixContext';
import { environmentOf } from '../environmentOf';
import { meantBy } from '../nearest';
import type { Trouble, Way } from '../Trouble';

interface Backend {
  service: string;
  port: number;
}

/** A route whose Service or port is not there: the Service that was meant, or a port that it has. */
export function* backendNotFound(context: FixContext): Iterable<Trouble> {
  const { findings = [], snapshot } = context.statuses ?? {};
  for (const finding of findings) {
    const { code, subject, message } = finding;
    const request =
      code === 'BackendNotFound' ? context.makerOf(subject) : undefined;
    const known = snapshot?.list({
      cluster: subject.cluster,
      group: '',
      kind: 'Service',
      ...(subject.namespace === undefined
        ? {}
        : { namespace: subject.namespace }),
    });
    if (request?.kind === 'Route' && known && isKnown(known)) {
      yield {
        code,
        message,
        ...environmentOf(context, subject),
        subjects: [subject],
        ways: backendsOf(request.spec).flatMap(backend =>
          waysOf(backend, known.value).map(
            ([title, next]): Way => ({
              title,
              request,
              to: replaced(
                request.spec as Record<string, unknown>,
                backend,
                next,
              ),
            }),
          ),
        ),
      };
    }
  }
}

function waysOf(
  { service, port }: Backend,
  services: readonly KubernetesObject[],
): Array<[string, Backend]> {
  const here = services.find(({ metadata }) => metadata.name === service);
  if (here) {
    const ports = portsOf(here);
    return ports.includes(port)
      ? []
      : ports
          .slice(0, 5)
          .map(other => [
            `Use port ${other} of Service ${service}`,
            { service, port: other },
          ]);
  }
  const names = services.map(({ metadata }) => metadata.name);
  return meantBy(service, names).flatMap((name): Array<[string, Backend]> => {
    const meant = services.find(({ metadata }) => metadata.name === name);
    const ports = meant ? portsOf(meant) : [];
    const fitting = ports.includes(port) ? [port] : ports.slice(0, 3);
    return fitting.map(other => [
      `Use Service ${name}:${other}`,
      { service: name, port: other },
    ]);
  });
}

function portsOf({ spec }: KubernetesObject): number[] {
  return listOf(at(spec, 'ports')).flatMap(({ port }) =>
    typeof port === 'number' ? port : [],
  );
}

/** The Services that a spec sends requests to in the tenant's own namespace, each once. */
function backendsOf(value: unknown, found: Backend[] = []): Backend[] {
  if (Array.isArray(value)) {
    value.forEach(each => backendsOf(each, found));
  } else if (typeof value === 'object' && value !== null) {
    const { service, port, namespace } = value as Record<string, unknown>;
    if (
      typeof service === 'string' &&
      typeof port === 'number' &&
      namespace === undefined &&
      !found.some(each => each.service === service && each.port === port)
    ) {
      found.push({ service, port });
    }
    Object.values(value).forEach(each => backendsOf(each, found));
  }
  return found;
}

function replaced<T>(value: T, from: Backend, to: Backend): T {
  if (Array.isArray(value)) {
    return value.map(each => replaced(each, from, to)) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { service, port, namespace } = value as Record<string, unknown>;
  if (
    service === from.service &&
    port === from.port &&
    namespace === undefined
  ) {
    return { ...value, ...to };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, replaced(each, from, to)]),
  ) as T;
}
