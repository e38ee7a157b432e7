import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  OperationView,
  PlatformView,
  PreviewInput,
  PreviewView,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  assertOneTenant,
  type GitRepositories,
  groupsOf,
  inTurns,
  ownerFindings,
  platformView,
  withLastEditor,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  capabilities as builtIn,
  type Capability,
  type Finding,
  isRootKind,
  isTenantRequest,
  type Layout,
  type Platform,
  type PreviewContext,
  previewAllInSteps,
  previewPlatformInSteps,
  previewRequestInSteps,
  readRequests,
  type RequestEnvelope,
  type RequestPreview,
  resolveAsk,
  type Steps,
  tenantOf,
  type TenantRequest,
  tenantRequestPath,
  treeOf,
} from '@groundwork/engine';
import { subjectsOf } from '../proposal/asked';
import { readTrees, type Trees } from './readTrees';
import type { RequestDocument, TenancyRenderer } from './TenancyRenderer';
import { staticSchemas } from './staticSchemas';

/** What is asked about where nothing is asked. */
const nobody: RequestName = { kind: '', tenant: '', name: '' };

/**
 * Previews with the platform of this portal's own configuration, for portals without tenancy-backend. The engine previews; here
 * Git and the catalog are read, and rights are asked, but no cluster, which it says.
 */
export class StandaloneRenderer implements TenancyRenderer {
  readonly #platform: Platform;
  readonly #git: GitRepositories;
  readonly #catalog: CatalogService;
  readonly #userInfo: UserInfoService;
  readonly #capabilities: readonly Capability[];

  private constructor(options: {
    platform: Platform;
    git: GitRepositories;
    catalog: CatalogService;
    userInfo: UserInfoService;
    capabilities?: readonly Capability[];
  }) {
    this.#platform = options.platform;
    this.#git = options.git;
    this.#catalog = options.catalog;
    this.#userInfo = options.userInfo;
    this.#capabilities = options.capabilities ?? builtIn;
  }

  static create(options: {
    platform: Platform;
    git: GitRepositories;
    catalog: CatalogService;
    userInfo: UserInfoService;
    capabilities?: readonly Capability[];
  }) {
    return new StandaloneRenderer(options);
  }

  async platform(): Promise<PlatformView> {
    return platformView(this.#platform);
  }

  async request(
    { kind, tenant, name }: RequestName,
    credentials: BackstageCredentials,
  ): Promise<RequestDocument | undefined> {
    assertSegment(tenant);
    const requests = this.#requestsIn(
      await readTrees(this.#git, this.#platform, tenant),
    );
    const holder = findTenant(requests, tenant);
    const found = findRequest(requests, { kind, tenant, name });
    return found && this.#owns(await this.#claims(credentials), holder)
      ? { spec: JSON.parse(JSON.stringify(found.spec)) }
      : undefined;
  }

  async preview(
    input: PreviewInput,
    credentials: BackstageCredentials,
  ): Promise<PreviewView> {
    const claims = await this.#claims(credentials);
    if (input.all) {
      return this.#ofAll(input, claims, credentials);
    }
    const subjects = subjectsOf(input);
    const { tenant } = subjects[0] ?? nobody;
    assertSegment(tenant);
    const trees = await readTrees(this.#git, this.#platform, tenant);
    const requests = this.#requestsIn(trees);
    const assertAllowed = (subject: RequestName) => {
      // Who asks for a new tenant is told no more than that its name is taken.
      const isNew =
        input.expect === 'create' &&
        !input.edit &&
        !input.remove &&
        isRootKind(subject.kind, this.#known());
      if (!isNew) {
        this.#assertOwner(claims, subject, requests, trees);
      }
    };
    (subjects.length > 0 ? subjects : [nobody]).forEach(assertAllowed);
    // Only now, since a conflict tells what Git holds.
    const resolved = resolveAsk(
      input,
      name => findRequest(requests, name),
      this.#known(),
    );
    const ask = {
      ...resolved,
      findings: await withLastEditor(resolved.findings, {
        git: this.#git,
        platform: this.#platform,
        edit: input.edit,
      }),
    };
    const { request } = ask;
    if (request) {
      assertAllowed(nameOf(request));
    }
    if (ask.findings.length === 0) {
      assertOneTenant(ask);
    }
    const findings: Finding[] = request
      ? await ownerFindings({
          request,
          claims,
          isAdmin: this.#isAdmin(claims),
          catalog: this.#catalog,
          credentials,
        })
      : [];
    const groups = await groupsOf({
      platform: this.#platform,
      requests: [request, findTenant(requests, tenant)],
      catalog: this.#catalog,
      credentials,
    });
    return this.#answer(
      trees,
      previewRequestInSteps({
        ...this.#context(trees, claims, requests),
        ask,
        requests,
        groups,
        findings,
        ...confirmedOf(input),
      }),
    );
  }

  async #ofAll(
    input: PreviewInput,
    claims: Set<string>,
    credentials: BackstageCredentials,
  ): Promise<PreviewView> {
    this.#assertAdmin(claims, 'render all requests again');
    const trees = await readTrees(this.#git, this.#platform, undefined);
    const requests = this.#requestsIn(trees);
    const groups = await groupsOf({
      platform: this.#platform,
      requests,
      catalog: this.#catalog,
      credentials,
    });
    return this.#answer(
      trees,
      previewAllInSteps({
        ...this.#context(trees, claims, requests),
        requests,
        groups,
        ...confirmedOf(input),
      }),
    );
  }

  async previewPlatform(
    credentials: BackstageCredentials,
  ): Promise<PreviewView> {
    const claims = await this.#claims(credentials);
    this.#assertAdmin(claims, 'render the guard rails');
    const trees = await readTrees(this.#git, this.#platform, '_shared');
    return this.#answer(
      trees,
      previewPlatformInSteps(this.#context(trees, claims, [])),
    );
  }

  async sync(): Promise<boolean> {
    return false;
  }

  async operation(): Promise<OperationView> {
    return {};
  }

  async previewChange(): Promise<undefined> {
    return undefined;
  }

  async change(): Promise<undefined> {
    return undefined;
  }

  async status(): Promise<undefined> {
    return undefined;
  }

  async registerProposal(): Promise<void> {
    // Nobody shows proposals where tenancy-backend is not installed.
  }

  /** The requests of both trees, each from its own. */
  #requestsIn({ files }: Trees): readonly RequestEnvelope[] {
    return readRequests(
      new Map([
        ...inTree('platform', files.platform, this.#platform.layout),
        ...inTree('tenants', files.tenants, this.#platform.layout),
      ]),
      { ...this.#known(), layout: this.#platform.layout },
    ).requests;
  }

  #context(
    { files }: Trees,
    claims: ReadonlySet<string>,
    requests: readonly RequestEnvelope[],
  ): PreviewContext {
    return {
      ...this.#known(),
      platform: this.#platform,
      files,
      schemasOf: staticSchemas(),
      mayRead: name => this.#owns(claims, findTenant(requests, name)),
    };
  }

  async #answer(
    { base }: Trees,
    steps: Steps<RequestPreview>,
  ): Promise<PreviewView> {
    const preview = await inTurns(steps);
    return {
      ...preview,
      files: [...preview.files],
      findings: [...preview.findings],
      sources: [],
      base,
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

  /** The kinds of requests there are. */
  #known() {
    return { capabilities: this.#capabilities };
  }

  #isAdmin(claims: ReadonlySet<string>): boolean {
    return this.#platform.admins.some(ref =>
      claims.has(ref.toLocaleLowerCase('en-US')),
    );
  }

  #assertAdmin(claims: ReadonlySet<string>, what: string): void {
    if (!this.#isAdmin(claims)) {
      throw new NotAllowedError(
        `Only platform admins (tenancy.admins in app-config) can ${what}.`,
      );
    }
  }

  #owns(
    claims: ReadonlySet<string>,
    holder: TenantRequest | undefined,
  ): boolean {
    return (
      this.#isAdmin(claims) ||
      (holder !== undefined && claims.has(holder.spec.owner))
    );
  }

  /** A file that can't be read as a request still keeps its name: whose it is, only the platform team can say. */
  #assertOwner(
    claims: ReadonlySet<string>,
    { kind, tenant }: RequestName,
    requests: readonly RequestEnvelope[],
    { files }: Trees,
  ): void {
    const holder = findTenant(requests, tenant);
    const isNew =
      isRootKind(kind, this.#known()) &&
      !holder &&
      !hasFile(
        files.platform,
        tenantRequestPath(tenant, this.#platform.layout),
      );
    if (!isNew && !this.#owns(claims, holder)) {
      throw new NotAllowedError(
        `Tenant ${tenant} not found, or not owned by one of your teams. Ask its owner or the platform team.`,
      );
    }
  }
}

/** Whether Git has a file, with either ending. */
function hasFile(files: ReadonlyMap<string, string>, path: string): boolean {
  return files.has(path) || files.has(path.replace(/yaml$/, 'yml'));
}

/** Names become part of what is asked of Git, where `*` stands for any. */
function assertSegment(tenant: string): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(tenant)) {
    throw new NotAllowedError(`Tenant ${tenant} not found`);
  }
}

function findTenant(
  requests: readonly RequestEnvelope[],
  tenant: string,
): TenantRequest | undefined {
  return requests
    .filter(isTenantRequest)
    .find(({ metadata }) => metadata.name === tenant);
}

function findRequest(
  requests: readonly RequestEnvelope[],
  { kind, tenant, name }: RequestName,
): RequestEnvelope | undefined {
  return requests.find(
    each =>
      each.kind.toLowerCase() === kind.toLowerCase() &&
      tenantOf(each) === tenant &&
      each.metadata.name === name,
  );
}

function nameOf(request: RequestEnvelope): RequestName {
  const { kind, metadata } = request;
  return { kind, tenant: tenantOf(request), name: metadata.name };
}

/** What belongs into a tree: the repository of another may hold files of the same names. */
function inTree(
  tree: 'platform' | 'tenants',
  files: ReadonlyMap<string, string>,
  layout: Layout,
): Array<[string, string]> {
  return [...files].filter(([path]) => treeOf(path, layout) === tree);
}

function confirmedOf({ confirmed }: PreviewInput) {
  return confirmed ? { confirmed } : {};
}
