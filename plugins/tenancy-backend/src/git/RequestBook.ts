import {
  type Finding,
  parseRequestText,
  type Request,
  RequestError,
  requestPath,
} from '@groundwork/engine';
import type { GitFile } from '@groundwork/backstage-plugin-tenancy-node';
import type { GitTrees, TreeName } from './GitTrees';

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

/**
 * The requests in Git. Whose a request is says its path, never its content: teams write in their own folder only.
 */
export class RequestBook {
  readonly #trees: GitTrees;
  readonly #parsed = new Map<string, { oid: string; entry: RequestEntry }>();

  constructor(trees: GitTrees) {
    this.#trees = trees;
  }

  /** The names of all tenants that have a request file, and of those that have requests. */
  tenants(): string[] {
    const files = this.#trees.tree('platform')?.files.keys() ?? [];
    return [...files].flatMap(path => PLATFORM_FILE.exec(path)?.[1] ?? []);
  }

  /** The tenant's own request, if there is one that can be read. */
  tenant(name: string): TenantRequest | undefined {
    const request = this.#entry(
      'platform',
      `platform/tenants/${name}.yaml`,
    )?.request;
    return request?.kind === 'Tenant' ? request : undefined;
  }

  /** All requests of a tenant, its own first. */
  requestsOf(tenant: string): RequestEntry[] {
    const own = this.#entry('platform', `platform/tenants/${tenant}.yaml`);
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
    if (error instanceof RequestError) {
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
