import { projectName } from '../../capabilities/tenant/checkTenantName';
import { groupOfSubject } from '../../names/groupSubject';
import { labelKeysOf } from '../../names';
import { Fields, fieldsOf, listOf, textOf, textsOf } from '../../model/fields';
import type { Platform } from '../../platform';
import { pausedUntil } from './applicationReader';
import { egressOf } from './egressOf';
import { usualDomains } from '../../manifests/tenantDomains';
import { shownAddress } from '../credentials/withoutCredentials';
import type { HostnameClaims } from '../HostnameClaims';
import { inOrder } from './inOrder';
import { namespaceMetadataOf } from './namespaceMetadataOf';
import { given } from './Reading';
import type { TenantPart } from './TenantPart';

const rbac = 'rbac.authorization.k8s.io';

/**
 * What a Tenant request would say for a tenant to have what is there: viewers, domains, metadata of namespaces, ways out, ports,
 * repositories, sync windows.
 * Owner and tier are for others to say.
 */
export function tenantSpec(
  tenant: string,
  parts: readonly TenantPart[],
  platform: Platform,
  groups: Readonly<Record<string, string>>,
  claims: HostnameClaims,
): { spec: Record<string, unknown>; notes: readonly string[] } {
  const names = parts.map(({ environment }) => environment.name);
  const keys = labelKeysOf(platform.prefix);
  const noteOf = (part: TenantPart, key: string): string | undefined =>
    part.find('', 'Namespace', part.namespace, '')?.metadata.annotations?.[key];
  const projectOf = (part: TenantPart) =>
    fieldsOf(
      part.find(
        'argoproj.io',
        'AppProject',
        projectName(tenant, part.environment.name),
        part.environment.argocd.namespace,
      )?.spec,
    );
  const domains = Object.fromEntries(
    parts.flatMap(part => {
      const text = noteOf(part, keys.domains);
      if (text === undefined) {
        const used = claims.domainsOf(tenant, part.environment.name);
        return used ? [[part.environment.name, used]] : [];
      }
      const usual = usualDomains(tenant, part.environment);
      return text === usual.join(',')
        ? []
        : [[part.environment.name, text === '' ? [] : text.split(',')]];
    }),
  );
  const viewers = parts.map(part =>
    viewersOf(part, projectOf(part)).flatMap(
      group => groupOfSubject(platform, group, groups) ?? [],
    ),
  );
  const repositories = parts.map(part =>
    textsOf(projectOf(part).sourceRepos).filter(
      url => url !== platform.repository.tenants.url,
    ),
  );
  const spec = given({
    environments: names,
    // Whoever may look in one environment is not let into the others.
    viewers: inOrder(viewers).filter(each =>
      viewers.every(own => own.includes(each)),
    ),
    ...(Object.keys(domains).length > 0 ? { domains } : {}),
    ...namespaceMetadata(parts, platform),
    egress: egressOf(parts),
    ports: parts.flatMap(part => portsOf(part, noteOf(part, keys.ports))),
    repositories: inOrder(repositories),
    syncWindows: windowsOf(
      parts.map(part => ({
        environment: part.environment.name,
        windows: listOf(projectOf(part).syncWindows),
      })),
    ),
    selfHealPauses: pausesOf(tenant, parts, platform),
    draining: parts
      .filter(part =>
        noteOf(part, 'argocd.argoproj.io/sync-options')?.includes(
          'Prune=confirm',
        ),
      )
      .map(({ environment }) => environment.name),
  });
  return {
    spec,
    notes: [
      ...partly(viewers).map(
        ({ text, where }) =>
          `${text} may look in ${where} alone and is not among the viewers, since a request names those of all environments`,
      ),
      ...partly(repositories).map(
        ({ text, where }) =>
          `repository ${shownAddress(
            text,
          )} is there in ${where} alone, and would be allowed in all environments`,
      ),
    ],
  };

  /** What some environments have and others have not. */
  function partly(lists: ReadonlyArray<readonly string[]>) {
    return inOrder(lists).flatMap(text => {
      const own = names.filter((_, index) => lists[index].includes(text));
      return own.length < names.length ? [{ text, where: own.join(', ') }] : [];
    });
  }
}

/** The metadata of its namespaces that requests may say, as a field of a specification. */
export function namespaceMetadata(
  parts: readonly TenantPart[],
  platform: Platform,
): { namespaceMetadata?: Fields } {
  const metadata = Object.fromEntries(
    parts.flatMap(part => {
      const own = namespaceMetadataOf(part, platform);
      return own ? [[part.environment.name, own]] : [];
    }),
  );
  return Object.keys(metadata).length > 0
    ? { namespaceMetadata: metadata }
    : {};
}

function pausesOf(
  tenant: string,
  parts: readonly TenantPart[],
  platform: Platform,
): Fields[] | undefined {
  const pauses = parts.flatMap(part => {
    const { name, argocd } = part.environment;
    const application = part.find(
      'argoproj.io',
      'Application',
      projectName(tenant, name),
      argocd.namespace,
    );
    const until = application && pausedUntil(application, platform);
    return until === undefined ? [] : [{ environment: name, until }];
  });
  return pauses.length > 0 ? pauses : undefined;
}

/** Groups of the identity provider that may look: those of the project, else of the binding but for its first, the team. */
function viewersOf(part: TenantPart, project: Fields): readonly string[] {
  const role = listOf(project.roles).find(({ name }) => name === 'viewer');
  if (project.roles !== undefined) {
    return textsOf(role?.groups);
  }
  const binding = part.find(rbac, 'RoleBinding', 'groundwork-viewer');
  return listOf(binding?.subjects)
    .slice(1)
    .flatMap(({ kind, name }) => (kind === 'Group' ? textOf(name) ?? [] : []));
}

/** `<gateway namespace>/<gateway>/<section>:<port>`, as the Namespace has them. */
function portsOf(
  { environment }: TenantPart,
  text: string | undefined,
): Fields[] {
  return (text ?? '').split(',').flatMap(entry => {
    const [, namespace, gateway, section, port] =
      /^([^/]+)\/([^/]+)\/([^/]+):(\d+)$/.exec(entry) ?? [];
    return environment.gateways.some(
      each => each.name === gateway && each.namespace === namespace,
    )
      ? [
          {
            environment: environment.name,
            gateway,
            section,
            port: Number(port),
          },
        ]
      : [];
  });
}

function windowsOf(
  parts: ReadonlyArray<{ environment: string; windows: readonly Fields[] }>,
): Fields[] {
  const texts = parts.map(({ environment, windows }) => ({
    environment,
    windows: windows.map(({ kind, schedule, duration, timeZone, manualSync }) =>
      JSON.stringify(given({ kind, schedule, duration, timeZone, manualSync })),
    ),
  }));
  return inOrder(texts.map(({ windows }) => windows)).map(text => {
    const environments = texts
      .filter(({ windows }) => windows.includes(text))
      .map(({ environment }) => environment);
    return {
      ...(environments.length === parts.length ? {} : { environments }),
      ...fieldsOf(JSON.parse(text)),
    };
  });
}
