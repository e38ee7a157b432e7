import {
  Finding,
  KubernetesObject,
  groupOf,
  isKnown,
  lastValue,
  refOf,
} from '../../model';
import { wordsOf } from '../../names';
import { Environment } from '../../platform';
import { at, fieldsOf, listOf, textOf } from '../../snapshot/fields';
import { findApplications } from '../../status/sync/findApplications';
import { CheckRun } from '../checkRun';
import { takesDestination, takesKind, takesRepository } from './projectRules';

const group = 'argoproj.io';
const projectKind = { group, kind: 'AppProject' };

/** An Application whose project does not exist or refuses its source or destination, and planned objects of refused kinds. */
export function* applications(run: CheckRun): Iterable<Finding> {
  for (const environment of run.environments) {
    for (const tenant of run.tenants(environment)) {
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
      for (const { object, layer } of lastValue(found) ?? []) {
        if (layer === 'tenant') {
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
      fix: 'Let the platform create the tenant in this environment first.',
      mender: 'platform',
    };
    return;
  }
  const sources = [
    { source: fieldsOf(at(application.spec, 'source')), field: 'spec.source' },
    ...listOf(at(application.spec, 'sources')).map((source, i) => ({
      source,
      field: `spec.sources[${i}]`,
    })),
  ];
  for (const { source, field } of sources) {
    const url = textOf(source.repoURL);
    if (url !== undefined && !takesRepository(project, url)) {
      yield {
        ...head,
        code: 'RepositoryNotPermitted',
        field: `${field}.repoURL`,
        message: `AppProject ${name} does not take manifests from ${url}.`,
        fix: 'Use a repository of the tenant, or ask the platform team to add this one.',
        mender: 'platform',
      };
    }
  }
  const destination = fieldsOf(at(application.spec, 'destination'));
  if (!takesDestination(project, destination)) {
    yield {
      ...head,
      code: 'DestinationNotPermitted',
      field: 'spec.destination',
      message: `AppProject ${name} does not deploy to namespace ${destination.namespace} of this destination.`,
      fix: "Use the tenant's own namespace.",
      mender: 'tenant',
    };
  }
}

function* plannedKinds(
  run: CheckRun,
  environment: Environment,
  tenant: string,
): Iterable<Finding> {
  const words = wordsOf(run.platform.prefix);
  const project = projectOf(run, environment, `${tenant}-${environment.name}`);
  if (!project || project === 'unknown') {
    return;
  }
  for (const { cluster, objects } of run.overlay?.planned ?? []) {
    for (const object of objects) {
      const labels = object.metadata.labels ?? {};
      const kindGroup = groupOf(object.apiVersion);
      if (
        cluster === environment.cluster &&
        labels[words.tenant] === tenant &&
        labels[words.environment] === environment.name &&
        labels[words.layer] === 'tenant' &&
        !takesKind(project, kindGroup, object.kind)
      ) {
        yield {
          code: 'KindNotPermitted',
          severity: 'error',
          subject: refOf(cluster, object),
          message: `AppProject ${project.metadata.name} does not let this tenant have a ${object.kind}.`,
          fix: 'Leave it out, or ask the platform team.',
          mender: 'platform',
          evidence: [],
        };
      }
    }
  }
}

function projectOf(
  run: CheckRun,
  { argocd }: Environment,
  name: string,
): KubernetesObject | undefined | 'unknown' {
  const known = run
    .view(argocd.cluster)
    .get(projectKind, argocd.namespace, name);
  if (isKnown(known)) {
    return known.value;
  }
  run.note(argocd.cluster, projectKind, known);
  return known.last?.value ?? 'unknown';
}
