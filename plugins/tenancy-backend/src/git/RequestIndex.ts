import {
  capabilities as builtIn,
  type Capability,
  type Finding,
  FindingsError,
  isTenantRequest,
  type Layout,
  parseRequestText,
  type RequestEnvelope,
  requestPath,
  requestPlace,
  type RequestPlace,
  tenantRequestPath,
  type TenantRequest,
} from '@groundwork/engine';
import {
  type GitFile,
  GitFileError,
  type GitTree,
  letOthers,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { TreeName } from './GitTrees';
import { kindOf } from './kindOf';

const indexes = new WeakMap<
  GitTree['files'],
  ReadonlyMap<string, readonly string[]>
>();

/** A request file as it stands in Git. A file that can't be read as a request says why. */
export interface RequestEntry {
  path: string;
  /** The tree that it lies in. */
  tree: TreeName;
  tenant: string;
  /** As its capability spells it; as its path does, where none has it. */
  kind: string;
  name: string;
  /** Git id of the file's content. */
  oid: string;
  request?: RequestEnvelope;
  findings: readonly Finding[];
}

/** Where requests are read from; undefined for a tree that never was. */
interface RequestTrees {
  tree(name: TreeName): Pick<GitTree, 'commit' | 'files'> | undefined;
}

/**
 * The requests in Git. Whose a request is says its path, never its content: teams write in their own folder only.
 */
export class RequestIndex {
  /** Where folders lie in the trees. */
  readonly layout: Layout;
  readonly #trees: RequestTrees;
  readonly #parsed: Map<string, { oid: string; entry: RequestEntry }>;

  readonly #capabilities: readonly Capability[];

  constructor(
    trees: RequestTrees,
    options:
      | { layout: Layout; capabilities?: readonly Capability[] }
      | { like: RequestIndex },
  ) {
    this.#trees = trees;
    if ('like' in options) {
      this.layout = options.like.layout;
      this.#capabilities = options.like.capabilities;
      this.#parsed = options.like.#parsed;
    } else {
      this.layout = options.layout;
      this.#capabilities = options.capabilities ?? builtIn;
      this.#parsed = new Map();
    }
  }

  /** The requests of other trees, such as those of one commit. What is parsed already is not parsed again. */
  at(trees: RequestTrees): RequestIndex {
    return new RequestIndex(trees, { like: this });
  }

  /** The kinds of requests there are. */
  get capabilities(): readonly Capability[] {
    return this.#capabilities;
  }

  /** Whether a tree was ever read: of one that was not, nothing can be said, not even that a request is missing. */
  knows(tree: TreeName): boolean {
    return this.#trees.tree(tree) !== undefined;
  }

  /** The names of all tenants that have a request file, also one that can't be read. */
  tenants(): string[] {
    return [...this.#paths('platform').keys()];
  }

  /** The tenant's own request, if there is one that can be read. */
  tenant(name: string): TenantRequest | undefined {
    return this.own(name).request;
  }

  /** Whether there is a file for the tenant that can't be read as its request: who owns it is then not known. */
  isUnreadable(name: string): boolean {
    return this.own(name).isUnreadable;
  }

  /** The tenant's own request, and whether there is a file that can't be read as one. */
  own(name: string): { request?: TenantRequest; isUnreadable: boolean } {
    const entry = this.#own(name);
    return entry?.request && isTenantRequest(entry.request)
      ? { request: entry.request, isUnreadable: false }
      : { isUnreadable: entry !== undefined };
  }

  /** All requests of a tenant, its own first. */
  requestsOf(tenant: string): RequestEntry[] {
    const own = this.#own(tenant);
    const others = (this.#paths('tenants').get(tenant) ?? []).flatMap(
      path => this.#entry('tenants', path) ?? [],
    );
    return [...(own ? [own] : []), ...others];
  }

  /** One request of a tenant; `kind` in any case. */
  find(tenant: string, kind: string, name: string): RequestEntry | undefined {
    return this.requestsOf(tenant).find(
      entry =>
        entry.kind.toLowerCase() === kind.toLowerCase() && entry.name === name,
    );
  }

  /**
   * Parses the files of a tree that is about to be shown, and lets others through meanwhile: who then asks finds them
   * parsed. What is no longer there is forgotten.
   */
  async prepare(
    name: TreeName,
    { files }: Pick<GitTree, 'files'>,
  ): Promise<void> {
    for (const [path, file] of files) {
      this.#parse(path, file);
      await letOthers();
    }
    for (const [path, { entry }] of [...this.#parsed]) {
      if (entry.tree === name && !files.has(path)) {
        this.#parsed.delete(path);
      }
    }
    const paths = new Map<string, string[]>();
    for (const path of files.keys()) {
      addPath(paths, path, { name, layout: this.layout });
      await letOthers();
    }
    indexes.set(files, inOrder(paths));
  }

  /** The paths of a tree by tenant. */
  #paths(name: TreeName): ReadonlyMap<string, readonly string[]> {
    const files = this.#trees.tree(name)?.files;
    return files ? pathsOf(name, files, this.layout) : new Map();
  }

  /** A file with the other ending holds no request, and keeps the name all the same. */
  #own(tenant: string): RequestEntry | undefined {
    const path = tenantRequestPath(tenant, this.layout);
    return (
      this.#entry('platform', path) ??
      this.#entry('platform', path.replace(/yaml$/, 'yml'))
    );
  }

  #entry(tree: TreeName, path: string): RequestEntry | undefined {
    const file = this.#trees.tree(tree)?.files.get(path);
    return file && this.#parse(path, file);
  }

  #parse(path: string, file: GitFile): RequestEntry | undefined {
    const known = this.#parsed.get(path);
    if (known?.oid === file.oid) {
      return known.entry;
    }
    const entry = parse(path, file, this);
    if (entry) {
      this.#parsed.set(path, { oid: file.oid, entry });
    }
    return entry;
  }
}

/** The paths of request files by tenant, made once for each tree that was read. */
function pathsOf(
  name: TreeName,
  files: GitTree['files'],
  layout: Layout,
): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(files);
  if (known) {
    return known;
  }
  const paths = new Map<string, string[]>();
  for (const path of files.keys()) {
    addPath(paths, path, { name, layout });
  }
  indexes.set(files, inOrder(paths));
  return paths;
}

function addPath(
  paths: Map<string, string[]>,
  path: string,
  { name, layout }: { name: TreeName; layout: Layout },
): void {
  const place = requestPlace(path, layout);
  if (place && treeOf(place) === name) {
    const own = paths.get(place.tenant);
    if (own) {
      own.push(path);
    } else {
      paths.set(place.tenant, [path]);
    }
  }
}

/** Files come in the order in which they changed. */
function inOrder(paths: Map<string, string[]>): Map<string, string[]> {
  paths.forEach(own => own.length > 1 && own.sort());
  return paths;
}

function parse(
  path: string,
  file: GitFile,
  { capabilities, layout }: Pick<RequestIndex, 'capabilities' | 'layout'>,
): RequestEntry | undefined {
  const found = placeOf(path, { capabilities, layout });
  if (!found) {
    return undefined;
  }
  const place = { ...found, path, oid: file.oid };
  try {
    const request = parseRequestText(file.content(), { capabilities });
    if (requestPath(request, layout) !== path) {
      return { ...place, findings: [misplaced(place, request, layout)] };
    }
    return { ...place, kind: request.kind, request, findings: [] };
  } catch (error) {
    if (error instanceof GitFileError) {
      return { ...place, findings: error.inTree(place.tree).findings };
    }
    if (error instanceof FindingsError) {
      return { ...place, findings: error.findings };
    }
    throw error;
  }
}

function placeOf(
  path: string,
  { capabilities, layout }: Pick<RequestIndex, 'capabilities' | 'layout'>,
): Pick<RequestEntry, 'tree' | 'tenant' | 'kind' | 'name'> | undefined {
  const place = requestPlace(path, layout);
  return (
    place && {
      ...place,
      tree: treeOf(place),
      kind: kindOf(place, capabilities),
    }
  );
}

function treeOf({ kind }: RequestPlace): TreeName {
  return kind === undefined ? 'platform' : 'tenants';
}

function misplaced(
  { path, tree }: Pick<RequestEntry, 'path' | 'tree'>,
  request: RequestEnvelope,
  layout: Layout,
): Finding {
  return {
    code: 'RequestMisplaced',
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
      layout,
    )}.`,
    fix: 'Move the file, or correct its metadata.',
    fixableBy: tree === 'platform' ? 'platform' : 'tenant',
    evidence: [],
  };
}
