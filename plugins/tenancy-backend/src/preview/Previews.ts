import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  clustersOf,
  type Expectation,
  type GitRepositories,
  groupsOf,
  manifestsInGit,
  ownerFindings,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  compareRender,
  cutEvidence,
  describeChanges,
  type Finding,
  FindingsError,
  type ManifestSet,
  parseRequest,
  type Platform,
  renderPlatform,
  type Request,
  tenantOf,
} from '@groundwork/engine';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { RequestBook } from '../git/RequestBook';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { admit, assertTenantOf } from './admit';
import { checkPlanned } from './checkPlanned';
import { renderChange } from './renderChange';
import { type Base, BaseMovedError, readBase } from './readBase';
import type { Schemas } from './Schemas';

/** How often a decision is made anew because Git moved meanwhile. */
const MAX_ATTEMPTS = 4;

/**
 * What a request would write, and what is wrong with it: rendered by the engine, compared with Git, validated with the
 * schemas of the clusters it is for, and checked over what they hold now.
 */
export class Previews {
  readonly #platform: Platform;
  readonly #access: TenantAccess;
  readonly #catalog: CatalogService;
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #book: RequestBook;
  readonly #directory: TenantDirectory;
  readonly #snapshot: LiveSnapshot;
  readonly #schemas: Schemas;

  constructor(options: {
    platform: Platform;
    access: TenantAccess;
    catalog: CatalogService;
    git: GitRepositories;
    trees: GitTrees;
    book: RequestBook;
    directory: TenantDirectory;
    snapshot: LiveSnapshot;
    schemas: Schemas;
  }) {
    this.#platform = options.platform;
    this.#access = options.access;
    this.#catalog = options.catalog;
    this.#git = options.git;
    this.#trees = options.trees;
    this.#book = options.book;
    this.#directory = options.directory;
    this.#snapshot = options.snapshot;
    this.#schemas = options.schemas;
  }

  /**
   * Previews one request. Whether it exists, whose it is and what it would change are decided from the commits in `base`.
   *
   * @param options - `fresh` asks Git anew, as before a push
   * @throws NotAllowedError if the viewer may not change the tenant that it is about;
   * ServiceUnavailableError while Git, or a cluster that may hold the tenant, can't be read
   */
  async ofRequest(
    viewer: Viewer,
    document: unknown,
    expect: Expectation,
    options: { fresh?: boolean } = {},
  ): Promise<PreviewView> {
    return this.#decided(options, base =>
      this.#ofRequest(base, viewer, document, expect),
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
    return this.#decided(options, async base => {
      try {
        return await this.#compare({
          base,
          viewer,
          next: renderPlatform(this.#platform),
          before: { files: [] },
          findings: [],
        });
      } catch (error) {
        return this.#refused(base, findingsOf(error));
      }
    });
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
            book: this.#book,
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
    document: unknown,
    expect: Expectation,
  ): Promise<PreviewView> {
    const { book } = base;
    const tenants = this.#directory.at(book);
    await assertTenantOf(document, viewer, this.#access, tenants);
    let request: Request;
    try {
      request = parseRequest(document);
    } catch (error) {
      return this.#refused(base, findingsOf(error));
    }
    const refusal = await admit({
      viewer,
      request,
      expect,
      access: this.#access,
      book,
      tenants,
    });
    if (refusal) {
      return this.#refused(base, [refusal]);
    }
    const { credentials } = viewer;
    const owner = await ownerFindings({
      ...viewer,
      request,
      catalog: this.#catalog,
    });
    const tenant = tenantOf(request);
    const groups = await groupsOf({
      platform: this.#platform,
      requests: [request, book.tenant(tenant)],
      catalog: this.#catalog,
      credentials,
    });
    try {
      const change = renderChange({
        request,
        platform: this.#platform,
        book,
        context: {
          groups,
          gatewayApi: this.#schemas.gatewayApi(clustersOf(this.#platform)),
        },
      });
      return await this.#compare({
        ...change,
        base,
        viewer,
        findings: [...owner, ...change.findings],
        tenant,
      });
    } catch (error) {
      return this.#refused(base, [...owner, ...findingsOf(error)]);
    }
  }

  async #compare(options: {
    base: Base;
    viewer: Viewer;
    next: ManifestSet;
    before: ManifestSet;
    findings: readonly Finding[];
    tenant?: string;
  }): Promise<PreviewView> {
    const { base, viewer, next, before, tenant } = options;
    const present = await base.contents(
      [...next.files, ...before.files].map(({ tree, path }) => ({
        tree,
        path,
      })),
    );
    const compared = compareRender(present, next, before);
    const checked = checkPlanned({
      next,
      before,
      platform: this.#platform,
      snapshot: this.#snapshot,
      schemas: this.#schemas,
      ...(tenant ? { tenant } : {}),
    });
    const own = await this.#access.readableNames(viewer);
    return {
      changes: describeChanges(
        tenant ? before : manifestsInGit(next, present),
        next,
      ),
      files: [...compared.files],
      findings: cutEvidence(
        [...options.findings, ...compared.findings, ...checked.findings],
        name => viewer.isAdmin || name === tenant || own.has(name),
      ),
      checkedLive: checked.checkedLive,
      sources: this.#sources(),
      base: { ...base.commits },
    };
  }

  #refused(base: Base, findings: readonly Finding[]): PreviewView {
    return {
      changes: [],
      files: [],
      findings: [...findings],
      checkedLive: false,
      sources: this.#sources(),
      base: { ...base.commits },
    };
  }

  #sources(): PreviewView['sources'] {
    return [...this.#snapshot.sources(), ...this.#trees.sources()];
  }
}

/** The findings of an error that is about the request; any other error goes on. */
function findingsOf(error: unknown): readonly Finding[] {
  if (error instanceof FindingsError) {
    return error.findings;
  }
  throw error;
}
