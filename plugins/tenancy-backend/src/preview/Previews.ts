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
import { readPresent } from './readPresent';
import type { Schemas } from './Schemas';

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
   * Previews one request.
   *
   * @throws NotAllowedError if the viewer may not change the tenant that it is about
   */
  async ofRequest(
    viewer: Viewer,
    document: unknown,
    expect: Expectation,
  ): Promise<PreviewView> {
    await assertTenantOf(document, viewer, this.#access);
    let request: Request;
    try {
      request = parseRequest(document);
    } catch (error) {
      return this.#refused(findingsOf(error));
    }
    const refusal = await admit({
      viewer,
      request,
      expect,
      access: this.#access,
      book: this.#book,
      directory: this.#directory,
    });
    if (refusal) {
      return this.#refused([refusal]);
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
      requests: [request, this.#book.tenant(tenant)],
      catalog: this.#catalog,
      credentials,
    });
    try {
      const change = renderChange({
        request,
        platform: this.#platform,
        book: this.#book,
        context: {
          groups,
          gatewayApi: this.#schemas.gatewayApi(clustersOf(this.#platform)),
        },
      });
      return await this.#compare({
        ...change,
        viewer,
        findings: [...owner, ...change.findings],
        tenant,
      });
    } catch (error) {
      return this.#refused([...owner, ...findingsOf(error)]);
    }
  }

  /**
   * Previews the guard rails and root ApplicationSets of all environments.
   *
   * @throws NotAllowedError if the viewer does not run the platform
   */
  async ofPlatform(viewer: Viewer): Promise<PreviewView> {
    this.#access.assertAdmin(viewer);
    return this.#compare({
      viewer,
      next: renderPlatform(this.#platform),
      before: { files: [] },
      findings: [],
    });
  }

  async #compare(options: {
    viewer: Viewer;
    next: ManifestSet;
    before: ManifestSet;
    findings: readonly Finding[];
    tenant?: string;
  }): Promise<PreviewView> {
    const { viewer, next, before, tenant } = options;
    const present = await readPresent({
      git: this.#git,
      trees: this.#trees,
      paths: [...next.files, ...before.files].map(({ tree, path }) => ({
        tree,
        path,
      })),
    });
    const compared = compareRender(present.files, next, before);
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
        tenant ? before : manifestsInGit(next, present.files),
        next,
      ),
      files: [...compared.files],
      findings: cutEvidence(
        [...options.findings, ...compared.findings, ...checked.findings],
        name => viewer.isAdmin || name === tenant || own.has(name),
      ),
      checkedLive: checked.checkedLive,
      sources: this.#sources(),
      base: present.base,
    };
  }

  #refused(findings: readonly Finding[]): PreviewView {
    return {
      changes: [],
      files: [],
      findings: [...findings],
      checkedLive: false,
      sources: this.#sources(),
      base: {
        platform: this.#trees.tree('platform')?.commit ?? '',
        tenants: this.#trees.tree('tenants')?.commit ?? '',
      },
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
