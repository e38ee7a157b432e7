import {
  isApplicationNamespacePermitted,
  isDestinationPermitted,
  isSourcePermitted,
  virtualProject,
} from '../../argocd';
import {
  Finding,
  KubernetesObject,
  isKnown,
  lastValue,
  refOf,
} from '../../model';
import { labelKeysOf } from '../../names';
import { Environment } from '../../platform';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { labelled } from '../../snapshot/grouped';
import { findApplications } from '../../status/sync/findApplications';
import { CheckRun, Found } from '../checkRun';
import { clusterOf, projectRefusals } from './projectRefusals';

const group = 'argoproj.io';
const projectKind = { group, kind: 'AppProject' };

/** An Application whose project does not exist or refuses its source or destination, and planned objects of refused kinds. */
export function* applications(run: CheckRun): Found {
  for (const environment of run.environments) {
    for (const tenant of run.tenants(environment)) {
      yield undefined;
      const found = findApplications(
        tenant,
        run.snapshot,
        environment,
        run.platform,
      );
      if (!isKnown(found)) {
        run.note(
          environment.argocd.cluster,
          { group, kind: 'Application' },
          found,
        );
      }
      for (const { object, layer, by } of lastValue(found) ?? []) {
        // What was there before has a project of its own, which is none of ours to judge.
        if (layer === 'tenant' && by !== 'destination') {
          yield* checkApplication(run, environment, object);
        }
      }
      yield* plannedKinds(run, environment, tenant);
    }
  }
}

function* checkApplication(
  run: CheckRun,
  environment: Environment,
  application: KubernetesObject,
): Iterable<Finding> {
  const { cluster } = environment.argocd;
  const name = textOf(at(application.spec, 'project')) ?? 'default';
  const project = projectOf(run, environment, name);
  const head = {
    severity: 'error' as const,
    subject: refOf(cluster, application),
    evidence: [],
  };
  if (project === 'unknown') {
    return;
  }
  if (!project) {
    yield {
      ...head,
      code: 'ProjectNotFound',
      field: 'spec.project',
      message: `AppProject ${name} does not exist.`,
      fix: 'Wait until the tenant exists in this environment, or ask the platform team.',
      fixableBy: 'platform',
    };
    return;
  }
  for (const { source, field } of sourcesOf(application)) {
    const url = textOf(source.repoURL);
    if (url !== undefined && !isSourcePermitted(project, url)) {
      yield {
        ...head,
        code: 'RepositoryNotPermitted',
        field: `${field}.repoURL`,
        message: `AppProject ${name} does not allow the repository ${url}.`,
        fix: 'Use a repository of the tenant, or ask the platform team to add this one.',
        fixableBy: 'platform',
      };
    }
  }
  const destination = fieldsOf(at(application.spec, 'destination'));
  const namespace = textOf(destination.namespace) ?? '';
  const permitted = isDestinationPermitted(project, {
    ...clusterOf(destination),
    namespace,
  });
  if (permitted === false) {
    yield {
      ...head,
      code: 'DestinationNotPermitted',
      field: 'spec.destination',
      message: `AppProject ${name} does not allow namespace ${namespace} of this destination.`,
      fix: "Use the tenant's own namespace.",
      fixableBy: 'tenant',
    };
  }
  const { namespace: home = '' } = application.metadata;
  const own = environment.argocd.namespace;
  if (isApplicationNamespacePermitted(project, home, own) === false) {
    yield {
      ...head,
      code: 'ApplicationNotPermitted',
      field: 'metadata.namespace',
      message: `AppProject ${name} does not allow Applications in namespace ${home}.`,
      fix: `Move the Application to ${own}, or ask the platform team to add the namespace to sourceNamespaces.`,
      fixableBy: 'platform',
    };
  }
}

/** The sources of an Application, each with its path; the one that Argo CD ignores beside others is left out. */
function sourcesOf({
  spec,
}: KubernetesObject): Array<{ source: Fields; field: string }> {
  const hydrated = fieldsOf(at(spec, 'sourceHydrator', 'drySource'));
  if (Object.keys(hydrated).length > 0) {
    return [{ source: hydrated, field: 'spec.sourceHydrator.drySource' }];
  }
  const several = listOf(at(spec, 'sources'));
  return several.length > 0
    ? several.map((source, i) => ({ source, field: `spec.sources[${i}]` }))
    : [{ source: fieldsOf(at(spec, 'source')), field: 'spec.source' }];
}

function* plannedKinds(
  run: CheckRun,
  environment: Environment,
  tenant: string,
): Iterable<Finding> {
  const labelKeys = labelKeysOf(run.platform.prefix);
  const project = projectOf(run, environment, `${tenant}-${environment.name}`);
  if (!project || project === 'unknown') {
    return;
  }
  for (const { cluster, objects, judged } of run.overlay?.planned ?? []) {
    if (judged || cluster !== environment.cluster) {
      continue;
    }
    for (const object of labelled(objects, labelKeys.tenant).get(tenant)) {
      const labels = object.metadata.labels ?? {};
      if (
        labels[labelKeys.environment] === environment.name &&
        labels[labelKeys.layer] === 'tenant'
      ) {
        yield* projectRefusals(project, environment, object, true);
      }
    }
  }
}

/** The project with what global ones add to it. */
function projectOf(
  run: CheckRun,
  { argocd }: Environment,
  name: string,
): KubernetesObject | undefined | 'unknown' {
  let unknown = false;
  const find = (wanted: string): KubernetesObject | undefined => {
    const known = run
      .view(argocd.cluster)
      .get(projectKind, argocd.namespace, wanted);
    if (isKnown(known)) {
      return known.value;
    }
    run.note(argocd.cluster, projectKind, known);
    unknown ||= known.last?.value === undefined;
    return known.last?.value;
  };
  const project = find(name);
  const whole = project && virtualProject(project, argocd.globalProjects, find);
  return unknown ? 'unknown' : whole;
}
