import {
  type GitFile,
  type GitRepositories,
  type GitTree,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  FindingsError,
  isTenantRequest,
  namespaceName,
  parseRequestText,
  type Platform,
  requestPatterns,
  requestPlace,
} from '@groundwork/engine';
import type { Tenant } from './Tenant';

/** The tenants that have a request file, and the names of those whose file can't be read. */
export interface InGit {
  tenants: readonly Tenant[];
  unreadable: readonly string[];
}

/**
 * The tenants that have a request file. A file is parsed when its content is new, and while many are, others are let
 * through. A file that can't be read as a request is passed over: its tenant stays as it was known.
 * While no file changes, what is read is the same object.
 */
export class GitTenants {
  readonly #git: GitRepositories;
  readonly #platform: Platform;
  #parsed: ReadonlyMap<string, { oid: string; found: Found }> = new Map();
  #last: { commit: string; files: GitTree['files']; found: InGit } | undefined;

  constructor(options: { git: GitRepositories; platform: Platform }) {
    this.#git = options.git;
    this.#platform = options.platform;
  }

  /** @throws what {@link GitRepositories} throws when the remote does not answer */
  async read(): Promise<InGit> {
    const { commit, files } = await this.#git.readTree(
      this.#platform.repository.platform,
      { under: requestPatterns(this.#platform.layout).platform },
    );
    const last = this.#last;
    if (last && (last.commit === commit || last.files === files)) {
      return last.found;
    }
    const parsed = new Map<string, { oid: string; found: Found }>();
    const tenants: Tenant[] = [];
    const unreadable: string[] = [];
    for (const [path, file] of files) {
      const place = requestPlace(path, this.#platform.layout);
      if (place && !place.kind) {
        const { name } = place;
        const { oid } = file;
        const before = this.#parsed.get(path);
        const known =
          before?.oid === oid
            ? before
            : { oid, found: foundIn(file, path, name, this.#platform) };
        parsed.set(path, known);
        if (typeof known.found === 'object') {
          tenants.push(known.found);
        } else if (known.found === 'unreadable') {
          unreadable.push(name);
        }
        await letOthers();
      }
    }
    this.#parsed = parsed;
    const found = { tenants, unreadable };
    this.#last = { commit, files, found };
    return found;
  }
}

type Found = Tenant | 'removed' | 'unreadable';

function foundIn(
  file: GitFile,
  path: string,
  name: string,
  platform: Platform,
): Found {
  const tenant = tenantIn(file, platform);
  if (tenant === 'removed') {
    return tenant;
  }
  return tenant?.name === name ? { ...tenant, file: path } : 'unreadable';
}

function tenantIn(
  file: GitFile,
  platform: Platform,
): Tenant | 'removed' | undefined {
  try {
    const request = parseRequestText(file.content());
    if (!isTenantRequest(request)) {
      return undefined;
    }
    const { name } = request.metadata;
    const { spec } = request;
    if (spec.state === 'removed') {
      return 'removed';
    }
    return {
      name,
      owner: spec.owner,
      tier: spec.tier,
      description: spec.description,
      environments: platform.environments
        .filter(environment => spec.environments.includes(environment.name))
        .map(environment => ({
          name: environment.name,
          cluster: environment.cluster,
          namespace: namespaceName(platform, name, environment.name),
        })),
    };
  } catch (error) {
    if (error instanceof FindingsError) {
      return undefined;
    }
    throw error;
  }
}
