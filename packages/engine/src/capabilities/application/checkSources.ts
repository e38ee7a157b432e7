import { isRemote, sameAddress } from '../../address';
import { repositoryOf } from '../../platform';
import { isTeamRepository } from '../../platform/tenantPlaces';
import { Refusals } from '../../request/Refusals';
import {
  requestsDirectory,
  teamDirectories,
  teamOf,
  tenantDirectory,
} from '../../request/paths';
import { expandTemplate, placeholdersOf } from '../../names';
import { Target } from '../../manifests/Target';
import { Source } from './source';

/** What the sources of one environment are checked with. */
interface SourceContext {
  refusals: Refusals;
  target: Target;
  /** Repositories of the tenant's AppProject. */
  repositories: readonly string[];
}

/**
 * Refuses sources that Argo CD's own validation or the tenant's AppProject would refuse,
 * and paths that lead out of what is the tenant's.
 */
export function checkSources(
  context: SourceContext,
  sources: readonly Source[],
  base: string,
): void {
  const { refusals } = context;
  if (sources.every(source => source.type === 'values')) {
    refusals.add({
      code: 'Missing',
      field: base,
      message: 'None of the sources has manifests, only values.',
      fix: 'Add a source of type directory, kustomize or helm.',
    });
  }
  const refs = sources.map(source =>
    'ref' in source ? source.ref : undefined,
  );
  const names = sources.map(source => source.name);
  sources.forEach((source, index) => {
    const field = `${base}[${index}]`;
    for (const [key, list] of [
      ['ref', refs],
      ['name', names],
    ] as const) {
      if (list[index] !== undefined && list.indexOf(list[index]) !== index) {
        refusals.add({
          code: 'Duplicate',
          field: `${field}.${key}`,
          given: list[index],
          message: `Another source has the same ${key}.`,
          fix: 'Give every source its own.',
        });
      }
    }
    checkRepository(context, source, field);
    checkPlace(context, source, field);
    checkValueFiles(context, source, sources, field);
  });
}

function checkRepository(
  { refusals, target, repositories }: SourceContext,
  source: Source,
  field: string,
): void {
  const { environment, platform, tenant } = target;
  const own = repositoryOf(platform, environment, 'tenants', tenant).url;
  const allowed = [own, ...repositories];
  if (!allowed.some(repo => sameAddress(repo, source.repo))) {
    refusals.add({
      code: 'RepositoryNotAllowed',
      field: `${field}.repo`,
      given: source.repo,
      message: 'This tenant may not use this repository.',
      fix: `Use one of: ${allowed.join(
        ', ',
      )}; or ask the platform team to add it to spec.repositories of the tenant.`,
    });
  }
}

function checkPlace(
  context: SourceContext,
  source: Source,
  field: string,
): void {
  const { refusals } = context;
  if (source.type === 'helm') {
    const { chart, path, repo } = source;
    if ((chart === undefined) === (path === undefined)) {
      refusals.add({
        code: 'Contradiction',
        field,
        message:
          'Set either chart (from a chart repository) or path (a directory in Git), not both.',
        fix: 'Remove one of the two.',
      });
    }
    if (chart !== undefined && /^(oci|ssh):\/\/|^git@/.test(repo)) {
      refusals.add({
        code: 'InvalidRepository',
        field: `${field}.repo`,
        given: repo,
        message:
          'A chart can only be named from a Helm repository or a registry.',
        fix: 'Use the address of a Helm repository (https://...), or of a registry without oci://. For a chart in Git, set path instead of chart.',
      });
    }
  }
  if ('path' in source && source.path !== undefined) {
    checkPath(context, source.repo, source.path, `${field}.path`);
  }
  if (source.type === 'kustomize') {
    source.kustomize.components?.forEach((component, index) =>
      checkWithin(
        context,
        source,
        component,
        `${field}.kustomize.components[${index}]`,
      ),
    );
  }
  expand(context, source.revision, `${field}.revision`);
}

/** The tenants' own repository holds all tenants: only the own directory may be read, and nothing that is synced already. */
function checkPath(
  context: SourceContext,
  repo: string,
  path: string,
  field: string,
): void {
  const { refusals, target } = context;
  const text = expand(context, path, field);
  const parts = text.split('/').filter(part => part !== '.');
  if (
    text.startsWith('/') ||
    text.startsWith('-') ||
    parts.includes('..') ||
    parts.includes('') ||
    isRemote(text)
  ) {
    refusals.add({
      code: 'InvalidPath',
      field,
      given: path,
      message: 'This is not a directory of the repository.',
      fix: 'Write the path from the root of the repository, without ".." and without "/" at the start or end.',
    });
    return;
  }
  const { tenant, platform } = target;
  const { layout } = platform;
  const names = platform.environments.map(({ name }) => name);
  const own = teamDirectories(tenant, names, layout);
  const clean = parts.join('/');
  const taken = [
    requestsDirectory(tenant, layout),
    ...names.map(name => tenantDirectory(tenant, name, layout)),
  ];
  const free = own.filter(folder => !taken.includes(folder));
  if (
    isTeamRepository(platform, repo) &&
    (!free.some(folder => clean.startsWith(`${folder}/`)) ||
      taken.some(
        folder => isWithin(clean, folder) || isWithin(folder, clean),
      ) ||
      free.some(folder => isWithin(clean, `${folder}/patches`)))
  ) {
    refusals.add({
      code: 'PathNotOfTenant',
      field,
      given: path,
      message:
        'This directory belongs to another tenant, or is already deployed.',
      fix:
        free.length === 0
          ? 'Use a repository of the team, which spec.repositories of the tenant names.'
          : `Use another directory below ${free.join(' or ')} than: ${[
              ...taken,
              ...free.map(folder => `${folder}/patches`),
            ].join(', ')}.`,
    });
  }
}

/** Whether a path is a folder, or lies in it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function checkValueFiles(
  context: SourceContext,
  source: Source,
  sources: readonly Source[],
  field: string,
): void {
  if (source.type !== 'helm') {
    return;
  }
  source.helm.valueFiles?.forEach((file, index) => {
    const at = `${field}.helm.valueFiles[${index}]`;
    const [, ref, rest] = /^\$([^/]+)\/(.*)$/.exec(file) ?? [];
    if (ref === undefined || ref.startsWith('{')) {
      checkWithin(context, source, file, at);
      return;
    }
    const valuesSource = sources.find(
      other => 'ref' in other && other.ref === ref,
    );
    if (!valuesSource) {
      context.refusals.add({
        code: 'UnknownRef',
        field: at,
        given: file,
        message: 'No source has this ref name.',
        fix: 'Add a source with this ref, for example of type values.',
      });
      return;
    }
    checkWithin(context, valuesSource, `/${rest}`, at);
  });
}

/** A file below the source's directory, or with `/` below the repository's root. */
function checkWithin(
  context: SourceContext,
  source: Source,
  file: string,
  field: string,
): void {
  const text = expand(context, file, field);
  const shared = isTeamRepository(context.target.platform, source.repo);
  const outside =
    shared &&
    (text.split('/').includes('..') ||
      (text.startsWith('/') &&
        teamOf(text.slice(1), context.target.platform.layout) !==
          context.target.tenant));
  if (isRemote(text) || text.startsWith('-') || outside) {
    context.refusals.add({
      code: 'PathNotOfTenant',
      field,
      given: file,
      message: 'This file is outside what the tenant may read.',
      fix: 'Use a file of the source itself: no "..", no URL.',
    });
  }
}

/** Fills placeholders; unknown ones are refused. */
function expand(
  { refusals, target }: SourceContext,
  text: string,
  field: string,
): string {
  const values = {
    tenant: target.tenant,
    environment: target.environment.name,
  };
  const unknown = placeholdersOf(text).filter(
    name => !Object.hasOwn(values, name),
  );
  if (unknown.length === 0) {
    return expandTemplate(text, values);
  }
  refusals.add({
    code: 'UnknownPlaceholder',
    field,
    given: text,
    message: `Unknown placeholder: ${unknown.join(', ')}.`,
    fix: 'Use ${{ tenant }} and ${{ environment }}.',
  });
  return text;
}
