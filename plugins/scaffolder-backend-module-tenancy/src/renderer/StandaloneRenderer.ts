import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  PlatformView,
  PreviewInput,
  PreviewView,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  expectationFinding,
  type GitRepositories,
  groupsOf,
  inTurns,
  nothingToRemove,
  ownerFindings,
  platformView,
  type ResolvedAsk,
  resolveAsked,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  capabilities as builtIn,
  type Capability,
  FindingsError,
  type Finding,
  isRootKind,
  isTenantRequest,
  kindsOf,
  type ObjectRef,
  parseRequest,
  type Platform,
  previewChangeInSteps,
  readRequests,
  renderChangeInSteps,
  type RenderedChange,
  renderPlatform,
  type RequestEnvelope,
  requestPath,
  requestRef,
  tenantOf,
  type TenantRequest,
  tenantRequestPath,
} from '@groundwork/engine';
import { subjectsOf } from '../proposal/asked';
import { readTrees, type Trees } from './readTrees';
import type { RequestDocument, TenancyRenderer } from './TenancyRenderer';
import { validateStatically } from './validateStatically';

/** What is asked about where nothing is asked. */
const nobody: RequestName = { kind: '', tenant: '', name: '' };

/**
 * Renders with the platform of this portal's own configuration, for portals without tenancy-backend:
 * it reads Git and the catalog, but no cluster, and says so.
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
    const { files } = await readTrees(this.#git, this.#platform, tenant);
    const { requests } = readRequests(files, this.#known());
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
    const [subject = nobody] = subjectsOf(input);
    assertSegment(subject.tenant);
    const trees = await readTrees(this.#git, this.#platform, subject.tenant);
    const { requests } = readRequests(trees.files, this.#known());
    const find = (name: RequestName) => findRequest(requests, name);
    this.#assertOwner(claims, subject, requests, trees);
    // Only now, since a conflict tells what Git holds.
    const asked = resolveAsked(input, find);
    if (asked.findings.length > 0) {
      return refused(asked.findings, trees);
    }
    let request: RequestEnvelope | undefined;
    try {
      request =
        asked.document === undefined
          ? undefined
          : parseRequest(asked.document, this.#known());
    } catch (error) {
      return refused(findingsOf(error), trees);
    }
    const { remove } = asked;
    const { tenant } = subject;
    const holder = findTenant(requests, tenant);
    if (remove && remove.tenant !== tenant) {
      throw new InputError(
        "remove: a request of another tenant can't be removed together with this one.",
      );
    }
    const wrong = request
      ? await this.#wrong({ request, find, trees, asked, claims, credentials })
      : [];
    if (wrong.length > 0) {
      return refused(wrong, trees);
    }
    try {
      const steps = renderChangeInSteps({
        change: { request, remove },
        platform: this.#platform,
        requests,
        present: trees.files,
        context: {
          ...this.#known(),
          groups: await groupsOf({
            platform: this.#platform,
            requests: [request, holder],
            catalog: this.#catalog,
            credentials,
          }),
        },
      });
      const change = await inTurns(steps);
      if (remove && change.before.files.length === 0) {
        return refused([nothingToRemove(remove)], trees);
      }
      return {
        ...(await this.#compare(trees, change, {
          subject: request
            ? requestRef(request)
            : requestRef({
                kind: remove?.kind ?? '',
                metadata: { name: remove?.name ?? '' },
              }),
          confirmed: input.confirmed,
        })),
        ...(request ? { request } : {}),
      };
    } catch (error) {
      return refused(findingsOf(error), trees);
    }
  }

  async #wrong(options: {
    request: RequestEnvelope;
    find: (name: RequestName) => RequestEnvelope | undefined;
    trees: Trees;
    asked: ResolvedAsk;
    claims: Set<string>;
    credentials: BackstageCredentials;
  }): Promise<Finding[]> {
    const { request, find, trees, asked, claims, credentials } = options;
    const { kind, metadata } = request;
    const present = find({
      kind,
      tenant: tenantOf(request),
      name: metadata.name,
    });
    const unexpected = expectationFinding(
      request,
      present !== undefined || trees.files.has(requestPath(request)),
      asked.expect,
    );
    return [
      ...(unexpected ? [unexpected] : []),
      ...(await ownerFindings({
        request,
        claims,
        isAdmin: this.#isAdmin(claims),
        catalog: this.#catalog,
        credentials,
      })),
    ];
  }

  async previewPlatform(
    credentials: BackstageCredentials,
  ): Promise<PreviewView> {
    if (!this.#isAdmin(await this.#claims(credentials))) {
      throw new NotAllowedError(
        'Only platform admins (tenancy.admins in app-config) can render the guard rails.',
      );
    }
    const next = renderPlatform(this.#platform);
    const trees = await readTrees(this.#git, this.#platform, '_shared');
    const none = { files: [] };
    return this.#compare(
      trees,
      {
        next,
        before: none,
        findings: [],
        *rest() {
          return none;
        },
      },
      { subject: requestRef({ kind: 'Platform', metadata: { name: '' } }) },
    );
  }

  async status(): Promise<undefined> {
    return undefined;
  }

  async registerProposal(): Promise<void> {
    // Nobody shows proposals where tenancy-backend is not installed.
  }

  async #compare(
    trees: Trees,
    { next, before, findings, rest }: RenderedChange,
    options: { subject: ObjectRef; confirmed?: readonly string[] },
  ): Promise<PreviewView> {
    const steps = previewChangeInSteps({
      ...options,
      ...this.#known(),
      present: trees.files,
      next,
      before,
      rest,
      kinds: kindsOf(this.#platform),
      environments: this.#platform.environments.map(({ name }) => name),
    });
    const preview = await inTurns(steps);
    return {
      changes: preview.changes,
      files: [...preview.files],
      removals: preview.removals,
      findings: [
        ...findings,
        ...preview.findings,
        ...validateStatically(next, kindsOf(this.#platform)),
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

  /** The kinds of requests there are. */
  #known() {
    return { capabilities: this.#capabilities };
  }

  #isAdmin(claims: ReadonlySet<string>): boolean {
    return this.#platform.admins.some(ref =>
      claims.has(ref.toLocaleLowerCase('en-US')),
    );
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
      isRootKind(kind, this.#known()) && !holder && !hasFile(files, tenant);
    if (!isNew && !this.#owns(claims, holder)) {
      throw new NotAllowedError(
        `Tenant ${tenant} not found, or not owned by one of your teams. Ask its owner or the platform team.`,
      );
    }
  }
}

/** Whether Git has a file for the tenant, with either ending. */
function hasFile(files: ReadonlyMap<string, string>, tenant: string): boolean {
  const path = tenantRequestPath(tenant);
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

function refused(findings: readonly Finding[], trees?: Trees): PreviewView {
  return {
    changes: [],
    files: [],
    removals: [],
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
