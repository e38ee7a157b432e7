import type { AuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  PreviewInput,
  PreviewView,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  assertOneTenant,
  clustersOf,
  GitFileError,
  type GitRepositories,
  groupsOf,
  inTurns,
  ownerFindings,
  withLastEditor,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Extensions,
  type Finding,
  type Platform,
  type PreviewContext,
  previewAllInSteps,
  previewPlatformInSteps,
  previewRequestInSteps,
  type RequestEdit,
  type RequestPreview,
  resolveAsk,
  type Steps,
} from '@groundwork/engine';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { admit, assertTenantOf } from './admit';
import { requestsFor } from './requestsFor';
import { type Base, BaseMovedError, readBase } from './readBase';
import type { Schemas } from './Schemas';

/** How often a decision is made anew because Git moved meanwhile. */
const MAX_ATTEMPTS = 4;

const nothing: RequestPreview = {
  changes: [],
  files: [],
  removals: [],
  findings: [],
  checkedLive: false,
};

/**
 * What a request would write, and what is wrong with it. The engine previews; here Git and the clusters are read, and rights
 * are asked.
 */
export class Previews {
  readonly #platform: Platform;
  readonly #checks: Extensions['checks'];
  readonly #auth: AuthService;
  readonly #access: TenantAccess;
  readonly #catalog: CatalogService;
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #requestIndex: RequestIndex;
  readonly #directory: TenantDirectory;
  readonly #snapshot: LiveSnapshot;
  readonly #schemas: Schemas;

  constructor(options: {
    platform: Platform;
    extensions: Extensions;
    auth: AuthService;
    access: TenantAccess;
    catalog: CatalogService;
    git: GitRepositories;
    trees: GitTrees;
    requestIndex: RequestIndex;
    directory: TenantDirectory;
    snapshot: LiveSnapshot;
    schemas: Schemas;
  }) {
    this.#platform = options.platform;
    this.#checks = options.extensions.checks;
    this.#auth = options.auth;
    this.#access = options.access;
    this.#catalog = options.catalog;
    this.#git = options.git;
    this.#trees = options.trees;
    this.#requestIndex = options.requestIndex;
    this.#directory = options.directory;
    this.#snapshot = options.snapshot;
    this.#schemas = options.schemas;
  }

  /**
   * Previews a request, an edit of one, that one goes, or that all are rendered again. Whether it exists, whose it is and what
   * it would change are decided from the commits in `base`.
   *
   * @throws NotAllowedError if the viewer may not change the tenant that it is about, or all of them;
   * ServiceUnavailableError while Git, or a cluster that may hold the tenant, can't be read
   */
  async ofRequest(viewer: Viewer, input: PreviewInput): Promise<PreviewView> {
    if (input.all) {
      this.#access.assertAdmin(viewer);
      return this.#decided(input, base => this.#ofAll(base, viewer, input));
    }
    return this.#decided(input, base => this.#ofRequest(base, viewer, input));
  }

  /**
   * Previews an edit of a request of one tenant that somebody else than a person makes, as a pipeline. Whoever calls has admitted
   * it: no rights are asked here.
   */
  async ofAdmitted(tenant: string, edit: RequestEdit): Promise<PreviewView> {
    if (edit.tenant !== tenant) {
      throw new NotAllowedError(`This is no request of tenant ${tenant}`);
    }
    const viewer: Viewer = {
      credentials: await this.#auth.getOwnServiceCredentials(),
      claims: new Set(),
      isAdmin: false,
    };
    return this.#decided({ fresh: true }, base =>
      this.#ofRequest(base, viewer, { edit }, tenant),
    );
  }

  /**
   * Previews the guard rails and root ApplicationSets of all environments.
   *
   * @throws NotAllowedError if the viewer does not run the platform
   */
  async ofPlatform(
    viewer: Viewer,
    options: { fresh?: boolean } = {},
  ): Promise<PreviewView> {
    this.#access.assertAdmin(viewer);
    return this.#decided(options, async base =>
      this.#answer(base, viewer, '_shared', context =>
        previewPlatformInSteps(context),
      ),
    );
  }

  async #decided(
    { fresh = false }: { fresh?: boolean },
    decide: (base: Base) => Promise<PreviewView>,
  ): Promise<PreviewView> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await decide(
          await readBase({
            git: this.#git,
            trees: this.#trees,
            requestIndex: this.#requestIndex,
            fresh: fresh || attempt > 1,
          }),
        );
      } catch (error) {
        if (!(error instanceof BaseMovedError) || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #ofRequest(
    base: Base,
    viewer: Viewer,
    input: PreviewInput,
    admitted?: string,
  ): Promise<PreviewView> {
    const { requestIndex } = base;
    const tenants = this.#directory.at(requestIndex);
    // Before anything else is said: a conflict tells what Git holds.
    await assertTenantOf(input.request, viewer, this.#access, {
      tenants,
      requestIndex,
    });
    for (const { tenant, name } of [input.edit, input.remove].flatMap(named =>
      admitted === undefined ? named ?? [] : [],
    )) {
      await this.#access.update(viewer, tenant ?? name, tenants);
    }
    const find = ({ tenant, kind, name }: RequestName) =>
      requestIndex.find(tenant, kind, name)?.request;
    const ask = resolveAsk(input, find, requestIndex);
    const { request } = ask;
    if (ask.findings.length > 0) {
      const findings = await withLastEditor(ask.findings, {
        git: this.#git,
        platform: this.#platform,
        edit: input.edit,
      });
      return this.#view(base, { ...nothing, findings });
    }
    const tenant = assertOneTenant(ask);
    let isTaken = false;
    let findings: Finding[] = [];
    if (request && admitted === undefined) {
      isTaken = await admit({
        viewer,
        request,
        expect: ask.expect,
        access: this.#access,
        requestIndex,
        tenants,
      });
      findings = await ownerFindings({
        ...viewer,
        request,
        catalog: this.#catalog,
      });
    }
    const groups = await groupsOf({
      platform: this.#platform,
      requests: [request, requestIndex.tenant(tenant)],
      catalog: this.#catalog,
      credentials: viewer.credentials,
    });
    const requests = requestsFor(requestIndex, tenant);
    const mayRead = admitted && ((each: string) => each === admitted);
    return this.#answer(base, viewer, tenant, context =>
      previewRequestInSteps({
        ...context,
        ...(mayRead ? { mayRead } : {}),
        ask,
        requests,
        groups,
        isTaken,
        findings,
        ...confirmedOf(input),
      }),
    );
  }

  async #ofAll(
    base: Base,
    viewer: Viewer,
    input: PreviewInput,
  ): Promise<PreviewView> {
    const { requestIndex } = base;
    const requests = requestIndex
      .tenants()
      .flatMap(tenant =>
        requestIndex.requestsOf(tenant).flatMap(({ request }) => request ?? []),
      );
    const groups = await groupsOf({
      platform: this.#platform,
      requests,
      catalog: this.#catalog,
      credentials: viewer.credentials,
    });
    return this.#answer(base, viewer, undefined, context =>
      previewAllInSteps({
        ...context,
        requests,
        groups,
        ...confirmedOf(input),
      }),
    );
  }

  /** Reads what the engine needs, and lets others through while it works. */
  async #answer(
    base: Base,
    viewer: Viewer,
    tenant: string | undefined,
    preview: (context: PreviewContext) => Steps<RequestPreview>,
  ): Promise<PreviewView> {
    let files: PreviewContext['files'];
    try {
      files = await base.filesOf(tenant);
    } catch (error) {
      if (error instanceof GitFileError) {
        return this.#view(base, { ...nothing, findings: error.findings });
      }
      throw error;
    }
    const own = await this.#access.readableNames(viewer);
    const steps = preview({
      platform: this.#platform,
      files,
      capabilities: base.requestIndex.capabilities,
      gatewayApi: this.#schemas.gatewayApi(clustersOf(this.#platform)),
      schemasOf: cluster => this.#schemas.of(cluster),
      live: {
        snapshot: this.#snapshot,
        now: Date.now(),
        checks: this.#checks,
      },
      mayRead: name => viewer.isAdmin || own.has(name),
    });
    return this.#view(base, await inTurns(steps));
  }

  #view(base: Base, preview: RequestPreview): PreviewView {
    return {
      ...preview,
      files: [...preview.files],
      findings: [...preview.findings],
      sources: [...this.#snapshot.sources(), ...this.#trees.sources()],
      base: { ...base.commits },
    };
  }
}

function confirmedOf({ confirmed }: PreviewInput) {
  return confirmed ? { confirmed } : {};
}
