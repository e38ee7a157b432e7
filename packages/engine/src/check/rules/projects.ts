import {
  deployerOf,
  isApplicationNamespacePermitted,
  isKindPermitted,
  isSourcePermitted,
  virtualProject,
} from '../../argocd';
import { destinationsOf } from '../../argocd/destinations';
import { Finding, KubernetesObject, refOf } from '../../model';
import { labelKeysOf } from '../../names';
import { Environment, kindsOf } from '../../platform';
import { at, listOf, textOf } from '../../model/fields';
import { labelled, named } from '../../snapshot/grouped';
import { namespaceKind } from '../../status/gateway/kinds';
import { CheckRun, Found } from '../checkRun';
import { namesMatching } from './namesMatching';

const projectKind = { group: 'argoproj.io', kind: 'AppProject' };

/** What no project of a tenant names, so that only a pattern or an exclusion can take it. */
const NOBODYS = 'groundwork-nobodys-namespace';
const NOBODYS_REPOSITORIES = [
  'https://nobody.invalid/any/repository',
  'https://nobody.invalid/repository',
  'git@nobody.invalid:any/repository',
  'nobody.invalid/charts',
];

/** An AppProject of a tenant that lets in more than the tenant's own. */
export function* projects(run: CheckRun): Found {
  const labelKeys = labelKeysOf(run.platform.prefix);
  for (const environment of run.environments) {
    const { cluster, namespace } = environment.argocd;
    const all = run.read(cluster, projectKind, namespace);
    const mine =
      run.scope.tenants?.flatMap(tenant =>
        labelled(all, labelKeys.tenant).get(tenant),
      ) ?? all;
    for (const own of mine) {
      yield undefined;
      const project = virtualProject(
        own,
        environment.argocd.globalProjects,
        name => named(all, name)[0],
      );
      const labels = project.metadata.labels ?? {};
      const tenant = labels[labelKeys.tenant];
      if (
        labels[labelKeys.environment] === environment.name &&
        run.covers(environment.cluster, tenant)
      ) {
        const whole = { run, environment, project, tenant };
        yield* foreignNamespaces(whole);
        yield* clusterKinds(whole);
        yield* bindingKinds(whole);
        yield* anyRepository(whole);
        yield* foreignApplications(whole);
        yield* foreignAccount(whole);
      }
    }
  }
}

interface Whole {
  run: CheckRun;
  environment: Environment;
  project: KubernetesObject;
  tenant: string;
}

function problem(
  { environment, project }: Whole,
  code: string,
  field: string,
  message: string,
  fix: string,
  more: Partial<Finding> = {},
): Finding {
  return {
    code,
    severity: 'warning',
    subject: refOf(environment.argocd.cluster, project),
    field,
    message,
    fix,
    fixableBy: 'platform',
    evidence: [],
    ...more,
  };
}

/** The first namespace of the cluster that is not the tenant's although its project permits it; else a name that nobody has, for patterns over those to come. */
function foreignNamespace({
  run,
  environment,
  project,
  tenant,
}: Whole): { name: string; object?: KubernetesObject } | undefined {
  const { cluster } = environment;
  const destinations = destinationsOf(project, environment.argocd.destination);
  const namespaces = run.read(cluster, namespaceKind);
  const candidates = destinations.elsewhere
    ? namespaces
    : namesMatching(namespaces, destinations.patterns);
  const object = candidates.find(
    ({ metadata: { name } }) =>
      run.tenantOf(cluster, name) !== tenant && destinations.permits(name),
  );
  if (object) {
    return { name: object.metadata.name, object };
  }
  return destinations.permits(NOBODYS) ? { name: NOBODYS } : undefined;
}

function* foreignNamespaces(whole: Whole): Iterable<Finding> {
  const { run, environment, project } = whole;
  const { cluster } = environment;
  const found = foreignNamespace(whole);
  if (found) {
    const { name, object } = found;
    const tenant = run.tenantOf(cluster, name);
    const entries = listOf(at(project.spec, 'destinations')).map(
      item => textOf(item.namespace) ?? '',
    );
    yield problem(
      whole,
      'ProjectTooWide',
      'spec.destinations',
      `The project allows this tenant to deploy to namespaces of others: ${entries.join(
        ', ',
      )} takes them too.`,
      'List the namespaces of the tenant without patterns. An entry that starts with "!" allows everything else.',
      {
        severity: 'error',
        evidence: object
          ? [
              run.evidence(
                { environment, cluster, object, tenant },
                'metadata.name',
                name,
              ),
            ]
          : [],
      },
    );
  }
}

function* clusterKinds(whole: Whole): Iterable<Finding> {
  const kinds = listOf(at(whole.project.spec, 'clusterResourceWhitelist')).map(
    ({ kind, name }) =>
      [textOf(kind) ?? '', textOf(name) ?? ''].join(' ').trim(),
  );
  if (kinds.length > 0) {
    yield problem(
      whole,
      'ProjectAllowsClusterKinds',
      'spec.clusterResourceWhitelist',
      `The project allows this tenant to change cluster-wide objects: ${kinds.join(
        ', ',
      )}.`,
      'Leave clusterResourceWhitelist empty.',
    );
  }
}

function* bindingKinds(whole: Whole): Iterable<Finding> {
  const taken = kindsOf(whole.run.platform).all.filter(
    ({ group, kind, binding }) =>
      binding &&
      isKindPermitted(whole.project, { group, kind, name: NOBODYS }, true),
  );
  if (taken.length > 0) {
    yield problem(
      whole,
      'ProjectAllowsOwnLimits',
      'spec.namespaceResourceWhitelist',
      `The project allows this tenant to change its own guard rails: ${taken
        .map(({ kind }) => kind)
        .join(', ')}.`,
      'List the kinds that the tenant needs. Without a list, all namespaced kinds are allowed.',
    );
  }
}

function* anyRepository(whole: Whole): Iterable<Finding> {
  const { project } = whole;
  if (NOBODYS_REPOSITORIES.some(url => isSourcePermitted(project, url))) {
    yield problem(
      whole,
      'ProjectAllowsAnyRepository',
      'spec.sourceRepos',
      'The project allows manifests from any repository.',
      'List the repositories of the tenant. An entry that starts with "!" allows everything else.',
    );
  }
}

function* foreignApplications(whole: Whole): Iterable<Finding> {
  const { environment, project } = whole;
  const { namespace } = environment.argocd;
  if (isApplicationNamespacePermitted(project, NOBODYS, namespace) === true) {
    yield problem(
      whole,
      'ProjectAllowsAnyNamespace',
      'spec.sourceNamespaces',
      'The project can be used by Applications of any namespace.',
      'List the namespaces of the tenant.',
    );
  }
}

function* foreignAccount(whole: Whole): Iterable<Finding> {
  const { run, environment, project, tenant } = whole;
  const { destination } = environment.argocd;
  const server = 'server' in destination ? destination.server : '';
  for (const { namespace } of listOf(at(project.spec, 'destinations'))) {
    const home = textOf(namespace) ?? '';
    const user = deployerOf(project, { server, namespace: home }, home);
    const [, , account, name] = user?.split(':') ?? [];
    const owner = run.tenantOf(environment.cluster, account);
    if (account !== undefined && account !== home && owner !== tenant) {
      yield problem(
        whole,
        'ProjectUsesForeignAccount',
        'spec.destinationServiceAccounts',
        `Syncs of this tenant run as ${account}/${name}, which does not belong to the tenant.`,
        "Use a ServiceAccount in the tenant's namespace.",
      );
      return;
    }
  }
}
