import { Refusals } from '../../request/Refusals';
import { objectName } from '../../names';
import { RouteSpec } from '../route/request';
import { WorkloadSpec } from '../workload/request';
import { ServiceSpec } from './request';

type ServiceSecret = ServiceSpec['secrets'][number];

/**
 * Name of an ExternalSecret of a service, which other services of the tenant don't get.
 */
export function secretName(service: string, secret: ServiceSecret): string {
  return objectName([service, secret.name]);
}

/**
 * The workload with the service's secrets in it.
 */
export function workloadSpec(name: string, spec: ServiceSpec): WorkloadSpec {
  const used = (use: ServiceSecret['use']) =>
    spec.secrets.filter(secret => secret.use === use);
  const target = (secret: ServiceSecret) =>
    secret.target.name ?? secretName(name, secret);
  const { workload } = spec;
  return {
    ...workload,
    secrets: [...workload.secrets, ...used('env').map(target)],
    secretFiles: [
      ...workload.secretFiles,
      ...used('files').map(secret => ({
        secret: target(secret),
        path: secret.path ?? `/secrets/${secret.name}`,
      })),
    ],
    imagePullSecrets: [
      ...workload.imagePullSecrets,
      ...used('pull').map(target),
    ],
  };
}

/**
 * The route with the workload's Service as the backend of rules that name none; undefined if it has no route.
 */
export function routeSpec(
  refusals: Refusals,
  name: string,
  spec: ServiceSpec,
): RouteSpec | undefined {
  const { route, workload } = spec;
  if (!route) {
    return undefined;
  }
  const port =
    route.port === undefined
      ? workload.ports[0]
      : workload.ports.find(candidate => candidate.name === route.port);
  if (!port) {
    refusals.add({
      code: 'UnknownPort',
      field:
        route.port === undefined ? 'spec.workload.ports' : 'spec.route.port',
      given: route.port,
      message: 'The workload has no port for the route.',
      fix: 'Add a port to the workload, or use one that it has.',
    });
    return undefined;
  }
  const backend = {
    service: name,
    port: port.servicePort ?? port.port,
    weight: 1,
  };
  switch (route.protocol) {
    case 'HTTP': {
      const { port: _, ...rest } = route;
      return {
        ...rest,
        rules: route.rules.map(rule =>
          rule.backends.length > 0 ||
          rule.filters?.some(filter => filter.type === 'RequestRedirect')
            ? rule
            : { ...rule, backends: [backend] },
        ),
      };
    }
    case 'GRPC': {
      const { port: _, ...rest } = route;
      return {
        ...rest,
        rules: route.rules.map(rule =>
          rule.backends.length > 0 ? rule : { ...rule, backends: [backend] },
        ),
      };
    }
    default: {
      const { port: _, ...rest } = route;
      return { ...rest, backends: [backend] };
    }
  }
}
