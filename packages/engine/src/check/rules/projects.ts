import { Finding, KubernetesObject, refOf } from '../../model';
import { wordsOf } from '../../names';
import { Environment } from '../../platform';
import { at, listOf, textOf, textsOf } from '../../snapshot/fields';
import { grouped } from '../../snapshot/grouped';
import { namespaceKind } from '../../status/gateway/kinds';
import { matchesGlob } from '../../status/glob';
import { CheckRun } from '../checkRun';
import { matchesDestination } from './projectRules';

const projectKind = { group: 'argoproj.io', kind: 'AppProject' };

/** An AppProject of a tenant that reaches further than the tenant: into other namespaces, or to cluster-wide kinds. */
export function* projects(run: CheckRun): Iterable<Finding> {
  const words = wordsOf(run.platform.prefix);
  for (const environment of run.environments) {
    const { cluster, namespace } = environment.argocd;
    for (const project of run.read(cluster, projectKind, namespace)) {
      const labels = project.metadata.labels ?? {};
      const tenant = labels[words.tenant];
      if (
        labels[words.environment] === environment.name &&
        run.covers(environment.cluster, tenant)
      ) {
        yield* foreignNamespaces(run, environment, project, tenant);
        yield* clusterKinds(environment, project);
      }
    }
  }
}

function* foreignNamespaces(
  run: CheckRun,
  environment: Environment,
  project: KubernetesObject,
  tenant: string,
): Iterable<Finding> {
  const patterns = listOf(at(project.spec, 'destinations'))
    .filter(item => matchesDestination(item, environment))
    .map(({ namespace }) => textOf(namespace) ?? '');
  const closed = patterns
    .filter(text => text.startsWith('!'))
    .map(text => text.slice(1));
  const open = patterns.filter(text => !text.startsWith('!'));
  const { cluster } = environment;
  const all = run.read(cluster, namespaceKind);
  const byName = grouped(all, 'name', ({ metadata }) => metadata.name);
  const candidates = open.some(isPattern)
    ? all
    : open.flatMap(name => byName.get(name) ?? []);
  for (const object of candidates) {
    const { name } = object.metadata;
    const owner = run.tenantOf(cluster, name);
    const pattern = open.find(text => matchesGlob(text, name));
    if (
      owner !== tenant &&
      pattern !== undefined &&
      !closed.some(text => matchesGlob(text, name))
    ) {
      yield {
        code: 'ProjectTooWide',
        severity: 'error',
        subject: refOf(environment.argocd.cluster, project),
        field: 'spec.destinations',
        message: `The project lets this tenant deploy into namespaces that are not its own: the pattern ${pattern} takes them too.`,
        fix: 'Name the namespaces of the tenant one by one, without patterns.',
        mender: 'platform',
        evidence: [
          run.evidence(
            { environment, cluster, object, tenant: owner },
            'metadata.name',
            name,
          ),
        ],
      };
      return;
    }
  }
}

function isPattern(text: string): boolean {
  return /[*?[/{]/.test(text);
}

function* clusterKinds(
  { argocd }: Environment,
  project: KubernetesObject,
): Iterable<Finding> {
  const kinds = listOf(at(project.spec, 'clusterResourceWhitelist')).map(
    ({ kind }) => textOf(kind) ?? '',
  );
  if (kinds.length > 0) {
    yield {
      code: 'ProjectAllowsClusterKinds',
      severity: 'warning',
      subject: refOf(argocd.cluster, project),
      field: 'spec.clusterResourceWhitelist',
      message: `The project lets this tenant change objects of the whole cluster: ${kinds.join(
        ', ',
      )}.`,
      fix: 'Leave clusterResourceWhitelist empty.',
      mender: 'platform',
      evidence: [],
    };
  }
  if (textsOf(at(project.spec, 'sourceRepos')).includes('*')) {
    yield {
      code: 'ProjectTakesAnyRepository',
      severity: 'warning',
      subject: refOf(argocd.cluster, project),
      field: 'spec.sourceRepos',
      message: 'The project takes manifests from any repository.',
      fix: 'Name the repositories of the tenant.',
      mender: 'platform',
      evidence: [],
    };
  }
}
