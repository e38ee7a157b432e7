import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  PlatformView,
  PreviewInput,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  expectationFinding,
  type GitRepositories,
  groupsOf,
  manifestsInGit,
  ownerFindings,
  platformView,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  compareRender,
  describeChanges,
  FindingsError,
  type Finding,
  type ManifestSet,
  parseRequest,
  type Platform,
  readRequests,
  render,
  renderAll,
  renderPlatform,
  type Request,
  requestPath,
  tenantOf,
} from '@groundwork/engine';
import { readTrees, type Trees } from './readTrees';
import type {
  RequestDocument,
  RequestSubject,
  TenancyRenderer,
} from './TenancyRenderer';
import { validateStatically } from './validateStatically';

/**
 * Renders with the platform of this portal's own configuration, for portals without tenancy-backend:
 * it reads Git and the catalog, but no cluster, and says so.
 */
export class StandaloneRenderer implements TenancyRenderer {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #catalog: CatalogService;
  readonly #userInfo: UserInfoService;

  private constructor(options: {
    platform: Platform;
    git: GitRepositories;
    catalog: CatalogService;
    userInfo: UserInfoService;
  }) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#catalog = options.catalog;
    this.#userInfo = options.userInfo;
  }

  static create(options: {
    platform: Platform;
    git: GitRepositories;
    catalog: CatalogService;
    userInfo: UserInfoService;
  }) {
    return new StandaloneRenderer(options);
  }

  async platform(): Promise<PlatformView> {
    return platformView(this.#platform);
  }

  async request(
    { kind, tenant, name }: RequestSubject,
    credentials: BackstageCredentials,
  ): Promise<RequestDocument | undefined> {
    assertSegment(tenant);
    const { files } = await readTrees(this.#git, this.#platform, tenant);
    const own = readRequests(files).requests.filter(
      each => tenantOf(each) === tenant,
    );
    const holder = own.find(each => each.kind === 'Tenant');
    const found = own.find(
      each => each.kind === kind && each.metadata.name === name,
    );
    return found && this.#owns(await this.#claims(credentials), holder)
      ? { spec: JSON.parse(JSON.stringify(found.spec)) }
      : undefined;
  }

  async preview(
    input: PreviewInput,
    credentials: BackstageCredentials,
  ): Promise<PreviewView> {
    const claims = await this.#claims(credentials);
    let request: Request;
    try {
      request = parseRequest(input.request);
    } catch (error) {
      return refused(findingsOf(error));
    }
    const tenant = tenantOf(request);
    assertSegment(tenant);
    const trees = await readTrees(this.#git, this.#platform, tenant);
    const { requests } = readRequests(trees.files);
    const present = requests.filter(each => tenantOf(each) === tenant);
    const holder = present.find(each => each.kind === 'Tenant');
    this.#assertOwner(claims, request, holder, hasFile(trees.files, tenant));

    const exists =
      present.some(
        ({ kind, metadata }) =>
          kind === request.kind && metadata.name === request.metadata.name,
      ) || trees.files.has(requestPath(request));
    const unexpected = expectationFinding(
      request,
      exists,
      input.expect ?? 'either',
    );
    const wrong = [
      ...(unexpected ? [unexpected] : []),
      ...(await ownerFindings({
        request,
        claims,
        isAdmin: this.#isAdmin(claims),
        catalog: this.#catalog,
        credentials,
      })),
    ];
    if (wrong.length > 0) {
      return refused(wrong, trees);
    }
    try {
      return this.#compare(
        trees,
        ...this.#renderBoth(
          request,
          requests,
          await groupsOf({
            platform: this.#platform,
            requests: [request, holder],
            catalog: this.#catalog,
            credentials,
          }),
        ),
      );
    } catch (error) {
      return refused(findingsOf(error), trees);
    }
  }

  async previewPlatform(
    credentials: BackstageCredentials,
  ): Promise<PreviewView> {
    if (!this.#isAdmin(await this.#claims(credentials))) {
      throw new NotAllowedError(
        'Only those named under tenancy.admins may render the guard rails.',
      );
    }
    const next = renderPlatform(this.#platform);
    const trees = await readTrees(this.#git, this.#platform, '_shared');
    return {
      ...this.#compare(trees, next, { files: [] }, []),
      changes: describeChanges(manifestsInGit(next, trees.files), next),
    };
  }

  async status(): Promise<undefined> {
    return undefined;
  }

  async registerProposal(): Promise<void> {
    // Nobody shows proposals where tenancy-backend is not installed.
  }

  /** The request itself first, since its errors must name its fields; then all of the tenant, which hangs together. */
  #renderBoth(
    request: Request,
    requests: readonly Request[],
    groups: Record<string, string>,
  ): [ManifestSet, ManifestSet, readonly Finding[]] {
    const name = tenantOf(request);
    const tenants = requests.flatMap(each =>
      each.kind === 'Tenant' ? [each] : [],
    );
    const tenant = tenants.find(each => each.metadata.name === name);
    render(request, this.#platform, {
      groups,
      ...(request.kind === 'Tenant'
        ? {
            ...(tenant ? { previous: tenant } : {}),
            others: tenants.filter(each => each !== tenant),
          }
        : { ...(tenant ? { tenant } : {}) }),
    });
    const own = requests.filter(each => tenantOf(each) === name);
    const rest = own.filter(
      each =>
        each.kind !== request.kind ||
        each.metadata.name !== request.metadata.name,
    );
    const next = renderAll([request, ...rest], this.#platform, { groups });
    const before = renderAll(own, this.#platform, { groups });
    return [next, before, next.findings];
  }

  #compare(
    trees: Trees,
    next: ManifestSet,
    before: ManifestSet,
    findings: readonly Finding[],
  ): PreviewView {
    const compared = compareRender(trees.files, next, before);
    return {
      changes: describeChanges(before, next),
      files: [...compared.files],
      findings: [
        ...findings,
        ...compared.findings,
        ...validateStatically(next),
      ],
      checkedLive: false,
      sources: [],
      base: trees.base,
    };
  }

  async #claims(credentials: BackstageCredentials): Promise<Set<string>> {
    const { userEntityRef, ownershipEntityRefs } =
      await this.#userInfo.getUserInfo(credentials);
    return new Set(
      [userEntityRef, ...ownershipEntityRefs].map(ref =>
        ref.toLocaleLowerCase('en-US'),
      ),
    );
  }

  #isAdmin(claims: ReadonlySet<string>): boolean {
    return this.#platform.admins.some(ref =>
      claims.has(ref.toLocaleLowerCase('en-US')),
    );
  }

  #owns(claims: ReadonlySet<string>, holder: Request | undefined): boolean {
    return (
      this.#isAdmin(claims) ||
      (holder?.kind === 'Tenant' && claims.has(holder.spec.owner))
    );
  }

  /** A file that can't be read as a request still keeps its name: whose it is, only the platform team can say. */
  #assertOwner(
    claims: ReadonlySet<string>,
    request: Request,
    holder: Request | undefined,
    isTaken: boolean,
  ): void {
    const isNew = request.kind === 'Tenant' && !holder && !isTaken;
    if (!isNew && !this.#owns(claims, holder)) {
      throw new NotAllowedError(
        `There is no tenant ${tenantOf(
          request,
        )}, or it belongs to another team. Ask for another name, or let its owners or the platform team ask.`,
      );
    }
  }
}

/** Whether Git has a file for the tenant, with either ending. */
function hasFile(files: ReadonlyMap<string, string>, tenant: string): boolean {
  return ['yaml', 'yml'].some(ending =>
    files.has(`platform/tenants/${tenant}.${ending}`),
  );
}

/** Names become part of what is asked of Git, where `*` stands for any. */
function assertSegment(tenant: string): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(tenant)) {
    throw new NotAllowedError(`There is no tenant ${tenant}`);
  }
}

function refused(findings: readonly Finding[], trees?: Trees): PreviewView {
  return {
    changes: [],
    files: [],
    findings: [...findings],
    checkedLive: false,
    sources: [],
    base: trees?.base ?? { platform: '', tenants: '' },
  };
}

function findingsOf(error: unknown): readonly Finding[] {
  if (error instanceof FindingsError) {
    return error.findings;
  }
  throw error;
}
