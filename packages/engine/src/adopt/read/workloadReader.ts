import { containerResources } from '../../capabilities/workload/resources';
import { KubernetesObject } from '../../model';
import { at, Fields, fieldsOf, listOf, textOf } from '../../model/fields';
import { given, Reader, Reading } from './Reading';

/** A Deployment with what stands beside it, as a Workload request. */
export const workloadReader: Reader = {
  request: 'Workload',
  kinds: [{ group: 'apps', kind: 'Deployment' }],
  overridable: {
    fields: ['image', 'resources'],
    either: ['replicas', 'autoscale'],
    maps: ['env'],
  },
  read(object, reading) {
    const selector = fieldsOf(at(object.spec, 'selector', 'matchLabels'));
    const pod = fieldsOf(at(object.spec, 'template', 'spec'));
    const containers = listOf(pod.containers);
    const [container] = containers;
    // Selectors can't be changed, so no request makes one of another's.
    if (
      selector['app.kubernetes.io/managed-by'] !== 'groundwork' ||
      containers.length !== 1 ||
      at(container, 'image') === undefined
    ) {
      return undefined;
    }
    const env = variables(container);
    const volumes = volumesOf(pod, container);
    if (env === undefined || volumes === undefined) {
      return undefined;
    }
    const { name } = object.metadata;
    const priorityClass = textOf(pod.priorityClassName);
    return given({
      image: container.image,
      command: container.command,
      args: container.args,
      ports: portsOf(container, reading.find('', 'Service', name)),
      ...scaleOf(object, reading),
      resources: resourcesOf(container, reading),
      env,
      secrets: listOf(container.envFrom).map(each =>
        at(each, 'secretRef', 'name'),
      ),
      ...volumes,
      imagePullSecrets: listOf(pod.imagePullSecrets).map(each => each.name),
      probes: given({
        liveness: probeOf(container.livenessProbe, false),
        readiness: probeOf(container.readinessProbe, true),
        startup: probeOf(container.startupProbe, false),
      }),
      readOnlyRootFilesystem:
        at(container, 'securityContext', 'readOnlyRootFilesystem') !== false,
      runAsUser: at(pod, 'securityContext', 'runAsUser'),
      priorityClass:
        priorityClass === reading.tier.priorityClasses[0]
          ? undefined
          : priorityClass,
      terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds ?? 30,
      restartOnRotation:
        object.metadata.annotations?.['secret.reloader.stakater.com/reload'] !==
        undefined,
    });
  },
};

function variables(container: Fields): Record<string, unknown> | undefined {
  const list = listOf(container.env);
  return list.some(({ valueFrom }) => valueFrom !== undefined)
    ? undefined
    : Object.fromEntries(
        list.map(({ name, value }) => [String(name), value ?? '']),
      );
}

function portsOf(container: Fields, service: KubernetesObject | undefined) {
  const served = listOf(at(service?.spec, 'ports'));
  return listOf(container.ports).map(({ name, containerPort, protocol }) => {
    const own = served.find(each => each.name === name);
    return given({
      name,
      port: containerPort,
      servicePort: own?.port === containerPort ? undefined : own?.port,
      protocol: protocol ?? 'TCP',
      appProtocol: own?.appProtocol,
    });
  });
}

/** Who scales: the number itself, an autoscaler, or a ScaledObject, which is a request of its own. */
function scaleOf(object: KubernetesObject, reading: Reading): Fields {
  const { name } = object.metadata;
  const scaler = reading.find('autoscaling', 'HorizontalPodAutoscaler', name);
  if (scaler && scaler.metadata.ownerReferences === undefined) {
    const percent = (resource: string) =>
      at(
        listOf(at(scaler.spec, 'metrics')).find(
          each => at(each, 'resource', 'name') === resource,
        ),
        'resource',
        'target',
        'averageUtilization',
      );
    return {
      autoscale: given({
        min: at(scaler.spec, 'minReplicas') ?? 1,
        max: at(scaler.spec, 'maxReplicas'),
        cpu: percent('cpu'),
        memory: percent('memory'),
        scaleDownAfter: at(
          scaler.spec,
          'behavior',
          'scaleDown',
          'stabilizationWindowSeconds',
        ),
      }),
    };
  }
  const isScaled = reading
    .list('keda.sh', 'ScaledObject')
    .some(each => at(each.spec, 'scaleTargetRef', 'name') === name);
  return isScaled ? {} : { replicas: at(object.spec, 'replicas') ?? 1 };
}

function resourcesOf(container: Fields, { tier }: Reading) {
  const side = (name: 'requests' | 'limits') => {
    const amounts = fieldsOf(at(container, 'resources', name));
    return given({
      cpu: amounts.cpu,
      memory: amounts.memory,
      ephemeralStorage: amounts['ephemeral-storage'],
    });
  };
  const own = { requests: side('requests'), limits: side('limits') };
  const usual = containerResources(
    { resources: { requests: {}, limits: {} } },
    tier,
  );
  return JSON.stringify(own) === JSON.stringify(usual) ? {} : own;
}

function volumesOf(pod: Fields, container: Fields) {
  const mounts = listOf(container.volumeMounts);
  const pathOf = (name: unknown) =>
    mounts.find(mount => mount.name === name)?.mountPath;
  const writable: Fields[] = [];
  const secretFiles: Fields[] = [];
  for (const volume of listOf(pod.volumes)) {
    const path = pathOf(volume.name);
    const secret = at(volume, 'secret', 'secretName');
    if (path !== undefined && volume.emptyDir !== undefined) {
      writable.push(given({ path, size: at(volume, 'emptyDir', 'sizeLimit') }));
    } else if (path !== undefined && secret !== undefined) {
      secretFiles.push({ secret, path });
    } else {
      return undefined;
    }
  }
  return { writable, secretFiles };
}

const timing = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'failureThreshold',
];

function probeOf(value: unknown, isReadiness: boolean) {
  if (value === undefined) {
    return undefined;
  }
  const probe = fieldsOf(value);
  const http = fieldsOf(probe.httpGet);
  // Of the others a server only takes 1.
  const fields = isReadiness ? [...timing, 'successThreshold'] : timing;
  return given({
    http:
      probe.httpGet === undefined
        ? undefined
        : given({ path: http.path, port: http.port, scheme: http.scheme }),
    tcp: probe.tcpSocket,
    grpc:
      probe.grpc === undefined
        ? undefined
        : given({
            port: at(probe, 'grpc', 'port'),
            service: textOf(at(probe, 'grpc', 'service')),
          }),
    exec: probe.exec,
    ...Object.fromEntries(fields.map(field => [field, probe[field]])),
  });
}
