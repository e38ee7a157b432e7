import { Finding, KubernetesObject, refKey, refOf } from '../../model';
import { namespaceName } from '../../names';
import { Environment, Platform } from '../../platform';
import { PlannedObjects, watchedKinds } from '../../snapshot';
import { fieldsOf, textOf } from '../../snapshot/fields';
import { YamlError, commandLimits, readYamlDocuments } from '../../yaml';
import { Located } from '../located';

/** The objects of a tree by the cluster that will hold them, and where each stands. */
export interface TreeObjects {
  planned: PlannedObjects[];
  /** By the key of the object's reference. */
  places: ReadonlyMap<string, { path: string; line: number }>;
  /** Files that are no YAML. */
  findings: Located[];
}

/** Reads the manifests of a tree: what Argo CD would apply, and where to. */
export function treeObjects(
  files: ReadonlyMap<string, string>,
  platform: Platform,
): TreeObjects {
  const clusters = new Map<string, KubernetesObject[]>();
  const places = new Map<string, { path: string; line: number }>();
  const findings: Located[] = [];
  for (const [path, text] of files) {
    const target = targetOf(path, platform);
    if (target) {
      for (const { value, line } of documents(path, text, findings)) {
        const object = objectOf(value, target.namespace);
        if (object) {
          const list = clusters.get(target.cluster) ?? [];
          list.push(object);
          clusters.set(target.cluster, list);
          places.set(refKey(refOf(target.cluster, object)), { path, line });
        }
      }
    }
  }
  return {
    planned: [...clusters].map(([cluster, objects]) => ({ cluster, objects })),
    places,
    findings,
  };
}

interface Target {
  cluster: string;
  /** Where an object without a namespace goes. */
  namespace: string;
}

function targetOf(path: string, platform: Platform): Target | undefined {
  if (!/\.ya?ml$/.test(path)) {
    return undefined;
  }
  const find = (name: string): Environment | undefined =>
    platform.environments.find(environment => environment.name === name);
  const [root, first, second, third] = path.split('/');
  if (root === 'tenants') {
    const environment = find(second);
    return environment
      ? {
          cluster: environment.cluster,
          namespace: namespaceName(platform, first, environment.name),
        }
      : undefined;
  }
  const environment = root === 'platform' ? find(first) : undefined;
  if (!environment) {
    return undefined;
  }
  return third === 'argocd'
    ? {
        cluster: environment.argocd.cluster,
        namespace: environment.argocd.namespace,
      }
    : {
        cluster: environment.cluster,
        namespace: namespaceName(platform, second, environment.name),
      };
}

function documents(
  path: string,
  text: string,
  findings: Located[],
): Array<{ value: unknown; line: number }> {
  try {
    return readYamlDocuments(text, {
      dialect: 'kubernetes',
      limits: commandLimits,
    });
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    findings.push({ path, line: 1, finding: notYaml(path, error.message) });
    return [];
  }
}

function objectOf(value: unknown, home: string): KubernetesObject | undefined {
  const fields = fieldsOf(value);
  const metadata = fieldsOf(fields.metadata);
  const apiVersion = textOf(fields.apiVersion);
  const kind = textOf(fields.kind);
  const name = textOf(metadata.name);
  if (
    apiVersion === undefined ||
    kind === undefined ||
    name === undefined ||
    apiVersion.startsWith('kustomize.config.k8s.io/')
  ) {
    return undefined;
  }
  const namespaced = watchedKinds.some(
    known => known.kind === kind && known.namespaced,
  );
  const namespace =
    textOf(metadata.namespace) ?? (namespaced ? home : undefined);
  return {
    ...fields,
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      name,
      ...(namespace === undefined ? {} : { namespace }),
    },
  };
}

function notYaml(path: string, message: string): Finding {
  return {
    code: 'NotYaml',
    severity: 'error',
    subject: { cluster: 'git', group: '', kind: 'File', name: path },
    message: `The file is not YAML: ${message}`,
    fix: 'Correct the file, or render its request again.',
    mender: path.startsWith('tenants/') ? 'tenant' : 'platform',
    evidence: [],
  };
}
