import {
  type Finding,
  FindingsError,
  parseRequestText,
  type Request,
  requestPath,
} from '@groundwork/engine';
import type {
  GitFile,
  GitTree,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { TreeName } from './GitTrees';

/** The request of a tenant itself. */
export type TenantRequest = Extract<Request, { kind: 'Tenant' }>;

/** A request file as it stands in Git. A file that can't be read as a request says why. */
export interface RequestEntry {
  path: string;
  tenant: string;
  kind: string;
  name: string;
  /** Git id of the file's content. */
  oid: string;
  request?: Request;
  findings: readonly Finding[];
}

const PLATFORM_FILE = /^platform\/tenants\/([^/]+)\.ya?ml$/;
const TENANT_FILE = /^tenants\/([^/]+)\/requests\/([^/-]+)-([^/]+)\.ya?ml$/;

/** Where requests are read from; undefined for a tree that never was. */
export interface RequestTrees {
  tree(name: TreeName): Pick<GitTree, 'commit' | 'files'> | undefined;
}

/**
 * The requests in Git. Whose a request is says its path, never its content: teams write in their own folder only.
 */
export class RequestBook {
  readonly #trees: RequestTrees;
  readonly #parsed: Map<string, { oid: string; entry: RequestEntry }>;

  constructor(trees: RequestTrees, like?: RequestBook) {
    this.#trees = trees;
    this.#parsed = like ? like.#parsed : new Map();
  }

  /** The requests of other trees, such as those of one commit. What is parsed already is not parsed again. */
  at(trees: RequestTrees): RequestBook {
    return new RequestBook(trees, this);
  }

  /** Whether a tree was ever read: of one that was not, nothing can be said, not even that a request is missing. */
  knows(tree: TreeName): boolean {
    return this.#trees.tree(tree) !== undefined;
  }

  /** The names of all tenants that have a request file, also one that can't be read. */
  tenants(): string[] {
    const files = this.#trees.tree('platform')?.files.keys() ?? [];
    return unique(
      [...files].flatMap(path => PLATFORM_FILE.exec(path)?.[1] ?? []),
    );
  }

  /** The tenant's own request, if there is one that can be read. */
  tenant(name: string): TenantRequest | undefined {
    const request = this.#own(name)?.request;
    return request?.kind === 'Tenant' ? request : undefined;
  }

  /** Whether there is a file for the tenant that can't be read as its request: who owns it is then not known. */
  isUnreadable(name: string): boolean {
    return this.#own(name) !== undefined && this.tenant(name) === undefined;
  }

  /** All requests of a tenant, its own first. */
  requestsOf(tenant: string): RequestEntry[] {
    const own = this.#own(tenant);
    const prefix = `tenants/${tenant}/requests/`;
    const others = [...(this.#trees.tree('tenants')?.files.keys() ?? [])]
      .filter(path => path.startsWith(prefix))
      .flatMap(path => this.#entry('tenants', path) ?? []);
    return [...(own ? [own] : []), ...others];
  }

  /** One request of a tenant; `kind` in any case. */
  find(tenant: string, kind: string, name: string): RequestEntry | undefined {
    return this.requestsOf(tenant).find(
      entry =>
        entry.kind.toLowerCase() === kind.toLowerCase() && entry.name === name,
    );
  }

  /** A file with the other ending holds no request, and keeps the name all the same. */
  #own(tenant: string): RequestEntry | undefined {
    return (
      this.#entry('platform', `platform/tenants/${tenant}.yaml`) ??
      this.#entry('platform', `platform/tenants/${tenant}.yml`)
    );
  }

  #entry(tree: TreeName, path: string): RequestEntry | undefined {
    const file = this.#trees.tree(tree)?.files.get(path);
    if (!file) {
      this.#parsed.delete(path);
      return undefined;
    }
    const known = this.#parsed.get(path);
    if (known?.oid === file.oid) {
      return known.entry;
    }
    const entry = parse(path, file);
    if (entry) {
      this.#parsed.set(path, { oid: file.oid, entry });
    }
    return entry;
  }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function parse(path: string, file: GitFile): RequestEntry | undefined {
  const found = placeOf(path);
  if (!found) {
    return undefined;
  }
  const place = { ...found, path, oid: file.oid };
  try {
    const request = parseRequestText(file.content());
    if (requestPath(request) !== path) {
      return { ...place, findings: [misplaced(path, request)] };
    }
    return { ...place, kind: request.kind, request, findings: [] };
  } catch (error) {
    if (error instanceof FindingsError) {
      return { ...place, findings: error.findings };
    }
    throw error;
  }
}

function placeOf(
  path: string,
): Pick<RequestEntry, 'tenant' | 'kind' | 'name'> | undefined {
  const own = PLATFORM_FILE.exec(path);
  if (own) {
    return { tenant: own[1], kind: 'Tenant', name: own[1] };
  }
  const other = TENANT_FILE.exec(path);
  return other
    ? { tenant: other[1], kind: other[2], name: other[3] }
    : undefined;
}

function misplaced(path: string, request: Request): Finding {
  return {
    code: 'MisplacedRequest',
    severity: 'error',
    subject: {
      cluster: 'git',
      group: 'tenancy.groundwork.dev',
      kind: request.kind,
      name: request.metadata.name,
    },
    field: 'metadata',
    message: `The file ${path} holds a request that belongs to ${requestPath(
      request,
    )}.`,
    fix: 'Move the file, or correct its metadata.',
    mender: path.startsWith('platform/') ? 'platform' : 'tenant',
    evidence: [],
  };
}
